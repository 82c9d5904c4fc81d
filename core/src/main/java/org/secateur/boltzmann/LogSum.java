package org.secateur.boltzmann;

/** ln Σ exp(x_k), accumulated one term at a time without overflow. */
public final class LogSum {
  private double largest = Double.NEGATIVE_INFINITY;
  private double scaled; // Σ exp(x_k − largest)

  /** A sum without terms. */
  public LogSum() {
  }

  /** Adds a term, given as its logarithm. */
  public void add(double x) {
    if (x <= largest) {
      if (x > Double.NEGATIVE_INFINITY) {
        scaled += Math.exp(x - largest);
      }
    } else {
      scaled = scaled * Math.exp(largest - x) + 1;
      largest = x;
    }
  }

  /** The logarithm of the sum so far; −∞ without terms. */
  public double result() {
    return largest + Math.log(scaled);
  }

  /** ln Σ exp(x_k) of an array. */
  public static double of(double... x) {
    LogSum sum = new LogSum();
    for (double value : x) {
      sum.add(value);
    }
    return sum.result();
  }
}
