package org.secateur.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaks and activity. */
final class SideFileTest {
  private static final List<String> NAMES = List.of("AVAL", "AVAR", "RIM");

  @TempDir
  Path folder;

  private double[] vector(String text, List<String> labels) throws InputException {
    Path file = Bytes.file(folder, "leak.csv", text.replace("|", "\n"));
    return NeuronVector.read(file.toString(), 3, labels, ReadOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1|2.5|4", "leak|1|2.5|4", "1,2.5,4", "AVAL,1|AVAR,2.5|RIM,4",
      "name,leak|RIM,4|AVAL,1|AVAR,2.5",
      "1 2.5 4", "AVAL,AVAR,RIM|1,2.5,4"})
  void readsAVector(String text) throws InputException {
    assertThat(vector(text, NAMES)).containsExactly(1, 2.5, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,1|1,2.5|2,4", "3,4|1,1|2,2.5", "index,leak|0,1|1,2.5|2,4"})
  void readsAVectorByIndex(String text) throws InputException {
    assertThat(vector(text, List.of())).containsExactly(1, 2.5, 4);
  }

  @Test
  void readsAVectorFromContainers() throws InputException {
    Path npy = Bytes.file(folder, "leak.npy", Bytes.npy("<f8", "(3,)", Bytes.doubles(1, 2.5, 4)));
    assertThat(NeuronVector.read(npy.toString(), 3, NAMES, ReadOptions.DEFAULT)).containsExactly(1, 2.5, 4);
    Path npz = Bytes.file(folder, "d.npz",
        Bytes.zip(Map.of("leak.npy", Bytes.npy("<f8", "(1, 3)", Bytes.doubles(1, 2.5, 4)))));
    assertThat(NeuronVector.read(npz + "::leak", 3, NAMES, ReadOptions.DEFAULT)).containsExactly(1, 2.5, 4);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '@', value = {"1|2@E112@2 values; the network has 3 neurons",
      "AVAL,1|AVA,2|RIM,3@E113@\"AVA\"",
      "AVAL,1|RIM,3@E113@no value for 1 of 3 neurons (first: \"AVAR\")",
      "AVAL,1|AVAL,2|RIM,3@E113@two values",
      "1|NaN|2@E120@1 of 3 values is NaN; first at row 2", "1|inf|2@E121@+Inf", "1|x|2@E126@line 2"})
  void refusesVectors(String text, String code, String fact) {
    InputException e = assertThrows(InputException.class, () -> vector(text, NAMES));
    assertEquals(code, e.code(), e.message());
    assertThat(e.message()).contains(fact);
  }

  @Test
  void readsActivity() throws InputException {
    Path csv = Bytes.file(folder, "x.csv", "AVAL,AVAR\n1,2\n3,4\n5,6.5\n");
    NumberTable t = NumberTable.read(csv.toString(), ReadOptions.DEFAULT);
    assertEquals(3, t.rows());
    assertEquals(List.of("AVAL", "AVAR"), t.columnNames());
    assertThat(t.row(2)).containsExactly(5, 6.5);
    Path npy = Bytes.file(folder, "x.npy",
        Bytes.npy("<f8", "(2, 2, 2)", Bytes.doubles(1, 2, 3, 4, 5, 6, 7, 8)));
    assertThat(NumberTable.read(npy + "[:,:,1]", ReadOptions.DEFAULT).values()).containsExactly(2, 4, 6, 8);
    assertEquals("E111",
        assertThrows(InputException.class, () -> NumberTable.read(npy.toString(), ReadOptions.DEFAULT))
            .code());
  }

  @Test
  void refusesActivityWithGaps() {
    Path csv = Bytes.file(folder, "x.csv", "1,2,3,4\n3,,5,6\n");
    InputException e = assertThrows(InputException.class,
        () -> NumberTable.read(csv.toString(), ReadOptions.DEFAULT));
    assertEquals("E120", e.code());
    assertThat(e.message()).contains("1 of 8 values is NaN; first at row 2, column 2");
  }
}
