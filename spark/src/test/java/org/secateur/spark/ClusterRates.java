package org.secateur.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.RDDInfo;
import org.secateur.kernel.ConjugateGradientKernel;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.study.PreferentialAttachment;

/** Run by hand: what a job, a vector and a product cost on a cluster of this machine; see bench/RESULTS-spark.md. */
final class ClusterRates {
  private static final Seed SEED = new Seed(1);
  private static final int LANES = 8;
  private static final int REPEATS = 15;

  private ClusterRates() {
  }

  /** Neurons, with ten edges each; then the number of workers, 0 for this process with two processors. */
  public static void main(String[] arguments) throws IOException {
    int neurons = Integer.parseInt(arguments[0]);
    int workers = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("secateur-rates");
    Network network = PreferentialAttachment.benchmark(neurons).generate(SEED);
    Path input = LocalSpark.write(network, folder.resolve("edges.tsv"));
    if (workers == 0) {
      try (JavaSparkContext spark = LocalSpark.start(2)) {
        measure(spark, input);
      }
    } else {
      try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"), workers);
          JavaSparkContext spark = ClusterSession.open(cluster.conf(), 60_000)) {
        measure(spark, input);
      }
    }
  }

  private static void measure(JavaSparkContext spark, Path input) {
    EdgeSource source = EdgeSource.of(spark, input.toString(), false);
    EdgeFacts[] seen = new EdgeFacts[1];
    double reading = median(5, () -> {
      seen[0] = EdgeFacts.of(source.batches(spark));
      return seen[0];
    });
    long edges = seen[0].edges();
    int n = seen[0].largest() + 1;
    say("%,d neurons, %,d edges, %d processors", n, edges, spark.defaultParallelism());
    say("reading text: %.3f s, %.2e edges a second", reading, edges / reading);
    RowRanges ranges = RowRanges.of(n, seen[0].entriesOf(n),
        RowRanges.partitions(2 * edges, spark.defaultParallelism()));
    RowCluster[] loaded = new RowCluster[1];
    double sending = median(5, () -> {
      spark.getPersistentRDDs().values().forEach(rdd -> rdd.unpersist(true));
      loaded[0] = RowCluster.load(spark, source.batches(spark), ranges,
          Optional.of(RowCluster.Way.BROADCAST));
      return loaded[0];
    });
    say("reading and sending to rows: %.3f s, %.2e edges a second", sending, edges / sending);
    say("rows in memory: %.1f bytes an edge",
        Arrays.stream(spark.sc().getRDDStorageInfo()).mapToLong(RDDInfo::memSize).sum() / (double) edges);
    RowCluster rows = loaded[0];
    products(rows, n, edges);
  }

  private static void products(RowCluster rows, int n, long edges) {
    double[] x = new double[LANES * n];
    SEED.stream("rates").fillGaussian(x);
    double[] slack = new double[n];
    JavaRDD<Rows> stored = rows.rows();
    double empty = median(REPEATS, () -> stored.map(r -> 0).collect());
    say("a job that does nothing: %.1f ms", 1e3 * empty);
    double out = median(REPEATS, () -> rows.each(x, LANES, (r, part) -> 0));
    say("a block of %.1f MB sent and gathered: %.1f ms", 64e-6 * n, 1e3 * out);
    double back = median(REPEATS, () -> rows.each((r, none) -> new double[LANES * r.count]));
    say("a block of %.1f MB collected: %.1f ms", 64e-6 * n, 1e3 * back);
    ClusterMatrix matrix = new ClusterMatrix(rows, slack, slack);
    double[] q = new double[x.length];
    double product = median(REPEATS, () -> {
      matrix.multiply(x, q, new double[LANES]);
      return q;
    });
    say("a product of the block: %.1f ms", 1e3 * product);
    double[] y = Arrays.copyOf(x, n);
    double[] z = new double[n];
    double single = median(REPEATS, () -> matrix.multiply(y, z));
    say("a product of one vector: %.1f ms", 1e3 * single);
    double kernel = rows.each(x, LANES, (r, part) -> nanos(r, part)).stream().mapToDouble(t -> t).sum();
    say("the product's arithmetic: %.2f ns an entry of eight lanes, on one processor",
        kernel / (2.0 * edges));
  }

  /** The median of five products of a partition's rows, in ns. */
  private static double nanos(Rows rows, double[] p) {
    double[] slack = new double[rows.neuron.length];
    double[] q = new double[p.length];
    double[] dots = new double[LANES];
    double[] took = new double[5];
    for (int k = 0; k < took.length; k++) {
      long start = System.nanoTime();
      for (int c = 0; c < rows.chunks(); c++) {
        ConjugateGradientKernel.multiply(rows.from(c), rows.to(c), rows.matrix(), slack, p, q, dots, 0);
      }
      took[k] = System.nanoTime() - start;
    }
    Arrays.sort(took);
    return took[took.length / 2];
  }

  private static double median(int repeats, Supplier<?> work) {
    double[] took = new double[repeats];
    for (int k = -3; k < repeats; k++) { // the first ones warm up
      long start = System.nanoTime();
      Object _ = work.get();
      if (k >= 0) {
        took[k] = (System.nanoTime() - start) * 1e-9;
      }
    }
    Arrays.sort(took);
    return took[repeats / 2];
  }

  private static void say(String text, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, text, arguments));
  }
}
