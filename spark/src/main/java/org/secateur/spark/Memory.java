package org.secateur.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.secateur.kernel.BlockKernel;

/** What the driver holds at once: vectors of one number a neuron, whatever the number of synapses. */
final class Memory {
  /**
   * Bytes a neuron while a block of eight is solved: six blocks of the solver, one on its way out, one on its way back, each
   * 8 · 8 bytes and some of them twice, and a dozen single vectors.
   */
  static final long BYTES_A_NEURON = 10L * BlockKernel.LANES * Double.BYTES + 12L * Double.BYTES;

  private Memory() {
  }

  /**
   * Refuses a network whose vectors would not fit the driver.
   *
   * @throws ClusterException E190
   */
  static void check(int neurons, JavaSparkContext spark) {
    check(neurons, Runtime.getRuntime().maxMemory(),
        spark.getConf().get("spark.driver.memory", "as Java was given"));
  }

  static void check(int neurons, long memory, String said) {
    long needed = BYTES_A_NEURON * neurons;
    if (needed > memory) {
      throw ClusterException.of("E190",
          "the vectors of %,d neurons need about %.1f GB on the driver; it has %.1f GB (%s)".formatted(
              neurons,
              needed / 1e9, memory / 1e9, said))
          .withHint("--driver-memory %dg with spark-submit, or SECATEUR_JAVA_OPTIONS=-Xmx%dg".formatted(
              (long) Math.ceil(needed / 0.9e9), (long) Math.ceil(needed / 0.9e9)));
    }
  }
}
