package org.secateur.certify;

import java.util.Arrays;

import org.secateur.dynamics.Drift;

/** The times that trajectories are compared at. */
final class Times {
  private static final double[] STEPS = {1, 2, 5};
  private static final int MOST = 61;

  private Times() {
  }

  /** A tenth of the fastest leak's time constant, before which nothing happens. */
  static double first(Drift drift) {
    double fastest = 0;
    for (int i = 0; i < drift.size(); i++) {
      fastest = Math.max(fastest, drift.restoring(i));
    }
    return fastest > 0 ? 0.1 / fastest : 0.1;
  }

  /** 1, 2, 5, 10 … from {@code first} to {@code horizon}, and the horizon itself; the latest if there are too many. */
  static double[] series(double first, double horizon) {
    double[] time = new double[3 * 700];
    int count = 0;
    for (int decade = (int) Math.floor(Math.log10(Math.min(first, horizon))); Math.pow(10,
        decade) < horizon; decade++) {
      for (double step : STEPS) {
        double t = decade < 0 ? step / Math.pow(10, -decade) : step * Math.pow(10, decade);
        if (t >= first && t < horizon * (1 - 1e-9)) {
          time[count++] = t;
        }
      }
    }
    time[count++] = horizon;
    return Arrays.copyOfRange(time, Math.max(0, count - MOST), count);
  }
}
