package org.secateur.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.secateur.network.Edges;
import org.secateur.network.Network;

/** Spark inside this process, and networks as files for it. */
final class LocalSpark {
  private LocalSpark() {
  }

  static JavaSparkContext start(int processors) {
    SparkConf conf = ClusterSession.defaults(new SparkConf(false)).setMaster("local[" + processors + "]")
        .setAppName("secateur-test").set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1");
    return new JavaSparkContext(conf);
  }

  /** The pairs of a symmetric network, one a line. */
  static Path write(Network network, Path file) {
    Edges edges = Edges.of(network);
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int e = 0; e < edges.count(); e++) {
        out.write(edges.post(e) + "\t" + edges.pre(e) + "\t" + edges.weight(e) + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
