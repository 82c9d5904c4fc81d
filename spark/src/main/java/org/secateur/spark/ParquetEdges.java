package org.secateur.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleInputFormat;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.secateur.spark.EdgeBatch.Trouble;
import scala.Tuple2;

/** Parquet files with the columns post and pre (int32 or int64) and weight (float or double); others are not read. */
record ParquetEdges(String path, String schema, boolean dropLoops) implements EdgeSource {
  private static final int ROWS = 1 << 16;
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final List<String> COLUMNS = List.of("post", "pre", "weight");

  static boolean isParquet(FileSystem files, Path file) throws IOException {
    byte[] first = new byte[MAGIC.length];
    try (FSDataInputStream in = files.open(file)) {
      return in.readNBytes(first, 0, first.length) == first.length && java.util.Arrays.equals(first, MAGIC);
    }
  }

  /** Checks every file's schema by its footer. */
  static ParquetEdges of(Configuration configuration, String path, List<Path> parts, boolean dropLoops)
      throws IOException {
    MessageType wanted = new MessageType("edges");
    for (Path part : parts) {
      try (ParquetFileReader reader = ParquetFileReader
          .open(HadoopInputFile.fromPath(part, configuration))) {
        MessageType here = projection(reader.getFileMetaData().getSchema(), part);
        if (!part.equals(parts.getFirst()) && !types(here).equals(types(wanted))) {
          throw ClusterException.of("E303", "columns are %s, and in %s %s"
              .formatted(types(here), parts.getFirst().getName(), types(wanted))).at(part.toString())
              .withHint("write all parts with the same types");
        }
        wanted = here;
      } catch (RuntimeException e) {
        if (e instanceof ClusterException known) {
          throw known;
        }
        throw ClusterException.of("E192", "a file of \"%s\" is not a whole Parquet file: %s".formatted(path,
            e.getMessage())).at(part.toString()).withHint("copy it again").because(e);
      }
    }
    return new ParquetEdges(path, wanted.toString(), dropLoops);
  }

  private static MessageType projection(MessageType schema, Path part) {
    List<Type> columns = new ArrayList<>();
    for (String name : COLUMNS) {
      if (!schema.containsField(name) || !fits(schema.getType(name), name.equals("weight"))) {
        throw ClusterException.of("E303", schema.containsField(name)
            ? "column %s is %s".formatted(name, schema.getType(name))
            : "there is no column %s; there are %s".formatted(name,
                schema.getFields().stream().map(Type::getName).toList()))
            .at(part.toString())
            .withHint("edges need the columns post and pre, whole numbers, and weight, a float or a double");
      }
      columns.add(schema.getType(name));
    }
    return new MessageType("edges", columns);
  }

  /** As in "post required int64, pre required int64, weight optional double": what one read schema cannot bridge. */
  private static String types(MessageType schema) {
    return schema.getFields().stream()
        .map(t -> t.getName() + " " + t.getRepetition().name().toLowerCase(Locale.ROOT) + " "
            + t.asPrimitiveType().getPrimitiveTypeName().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static boolean fits(Type type, boolean real) {
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return false;
    }
    PrimitiveTypeName name = type.asPrimitiveType().getPrimitiveTypeName();
    return real
        ? name == PrimitiveTypeName.DOUBLE || name == PrimitiveTypeName.FLOAT
        : name == PrimitiveTypeName.INT32 || name == PrimitiveTypeName.INT64;
  }

  @Override
  public JavaRDD<EdgeBatch> batches(JavaSparkContext spark) {
    Configuration configuration = new Configuration(spark.hadoopConfiguration());
    configuration.set(ReadSupport.PARQUET_READ_SCHEMA, schema);
    RowCheck check = new RowCheck(dropLoops);
    JavaNewHadoopRDD<Void, Group> rows = (JavaNewHadoopRDD<Void, Group>) spark.newAPIHadoopFile(path,
        ExampleInputFormat.class, Void.class, Group.class, configuration);
    return rows.mapPartitionsWithInputSplit((split, groups) -> new Groups(name(split), groups, check), true);
  }

  private static String name(InputSplit split) {
    return split instanceof FileSplit file
        ? file.getPath() + ", from byte " + file.getStart()
        : split.toString();
  }

  /** Batches of the rows of one split. */
  private static final class Groups implements Iterator<EdgeBatch> {
    private final String split;
    private final Iterator<Tuple2<Void, Group>> groups;
    private final RowCheck check;
    private long row;

    Groups(String split, Iterator<Tuple2<Void, Group>> groups, RowCheck check) {
      this.split = split;
      this.groups = groups;
      this.check = check;
    }

    @Override
    public boolean hasNext() {
      return groups.hasNext();
    }

    @Override
    public EdgeBatch next() {
      EdgeBatch batch = new EdgeBatch();
      while (groups.hasNext() && batch.count < ROWS && batch.trouble().isEmpty()) {
        Group group = groups.next()._2();
        row++;
        for (String name : COLUMNS) {
          if (group.getFieldRepetitionCount(name) == 0) {
            batch.fail(new Trouble("E304", "%s is null".formatted(name), place(),
                "leave rows without a value out"));
            return batch;
          }
        }
        check.take(whole(group, "post"), whole(group, "pre"), real(group), batch, this::place);
      }
      return batch;
    }

    private String place() {
      return "%s, row %d of its split".formatted(split, row);
    }

    private static long whole(Group group, String name) {
      return group.getType().getType(name).asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32
          ? group.getInteger(name, 0)
          : group.getLong(name, 0);
    }

    private static double real(Group group) {
      return group.getType().getType("weight").asPrimitiveType()
          .getPrimitiveTypeName() == PrimitiveTypeName.FLOAT
              ? group.getFloat("weight", 0)
              : group.getDouble("weight", 0);
    }
  }
}
