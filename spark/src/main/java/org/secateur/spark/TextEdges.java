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
        parse(line._2().toString().strip(), line._1().get(), batch);
      }
      return batch;
    }

    private void parse(String line, long offset, EdgeBatch batch) {
      if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '%') {
        return;
      }
      String[] field = line.split("\\s*[,;\\t ]\\s*", -1);
      String where = "%s, byte %d".formatted(file, offset);
      if (field.length != 3) {
        batch.fail(new Trouble("E111", "a line has %d fields and should have three, post pre weight: \"%s\""
            .formatted(field.length, shortened(line)), where, "write post, pre and weight, one edge a line"));
        return;
      }
      try {
        check.take(Long.parseLong(field[0]), Long.parseLong(field[1]), Double.parseDouble(field[2]), batch,
            () -> where);
      } catch (NumberFormatException e) {
        boolean names = offset == 0 && field[0].chars().anyMatch(Character::isLetter)
            && field[1].chars().anyMatch(Character::isLetter);
        if (!names) {
          batch.fail(new Trouble("E126", "\"%s\" is not two neurons and a number".formatted(shortened(line)),
              where, field[2].isEmpty()
                  ? "the weight is missing: leave the row out, or give it a weight"
                  : "neurons are whole numbers from 0; decimals have a point"));
        }
      }
    }

    private static String shortened(String line) {
      return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
  }
}
