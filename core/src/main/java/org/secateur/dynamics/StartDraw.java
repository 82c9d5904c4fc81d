package org.secateur.dynamics;

import org.secateur.kernel.BlockKernel;
import org.secateur.network.Edges;
import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Puts the trials of a block at their {@link Start}. Trial t draws from {@code seed.child("trial", t).stream("start")}. */
final class StartDraw {
  /** Relative residual of the solve for a stationary start: far below what a finite sample can tell. */
  private static final double TOLERANCE = 1e-6;
  private static final int ITERATIONS = 10_000;

  private final Drift drift;
  private final Start start;
  private final double noiseVariance;
  private final double[] reference; // (n), the noise-free state for a rectified stationary start, or empty

  StartDraw(Drift drift, Start start, double noiseVariance, double[] reference) {
    this.drift = drift;
    this.start = start;
    this.noiseVariance = noiseVariance;
    this.reference = reference;
    if (start instanceof Start.Given given) {
      Require.length(given.size(), drift.size(), "starting rates");
    }
  }

  /** Fills the first lanes of a block (8 n) for the trials from {@code firstTrial}. */
  void fill(Seed seed, int firstTrial, int lanes, double[] block) {
    double[] x = new double[drift.size()];
    for (int t = 0; t < lanes; t++) {
      draw(seed, firstTrial + t, x);
      BlockKernel.scatter(x, t, block);
    }
  }

  /** Where one trial starts, into {@code x} (n), in Hz. */
  void draw(Seed seed, int trial, double[] x) {
    draw(seed.child("trial", trial).stream("start"), x);
  }

  private void draw(NoiseStream stream, double[] x) {
    switch (start) {
      case Start.Rest() -> java.util.Arrays.fill(x, 0);
      case Start.Uniform(double low, double high) -> {
        for (int i = 0; i < x.length; i++) {
          x[i] = low + (high - low) * stream.nextDouble();
        }
      }
      case Start.Given given -> {
        for (int i = 0; i < x.length; i++) {
          x[i] = given.rate(i);
        }
      }
      case Start.Stationary() -> {
        if (reference.length > 0) {
          System.arraycopy(reference, 0, x, 0, x.length);
        } else if (drift.isSymmetric() && drift.isDiagonallyDominant()) {
          solve(force(stream), x);
        } else {
          local(stream, x);
        }
      }
    }
  }

  private void local(NoiseStream stream, double[] x) {
    for (int i = 0; i < x.length; i++) {
      double m = drift.restoring(i);
      x[i] = m > 0 ? Math.sqrt(noiseVariance / (2 * m)) * stream.nextGaussian() : 0;
    }
  }

  /** f with covariance σ²/2 M. */
  private double[] force(NoiseStream stream) {
    double[] f = new double[drift.size()];
    double scale = Math.sqrt(noiseVariance / 2);
    for (int i = 0; i < f.length; i++) {
      f[i] = scale * Math.sqrt(drift.slack(i)) * stream.nextGaussian();
    }
    Edges edges = Edges.of(drift.network());
    for (int e = 0; e < edges.count(); e++) {
      double push = scale * Math.sqrt(Math.abs(edges.weight(e))) * stream.nextGaussian();
      f[edges.post(e)] += push;
      f[edges.pre(e)] -= Math.signum(edges.weight(e)) * push;
    }
    return f;
  }

  /** x ← M⁻¹ f by conjugate gradients, preconditioned with the diagonal; of least norm where M is singular. */
  private void solve(double[] f, double[] x) {
    java.util.Arrays.fill(x, 0);
    double[] r = f;
    double[] z = new double[x.length];
    double[] q = new double[x.length];
    double goal = TOLERANCE * Norms.euclidean(f);
    precondition(r, z);
    double[] p = z.clone();
    double rz = Norms.dot(r, z);
    for (int k = 0; k < ITERATIONS && Norms.euclidean(r) > goal; k++) {
      drift.restore(p, q);
      double alpha = rz / Norms.dot(p, q);
      for (int i = 0; i < x.length; i++) {
        x[i] += alpha * p[i];
        r[i] -= alpha * q[i];
      }
      precondition(r, z);
      double next = Norms.dot(r, z);
      double beta = next / rz;
      rz = next;
      for (int i = 0; i < x.length; i++) {
        p[i] = z[i] + beta * p[i];
      }
    }
  }

  private void precondition(double[] r, double[] z) {
    for (int i = 0; i < r.length; i++) {
      double m = drift.restoring(i);
      z[i] = m > 0 ? r[i] / m : r[i];
    }
  }
}
