package org.secateur.cli;

import java.lang.management.ManagementFactory;

/** Wall-clock and processor time since a command began. */
final class Stopwatch {
  private final long began = System.nanoTime();

  double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** Processor time of the whole process, in s. */
  static double processorSeconds() {
    return ManagementFactory
        .getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean bean
            ? bean.getProcessCpuTime() / 1e9
            : Double.NaN;
  }
}
