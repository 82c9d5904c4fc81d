package org.secateur.spark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Serializable;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The folder of a result: {@code edges/part-…} with post, pre and weight of every edge that stayed, once, and
 * {@code leaks/part-…} with every neuron's leak. All is written to a neighbour of the folder, which gets its name when
 * nothing is missing: a job that dies leaves no folder of that name.
 */
final class CutSink {
  private static final MessageType EDGES = MessageTypeParser.parseMessageType(
      "message edges { required int32 post; required int32 pre; required double weight; }");

  private final JavaSparkContext spark;
  private final Path target;
  private final Path partial;
  private final boolean parquet;

  private CutSink(JavaSparkContext spark, Path target, Path partial, boolean parquet) {
    this.spark = spark;
    this.target = target;
    this.partial = partial;
    this.parquet = parquet;
  }

  /**
   * Reserves a folder.
   *
   * @param parquet or text
   * @throws ClusterException E194 if there is something of that name, E193 if nothing can be written there
   */
  static CutSink of(JavaSparkContext spark, String folder, boolean parquet) {
    try {
      Path target = new Path(folder);
      FileSystem files = target.getFileSystem(spark.hadoopConfiguration());
      if (files.exists(target)) {
        throw ClusterException.of("E194", "\"%s\" exists already".formatted(folder))
            .withHint("another --out, or remove it first: nothing is replaced on a cluster");
      }
      Path whole = files.makeQualified(target);
      Path partial = new Path(whole.getParent(), "." + whole.getName() + "-" + spark.sc().applicationId());
      if (!files.mkdirs(partial)) {
        throw new IOException("no folder could be made there");
      }
      files.deleteOnExit(partial); // Ctrl-C
      return new CutSink(spark, whole, partial, parquet);
    } catch (IOException | IllegalArgumentException e) {
      throw unwritable(folder, e);
    }
  }

  private static ClusterException unwritable(String folder, Exception e) {
    return ClusterException
        .of("E193", "nothing can be written to \"%s\": %s".formatted(folder, e.getMessage()))
        .withHint("another --out").because(e);
  }

  /** Writes the rows, in parallel. */
  void write(JavaRDD<CutRows> cut) {
    PartWriter writer = new PartWriter(partial.toString(), parquet);
    cut.foreach(writer::write);
  }

  /** Writes a text beside them. */
  void write(String name, String text) {
    try (Writer out = new OutputStreamWriter(
        partial.getFileSystem(spark.hadoopConfiguration()).create(new Path(partial, name)),
        StandardCharsets.UTF_8)) {
      out.write(text);
    } catch (IOException e) {
      throw unwritable(target.toString(), e);
    }
  }

  /** Gives the folder its name. */
  void commit() {
    try {
      FileSystem files = partial.getFileSystem(spark.hadoopConfiguration());
      if (files.exists(target) || !files.rename(partial, target)) {
        throw new IOException("somebody else wrote there meanwhile");
      }
      files.cancelDeleteOnExit(partial);
    } catch (IOException e) {
      throw unwritable(target.toString(), e);
    }
  }

  /** Takes away what was written, if it was not committed. */
  void discard() {
    try {
      partial.getFileSystem(spark.hadoopConfiguration()).delete(partial, true);
    } catch (IOException e) {
      throw unwritable(partial.toString(), e);
    }
  }

  /** Writes one partition's files; a second attempt at the same replaces nothing. */
  private record PartWriter(String folder, boolean parquet) implements Serializable {
    void write(CutRows cut) throws IOException {
      String part = "part-%05d".formatted(TaskContext.getPartitionId());
      Configuration configuration = new Configuration();
      publish(configuration, "edges", part + (parquet ? ".parquet" : ".tsv"), at -> {
        if (parquet) {
          edgesAsParquet(cut, at, configuration);
        } else {
          edgesAsText(cut, at, configuration);
        }
      });
      publish(configuration, "leaks", part + ".tsv", at -> leaks(cut, at, configuration));
    }

    private interface Writing {
      void to(Path at) throws IOException;
    }

    private void publish(Configuration configuration, String kind, String name, Writing writing)
        throws IOException {
      Path parent = new Path(folder, kind);
      FileSystem files = parent.getFileSystem(configuration);
      Path mine = new Path(parent, "." + name + "-" + TaskContext.get().taskAttemptId());
      writing.to(mine);
      if (!files.rename(mine, new Path(parent, name))) {
        files.delete(mine, false); // another attempt was faster: its bytes are the same
      }
    }

    private static void edgesAsText(CutRows cut, Path at, Configuration configuration) throws IOException {
      try (Writer out = text(at, configuration)) {
        eachEdge(cut, (i, j, w) -> out.append(Integer.toString(i)).append('\t').append(Integer.toString(j))
            .append('\t').append(Double.toString(w)).append('\n'));
      }
    }

    private static void edgesAsParquet(CutRows cut, Path at, Configuration configuration)
        throws IOException {
      SimpleGroupFactory groups = new SimpleGroupFactory(EDGES);
      try (ParquetWriter<Group> out = ExampleParquetWriter
          .builder(HadoopOutputFile.fromPath(at, configuration)).withType(EDGES).withConf(configuration)
          .withCompressionCodec(CompressionCodecName.SNAPPY).build()) {
        eachEdge(cut, (i, j, w) -> out
            .write(groups.newGroup().append("post", i).append("pre", j).append("weight", w)));
      }
    }

    private static void leaks(CutRows cut, Path at, Configuration configuration) throws IOException {
      try (Writer out = text(at, configuration)) {
        for (int r = 0; r < cut.leak().length; r++) {
          out.append(Integer.toString(cut.rows().first + r)).append('\t')
              .append(Double.toString(cut.leak()[r])).append('\n');
        }
      }
    }

    private static Writer text(Path at, Configuration configuration) throws IOException {
      return new OutputStreamWriter(
          new BufferedOutputStream(at.getFileSystem(configuration).create(at, true), 1 << 16),
          StandardCharsets.UTF_8);
    }

    private interface EdgeVisitor {
      void visit(int post, int pre, double weight) throws IOException;
    }

    private static void eachEdge(CutRows cut, EdgeVisitor visitor) throws IOException {
      Rows rows = cut.rows();
      for (int r = 0; r < rows.count; r++) {
        for (int k = rows.begin(r); k < rows.end(r); k++) {
          if (cut.kept()[k] && rows.column(k) > rows.local(r)) {
            visitor.visit(rows.first + r, rows.neuron[rows.column(k)], cut.weight()[k]);
          }
        }
      }
    }
  }
}
