package org.secateur.sparse;

/**
 * What a factorisation may cost at most.
 *
 * @param flops Σ of the squared counts of L's columns
 * @param bytes of memory
 */
public record SymbolicLimits(double flops, long bytes) {

  /** About a minute's work for factor and inverse on one core of 2026. */
  public static final double DEFAULT_FLOPS = 1e12;

  /** No limit but that of arrays. */
  public static final SymbolicLimits NONE = new SymbolicLimits(Double.POSITIVE_INFINITY, Long.MAX_VALUE);

  /** {@link #DEFAULT_FLOPS}, and half of the heap this process may have. */
  public static SymbolicLimits ofProcess() {
    return new SymbolicLimits(DEFAULT_FLOPS, Runtime.getRuntime().maxMemory() / 2);
  }

  public SymbolicLimits {
    if (!(flops > 0)) {
      throw new IllegalArgumentException("flops must be positive, was " + flops);
    }
    if (!(bytes > 0)) {
      throw new IllegalArgumentException("bytes must be positive, was " + bytes);
    }
  }
}
