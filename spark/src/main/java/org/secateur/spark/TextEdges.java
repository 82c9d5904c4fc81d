package org.secateur.spark;

import java.util.Iterator;

import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.secateur.spark.EdgeBatch.Trouble;
import scala.Tuple2;

/**
 * Lines of {@code post pre weight}, separated by blanks, a tab, a comma or a semicolon; lines that begin with # or % and empty
 * ones are passed over, and so is a first line of names. Compressed files are read whole by one task each.
 */
record TextEdges(String path, boolean dropLoops) implements EdgeSource {
  private static final int ROWS = 1 << 16;

  @Override
  public JavaRDD<EdgeBatch> batches(JavaSparkContext spark) {
    RowCheck check = new RowCheck(dropLoops);
    JavaNewHadoopRDD<LongWritable, Text> lines = (JavaNewHadoopRDD<LongWritable, Text>) spark
        .newAPIHadoopFile(path, TextInputFormat.class, LongWritable.class, Text.class,
            spark.hadoopConfiguration());
    return lines.mapPartitionsWithInputSplit((split, rows) -> new Lines(name(split), rows, check), true);
  }

  private static String name(InputSplit split) {
    return split instanceof FileSplit file ? file.getPath().toString() : split.toString();
  }

  /** Batches of the lines of one split. */
  private static final class Lines implements Iterator<EdgeBatch> {
    private final String file;
    private final Iterator<Tuple2<LongWritable, Text>> lines;
    private final RowCheck check;
    private final int[] from = new int[3]; // of the line's fields
    private final int[] to = new int[3];
    private long offset; // of the line

    Lines(String file, Iterator<Tuple2<LongWritable, Text>> lines, RowCheck check) {
      this.file = file;
      this.lines = lines;
      this.check = check;
    }

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public EdgeBatch next() {
      EdgeBatch batch = new EdgeBatch();
      while (lines.hasNext() && batch.count < ROWS && batch.trouble().isEmpty()) {
        Tuple2<LongWritable, Text> line = lines.next();
        offset = line._1().get();
        read(line._2().toString().strip(), batch);
      }
      return batch;
    }

    private void read(String line, EdgeBatch batch) {
      if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '%') {
        return;
      }
      int fields = split(line);
      if (fields != 3) {
        batch.fail(new Trouble("E111", "a line has %d fields and should have three, post pre weight: \"%s\""
            .formatted(fields, shortened(line)), where(), "write post, pre and weight, one edge a line"));
        return;
      }
      try {
        check.take(Long.parseLong(line, from[0], to[0], 10), Long.parseLong(line, from[1], to[1], 10),
            Double.parseDouble(line.substring(from[2], to[2])), batch, this::where);
      } catch (NumberFormatException e) {
        boolean names = offset == 0 && hasLetters(line, 0) && hasLetters(line, 1);
        if (!names) {
          batch.fail(new Trouble("E126", "\"%s\" is not two neurons and a number".formatted(shortened(line)),
              where(), from[2] == to[2]
                  ? "the weight is missing: leave the row out, or give it a weight"
                  : "neurons are whole numbers from 0; decimals have a point"));
        }
      }
    }

    /** Notes where the first three fields lie; how many there are. Blanks around another separator belong to it. */
    private int split(String line) {
      int fields = 0;
      int at = 0;
      while (true) {
        int begin = at;
        while (at < line.length() && !separates(line.charAt(at))) {
          at++;
        }
        if (fields < from.length) {
          from[fields] = begin;
          to[fields] = at;
        }
        fields++;
        if (at == line.length()) {
          return fields;
        }
        at = afterSeparator(line, at);
      }
    }

    private static int afterSeparator(String line, int begin) {
      int at = begin;
      boolean mark = false;
      while (at < line.length() && (isBlank(line.charAt(at)) || (separates(line.charAt(at)) && !mark))) {
        mark |= !isBlank(line.charAt(at));
        at++;
      }
      return at;
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t';
    }

    private static boolean separates(char c) {
      return isBlank(c) || c == ',' || c == ';';
    }

    private boolean hasLetters(String line, int field) {
      return line.substring(from[field], to[field]).chars().anyMatch(Character::isLetter);
    }

    private String where() {
      return "%s, byte %d".formatted(file, offset);
    }

    private static String shortened(String line) {
      String shown = line.length() <= 60 ? line : line.substring(0, 57) + "...";
      return shown.replaceAll("\\p{Cntrl}|\\uFFFD", "?"); // what is no text must not reach the terminal
    }
  }
}
