package org.secateur.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.dynamics.LeakRule;
import org.secateur.network.Network;
import org.secateur.prune.Budget;
import org.secateur.random.Seed;
import org.secateur.study.PreferentialAttachment;
import org.secateur.study.Progress;

/** What cannot be pruned is said with a code, a place and a way out, and nothing is left where the result should be. */
class BadInputTest {
  @TempDir
  static Path folder;

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start(2);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static ClusterJob job(Path input) {
    return ClusterJob.of(input.toString(), Optional.of(new LeakRule.Dominant(0.01)),
        new Budget.KeepFraction(0.5), new Seed(1));
  }

  /** Of a few edges a draw may keep none; this keeps all. */
  private static ClusterJob whole(Path input) {
    return ClusterJob.of(input.toString(), Optional.of(new LeakRule.Dominant(0.01)),
        new Budget.KeepFraction(1), new Seed(1));
  }

  private static ClusterException refused(ClusterJob job) throws IOException {
    Path out = folder.resolve("out");
    ClusterException e = catchThrowableOfType(ClusterException.class,
        () -> ClusterPruning.run(spark, job.withOutput(out.toString()), Progress.NONE));
    assertThat(e).isNotNull();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(name -> name.contains("out"));
    }
    return e;
  }

  private static ClusterException refused(String name, String text) throws IOException {
    return refused(job(Files.writeString(folder.resolve(name), text)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"0 1|E111|byte 6", "0 1 2 3|E111|byte 6", "0 x 1|E126|byte 6",
      "0;2;|E126|byte 6", "0 2 1,5|E111|byte 6", "-1 2 1|E158|byte 6", "3000000000 2 1|E158|byte 6",
      "0 2 NaN|E120|byte 6", "0 2 -Infinity|E121|byte 6", "2 2 1|E154|byte 6"})
  void saysWhichLineIsWrong(String line, String code, String place) throws IOException {
    ClusterException e = refused("lines.txt", "0 1 1\n" + line + "\n");
    assertThat(e.code()).as(line).isEqualTo(code);
    assertThat(e.where()).hasValueSatisfying(w -> assertThat(w).contains("lines.txt").contains(place));
  }

  @Test
  void saysWhichEdgesAreListedTwice() throws IOException {
    ClusterException twice = refused("twice.txt", "0 1 1\n1 2 0.5\n0 1 1\n");
    assertThat(twice.code()).isEqualTo("E156");
    assertThat(twice.message()).contains("neurons 0 and 1");
    assertThat(refused("three.txt", "0 1 1\n1 0 1\n1 0 1\n").code()).isEqualTo("E156");
    ClusterException differ = refused("differ.txt", "0 1 1\n1 2 0.5\n1 0 2\n");
    assertThat(differ.code()).isEqualTo("E157");
    assertThat(differ.message()).contains("1.0 and 2.0");
  }

  /** Once from each side with one weight is one edge; comments, names, empty lines and zero weights are none. */
  @Test
  void readsWhatIsMeant() throws IOException {
    Path file = Files.writeString(folder.resolve("fine.csv"),
        "post,pre,weight\n# a comment\n\n0,1,1\n1,0,1\n1,2,0.5\n0,2,0\n2;3;1e-3\n");
    ClusterReport report = ClusterPruning.run(spark, whole(file), Progress.NONE);
    assertThat(report.edges()).isEqualTo(3);
    assertThat(report.neurons()).isEqualTo(4);
  }

  @Test
  void saysThatThereIsNothingToPrune() throws IOException {
    assertThat(refused("empty.txt", "# nothing\n0 1 0\n").code()).isEqualTo("E130");
    assertThat(refused(job(folder.resolve("absent.txt"))).code()).isEqualTo("E101");
    assertThat(refused(job(Path.of("nosuchscheme:/x"))).code()).isEqualTo("E101");
  }

  @Test
  void saysWhatANetworkLacks() throws IOException {
    Path file = Files.writeString(folder.resolve("weak.txt"), "0 1 1\n1 2 1\n");
    ClusterJob weak = ClusterJob.of(file.toString(), Optional.of(new LeakRule.Constant(1.5)),
        new Budget.KeepFraction(0.5), new Seed(1));
    assertThat(refused(weak).code()).isEqualTo("E143");
    ClusterJob growing = ClusterJob.of(file.toString(), Optional.of(new LeakRule.Constant(-1)),
        new Budget.KeepFraction(0.5), new Seed(1));
    assertThat(refused(growing).code()).isEqualTo("E140");
    ClusterJob tooMany = ClusterJob.of(file.toString(), Optional.of(new LeakRule.Constant(3)),
        new Budget.EdgeCount(3), new Seed(1));
    assertThat(refused(tooMany).code()).isEqualTo("E171");
    assertThat(refused(job(file).withRule("top")).code()).isEqualTo("E172");
    assertThat(refused(job(file).withNeurons(OptionalInt.of(2))).code()).isEqualTo("E158");
    Path negative = Files.writeString(folder.resolve("negative.txt"), "0 1 1\n1 2 -1\n");
    assertThat(refused(job(negative).withRule("resistance")).code()).isEqualTo("E173");
  }

  private static Path parquet(String name, String columns, List<Object[]> rows) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m { " + columns + " }");
    Path file = folder.resolve(name);
    SimpleGroupFactory groups = new SimpleGroupFactory(schema);
    try (ParquetWriter<Group> out = ExampleParquetWriter
        .builder(HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
        .withType(schema).build()) {
      for (Object[] row : rows) {
        Group group = groups.newGroup();
        for (int c = 0; c < row.length; c++) {
          switch (row[c]) {
            case Integer i -> group.add(c, i);
            case Long l -> group.add(c, l);
            case Double d -> group.add(c, d);
            default -> {
              // a null
            }
          }
        }
        out.write(group);
      }
    }
    return file;
  }

  @Test
  void saysWhatASchemaLacks() throws IOException {
    Path renamed = parquet("renamed", "required int32 source; required int32 pre; required double weight;",
        List.<Object[]>of(new Object[]{0, 1, 1.0}));
    ClusterException e = refused(job(renamed));
    assertThat(e.code()).isEqualTo("E303");
    assertThat(e.message()).contains("no column post").contains("source");
    Path text = parquet("text", "required int32 post; required int32 pre; required binary weight (STRING);",
        List.of());
    assertThat(refused(job(text)).message()).contains("weight").contains("binary");
    Path nulls = parquet("nulls", "optional int64 post; optional int64 pre; optional double weight;",
        List.of(new Object[]{0L, 1L, 1.0}, new Object[]{1L, 2L, "null"}));
    ClusterException missing = refused(job(nulls));
    assertThat(missing.code()).isEqualTo("E304");
    assertThat(missing.where()).hasValueSatisfying(w -> assertThat(w).contains("nulls").contains("row 2"));
    Path cut = folder.resolve("cut");
    byte[] whole = Files.readAllBytes(nulls);
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 20));
    assertThat(refused(job(cut)).code()).isEqualTo("E192");
  }

  @Test
  void saysThatPartsDiffer() throws IOException {
    List<Object[]> rows = List.<Object[]>of(new Object[]{0L, 1L, 1.0});
    String wide = "required int64 post; required int64 pre; required double weight;";
    Path mixed = Files.createDirectory(folder.resolve("mixed"));
    parquet("mixed/part-0", wide, rows);
    parquet("mixed/part-1", "required int32 post; required int32 pre; required double weight;",
        List.<Object[]>of(new Object[]{1, 2, 1.0}));
    ClusterException types = refused(job(mixed));
    assertThat(types.code()).isEqualTo("E303");
    assertThat(types.message()).contains("post required int32, pre required int32, weight required double",
        "part-0",
        "post required int64");
    assertThat(types.where()).hasValueSatisfying(w -> assertThat(w).contains("part-1"));

    Path kinds = Files.createDirectory(folder.resolve("kinds"));
    parquet("kinds/part-1", wide, rows);
    Files.writeString(kinds.resolve("part-0"), "0 1 1\n");
    ClusterException kind = refused(job(kinds));
    assertThat(kind.code()).isEqualTo("E303");
    assertThat(kind.where()).hasValueSatisfying(w -> assertThat(w).contains("part-1"));

    Path nested = Files.createDirectory(folder.resolve("nested"));
    Files.writeString(nested.resolve("part-0"), "0 1 1\n");
    Files.createDirectory(nested.resolve("more"));
    assertThat(refused(job(nested)).where()).hasValueSatisfying(w -> assertThat(w).contains("more"));
  }

  /** Bytes that are no text must not reach a terminal as they are. */
  @Test
  void quotesNoControlCharacters() throws IOException {
    Path file = Files.write(folder.resolve("garbage"),
        new byte[]{'a', 27, '[', '3', '1', 'm', 7, (byte) 0xff, '\n'});
    assertThat(refused(job(file)).message()).contains("a?[31m").doesNotContain("\u001b", "\u0007", "\ufffd");
  }

  /** Through Parquet and back: what is written can be read, and has the edges that were kept. */
  @Test
  void writesWhatItReads() throws IOException {
    Path file = parquet("good", "required int64 post; required int32 pre; required double weight;",
        List.of(new Object[]{0L, 1, 1.0}, new Object[]{1L, 2, 0.5}, new Object[]{0L, 2, 0.25},
            new Object[]{2L, 3, 1.0}));
    Path out = folder.resolve("parquet-result");
    ClusterReport report = ClusterPruning.run(spark, whole(file).withOutput(out.toString()), Progress.NONE);
    assertThat(report.keptEdges()).isEqualTo(4);
    assertThat(out.resolve("report.json")).content().contains("secateur/spark-prune/1");
    ClusterReport again = ClusterPruning.run(spark, whole(out.resolve("edges")), Progress.NONE);
    assertThat(again.edges()).isEqualTo(report.keptEdges());
    ClusterException e = catchThrowableOfType(ClusterException.class,
        () -> ClusterPruning.run(spark, job(file).withOutput(out.toString()), Progress.NONE));
    assertThat(e.code()).isEqualTo("E194");
  }

  /** A neuron with a million synapses: its row lies in one partition, and nothing else changes. */
  @Test
  void prunesAHubOfAMillionSynapses() throws IOException {
    int leaves = 1_000_000;
    Path file = folder.resolve("hub.txt");
    try (var out = Files.newBufferedWriter(file)) {
      for (int i = 1; i <= leaves; i++) {
        out.write("0 " + i + " 1\n");
      }
    }
    ClusterReport report = ClusterPruning.run(spark, job(file).withRule("weight").withPartitions(4),
        Progress.NONE);
    assertThat(report.edges()).isEqualTo(leaves);
    // Independent draws of p = 1/2: five standard errors, √(10⁶)/2 each.
    assertThat((double) report.keptEdges()).isBetween(500_000 - 2500.0, 500_000 + 2500.0);
  }

  @Test
  void saysThatNoMasterAnswers() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    SparkConf conf = ClusterSession.defaults(new SparkConf(false)).setAppName("x")
        .setMaster("spark://127.0.0.1:" + port);
    ClusterException e = catchThrowableOfType(ClusterException.class, () -> ClusterSession.open(conf, 1000));
    assertThat(e.code()).isEqualTo("E301");
    assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("--master"));
  }

  /** Before Spark is asked, which would print where in its code it did not know what to do. */
  @ParameterizedTest
  @ValueSource(strings = {"loca", "local[0]", "local[x]", "local[2", "Spark://host:7077", "host:7077", "2"})
  void saysThatAMasterHasNoKnownForm(String master) {
    SparkConf conf = ClusterSession.defaults(new SparkConf(false)).setAppName("x").setMaster(master);
    ClusterException e = catchThrowableOfType(ClusterException.class, () -> ClusterSession.open(conf, 1000));
    assertThat(e.code()).isEqualTo("E172");
    assertThat(e.message()).contains(master);
    assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("spark://HOST:7077", "local[2]"));
  }

  /** A folder inside a file: nothing is pruned before that is seen, and the file stays what it was. */
  @Test
  void saysWhereNothingCanBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("taken.txt"), "0 1 1\n1 2 1\n");
    ClusterException e = catchThrowableOfType(ClusterException.class,
        () -> ClusterPruning.run(spark, job(file).withOutput(file.resolve("cut").toString()), Progress.NONE));
    assertThat(e.code()).isEqualTo("E193");
    assertThat(file).content().isEqualTo("0 1 1\n1 2 1\n");
  }

  /** What Spark says when it gives up after losing executors, and when a task ran out of memory, in the user's terms. */
  @Test
  void saysWhyTheClusterGaveUp() {
    assertThat(
        explained("Job aborted due to stage failure: Task 1 in stage 3.0 failed 4 times, most recent failure:"
            + " Lost task 1.3 in stage 3.0 (TID 9) (127.0.0.1 executor 0): ExecutorLostFailure (executor 0 exited caused by"
            + " one of the running tasks)"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo("E302");
          assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("spark.task.maxFailures"));
        });
    assertThat(explained("Job aborted: java.lang.OutOfMemoryError: Java heap space").code())
        .isEqualTo("E190");
  }

  private static ClusterException explained(String said) {
    return catchThrowableOfType(ClusterException.class, () -> ClusterFailures.explained(spark, () -> {
      throw new IllegalStateException(said, new SparkException(said));
    }));
  }

  @Test
  void refusesVectorsThatDoNotFitTheDriver() {
    ClusterException e = catchThrowableOfType(ClusterException.class,
        () -> Memory.check(100_000_000, false, 4L << 30, "4g"));
    assertThat(e.code()).isEqualTo("E190");
    assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("--driver-memory"));
    Memory.check(1_000_000, true, 4L << 30, "4g");
  }

  /** A partition never cuts a chunk, none is empty, and rows are found where they are. */
  @Test
  void cutsRowsIntoWholeChunks() {
    Network hubs = PreferentialAttachment.benchmark(20_000).generate(new Seed(2));
    long[] entries = new long[10];
    for (int i = 0; i < hubs.neurons(); i++) {
      entries[i / 2048] += hubs.firstSynapse(i + 1) - hubs.firstSynapse(i);
    }
    for (int partitions : new int[]{1, 2, 3, 7, 10, 50}) {
      RowRanges ranges = RowRanges.of(hubs.neurons(), entries, partitions);
      assertThat(ranges.numPartitions()).isEqualTo(Math.min(partitions, 10));
      for (int p = 0; p < ranges.numPartitions(); p++) {
        assertThat(ranges.to(p)).isGreaterThan(ranges.from(p));
        assertThat(ranges.from(p) % 2048).isZero();
        assertThat(ranges.of(ranges.from(p))).isEqualTo(p);
        assertThat(ranges.of(ranges.to(p) - 1)).isEqualTo(p);
      }
    }
  }
}
