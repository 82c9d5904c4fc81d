package org.secateur.rnn.activity;

import org.secateur.dynamics.Covariance;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.LyapunovOutcome;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Transpose;
import org.secateur.network.Require;
import org.secateur.rnn.Noise;
import org.secateur.rnn.RateNetwork;

/**
 * A covariance of the units at an operating point, and what it rests on: sealed, because what a covariance assumes decides
 * what may be concluded from it.
 */
public sealed interface OperatingCovariance {

  /** The covariance. */
  Covariance covariance();

  /** A bound on its relative error that its own computation tells; what the assumptions cost is not in it. */
  double relativeError();

  /**
   * Of the linear network dv = A v dt + dB, A = W diag(g) − (1 + m) I, time in units of the leak: A C + C Aᵀ + I = 0.
   *
   * <p>Trained networks are mostly unstable without gain (g = 1). They then have no such covariance, and what is solved is
   * that of a network with a leak of 1 + m, m the first of 0.5, 1, 2, 4, … at which it is stable: not theirs.
   *
   * @param gain whether g was the mean slope of the activity, or 1
   * @param spectralAbscissa of W diag(g) − I, per leak time; the network as it is is stable if it is negative
   * @param shift m, 0 where none was needed
   * @param relativeError ‖A C + C Aᵀ + I‖ / ‖I‖ in the Frobenius norm
   */
  record Linearised(Covariance covariance, boolean gain, double spectralAbscissa, double shift,
      double relativeError)
      implements
        OperatingCovariance {
  }

  /**
   * Of the rates in a simulation with noise. It assumes that what noise of this size does, at this place, on these trials, is
   * what is asked about; nothing is linearised.
   *
   * @param moments the samples
   * @param place where the noise came in
   * @param deviation its standard deviation at each step
   * @param burnIn steps of each trial that were not counted
   */
  record Simulated(ActivityMoments moments, Noise.Place place, double deviation, int burnIn)
      implements
        OperatingCovariance {
    @Override
    public Covariance covariance() {
      return new MomentCovariance(moments);
    }

    @Override
    public double relativeError() {
      return Math.sqrt(2 / moments.effectiveSamples());
    }
  }

  /**
   * Of the rates while the network did its task, without noise. It assumes that what the task moves is what matters; units
   * that the task leaves alone count for nothing.
   *
   * @param moments the samples
   */
  record Task(ActivityMoments moments) implements OperatingCovariance {
    @Override
    public Covariance covariance() {
      return new MomentCovariance(moments);
    }

    @Override
    public double relativeError() {
      return Math.sqrt(2 / moments.effectiveSamples());
    }
  }

  /** As {@link #linearised(RateNetwork, double[])} without gain: as if every unit were linear. */
  static Linearised linearised(RateNetwork network) {
    double[] ones = new double[network.units()];
    java.util.Arrays.fill(ones, 1);
    return solve(network, ones, false);
  }

  /**
   * The covariance of the linearised network. Time O(H³): one real Schur form, whatever the shift.
   *
   * @param gain g, (H), each at least 0: {@link RecordedRates#meanGain}
   */
  static Linearised linearised(RateNetwork network, double[] gain) {
    Require.length(gain.length, network.units(), "gain");
    for (double g : gain) {
      Require.within(g, 0, Double.MAX_VALUE, "gain");
    }
    return solve(network, gain, true);
  }

  private static Linearised solve(RateNetwork network, double[] gain, boolean given) {
    int n = network.units();
    float[] w = network.recurrent();
    double[] columns = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        columns[j * n + i] = w[i * n + j] * gain[j] - (i == j ? 1 : 0);
      }
    }
    Matrix a = Matrix.fromColumnMajor(n, n, columns);
    return switch (DenseAlgebra.best().lyapunov(a, Matrix.identity(n), OperatingCovariance::shift)) {
      case LyapunovOutcome.Solved(Matrix c, double abscissa) -> {
        a.addToDiagonal(-shift(abscissa));
        yield new Linearised(new MomentCovariance(n, c.toColumnMajor(), Double.POSITIVE_INFINITY), given,
            abscissa, shift(abscissa), residual(a, c));
      }
      case LyapunovOutcome.Unstable(double abscissa) ->
        throw new IllegalStateException("unstable in spite of its leak: " + abscissa);
    };
  }

  /**
   * The first of 0, 0.5, 1, 2, 4, … that is beyond the spectral abscissa, by more than its rounding error: stability that is
   * lost in rounding gives a covariance that is nothing but rounding.
   */
  private static double shift(double abscissa) {
    double margin = 1e-10 * (1 + Math.abs(abscissa)); // H u ‖A‖ is far below, for all that fits in memory
    double shift = 0;
    while (abscissa - shift >= -margin) {
      shift = shift == 0 ? 0.5 : 2 * shift;
    }
    return shift;
  }

  private static double residual(Matrix a, Matrix c) {
    int n = a.rows();
    Matrix r = DenseAlgebra.best().multiply(Transpose.NO, Transpose.NO, a, c);
    Matrix sum = r.copy();
    sum.addScaled(1, r.transpose());
    sum.addToDiagonal(1);
    return sum.frobeniusNorm() / Math.sqrt(n);
  }
}
