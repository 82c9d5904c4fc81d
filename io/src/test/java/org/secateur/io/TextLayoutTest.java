package org.secateur.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that tell a table from a list of edges, and names from numbers. */
final class TextLayoutTest {
  @TempDir
  Path folder;

  private RawMatrix read(String text) throws InputException {
    return MatrixReader.read(Bytes.file(folder, "t.csv", text.replace("|", "\n")), ReadOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '@', value = {"source,target,weight|A,B,2@DIRECTED@A>B",
      "post,pre,weight|B,A,2@DIRECTED@A>B",
      "from,to|A,B@DIRECTED@A>B", "Pre,Post,n_synapses|A,B,2@DIRECTED@A>B", "a,b,weight|A,B,2@UNDIRECTED@A>B",
      "node1,node2,w|A,B,2@UNDIRECTED@A>B", "i,j,w|0,1,2@UNSTATED@0>1", "A,B,2@UNSTATED@A>B",
      "A B 2@UNSTATED@A>B",
      "A;B;2@UNSTATED@A>B", "# comment|% more||A B 2@UNSTATED@A>B", "0 1 2.5|1 2 1@UNSTATED@0>1",
      "A,B|B,C@UNSTATED@A>B", "A,B,0.5,x|B,C,1,y@UNSTATED@A>B", "\"A\",\"B\",2@UNSTATED@A>B",
      "id,source,target,weight|9,A,B,2@DIRECTED@A>B", "A,B,2,|B,C,1,@UNSTATED@A>B"})
  void edges(String text, Direction direction, String first) throws InputException {
    RawMatrix m = read(text);
    assertEquals(FileFormat.EDGES, m.origin().format());
    assertEquals(direction, m.direction());
    assertEquals(first, m.name(m.row(0)) + ">" + m.name(m.column(0)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '@', value = {"0,1,2,3|4,0,5,6|7,8,0,9|1,2,3,0@4@",
      "A,B,C,D|0,1,2,3|4,0,5,6|7,8,0,9|1,2,3,0@4@ABCD", ",A,B|A,0,1|B,2,0@2@AB",
      "A,0.5,1,2|B,1,0,1|C,1,2,0@3@ABC",
      "\"\",\"1\",\"2\"|\"1\",0.5,1|\"2\",1,0.5@2@12", "A,B|A,0,1|B,2,0@2@AB", "0 .5|.25 0@2@",
      "  0.5   1.5|\t1 0  @2@",
      "0;1,5;2;1|1;0;2;1|1;2;0;1|1;1;1;0@4@", "7@1@", "0.5,1,|1,0,@2@",
      "name,A,B,C|A,0,1,2|B,1,0,2|C,1,2,0@3@ABC"})
  void tables(String text, int n, String labels) throws InputException {
    Path file = Bytes.file(folder, "t.csv", text.replace("|", "\n"));
    boolean comma = text.contains("1,5");
    RawMatrix m = MatrixReader.read(file,
        comma ? ReadOptions.DEFAULT.withDecimal(ReadOptions.Decimal.COMMA) : ReadOptions.DEFAULT);
    assertEquals(FileFormat.CSV, m.origin().format());
    assertEquals(n, m.rows());
    assertEquals(labels == null ? "" : labels, String.join("", m.labels()));
  }

  @Test
  void oneLetterNamesAreAskedAbout() throws InputException {
    Path file = Bytes.file(folder, "t.csv", "a,b\nb,c\n");
    InputException e = Bytes.refusal(file, ReadOptions.DEFAULT);
    assertEquals("E104", e.code());
    assertEquals("--header if it names the columns, --no-header if it is an edge", e.hint().orElse(""));
    assertEquals(1, MatrixReader.read(file, ReadOptions.DEFAULT.withHeader(ReadOptions.Header.YES)).count());
    assertEquals(2, MatrixReader.read(file, ReadOptions.DEFAULT.withHeader(ReadOptions.Header.NO)).count());
  }

  @Test
  void lineEndsAndByteOrderMark() throws InputException {
    byte[] text = "\ufeffsource,target,weight\r\nA,B,1\rB,A,2\n\r\nA,A,3".getBytes(StandardCharsets.UTF_8);
    RawMatrix m = MatrixReader.read(Bytes.file(folder, "t.csv", text), ReadOptions.DEFAULT);
    assertEquals(3, m.count());
    assertEquals(Direction.DIRECTED, m.direction());
    assertEquals(5, m.line(m.find(0, 0)).orElse(0));
  }

  @Test
  void numbersAsNamesAreInOrder() throws InputException {
    assertEquals(List.of("2", "9", "10"), read("source,target|10,9|9,2").labels());
    assertEquals(List.of("x10", "x9", "x2"), read("source,target|x10,x9|x9,x2").labels());
  }

  @Test
  void missingWeightColumnWeighsOne() throws InputException {
    RawMatrix m = read("source,target|A,B|B,C");
    assertEquals(ElementType.PATTERN, m.elementType());
    assertEquals(1, m.value(0));
  }

  /** Lines that do not fit the first buffer, and one that is longer than it. */
  @Test
  void longLines() throws InputException {
    int n = 300;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        text.append(j == 0 ? "" : ",").append("0".repeat(1000)).append(i * n + j);
      }
      text.append('\n');
    }
    RawMatrix m = read(text.toString());
    assertEquals(n * n - 1, m.count());
    assertEquals(5 * n + 3, m.value(m.find(5, 3)));
  }
}
