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
  /**
   * Besides, while slow modes are sought: three spaces of 24 vectors, their images among them, a block of residuals, and the
   * eight modes of either network with their images.
   */
  static final long CERTIFICATE_BYTES_A_NEURON = (3L * 24 + BlockKernel.LANES + 16) * Double.BYTES;

  private Memory() {
  }

  /**
   * Refuses a network whose vectors would not fit the driver.
   *
   * @throws ClusterException E190
   */
  static void check(int neurons, boolean certified, JavaSparkContext spark) {
    check(neurons, certified, Runtime.getRuntime().maxMemory(),
        spark.getConf().get("spark.driver.memory", "as Java was given"));
  }

  static void check(int neurons, boolean certified, long memory, String said) {
    long needed = (BYTES_A_NEURON + (certified ? CERTIFICATE_BYTES_A_NEURON : 0)) * neurons;
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
