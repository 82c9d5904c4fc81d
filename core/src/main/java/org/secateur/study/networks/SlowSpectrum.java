package org.secateur.study.networks;

import java.util.List;
import java.util.Map;

import org.secateur.dynamics.Drift;
import org.secateur.random.Seed;
import org.secateur.spectral.MatchedMode;
import org.secateur.spectral.ModeMatching;
import org.secateur.spectral.SlowModes;
import org.secateur.study.statistics.Sample;
import org.secateur.study.trials.Columns;

/** The slow end of large spectra, and all of directed ones. */
final class SlowSpectrum {
  private SlowSpectrum() {
  }

  /** The slowest eigenvalues rank by rank, and cos θ between v_k and A'v_k. Symmetric networks. */
  static void put(PrunedSubject subject, Drift pruned, int count, Map<String, Double> values,
      Map<String, Columns> tables) {
    SlowModes before = subject.slowModes(count);
    SlowModes after = SlowModes.of(pruned, count, Seed.DEFAULT);
    int n = before.size();
    double[] original = new double[n];
    double[] cut = new double[n];
    double[] error = new double[n];
    double[] cosine = new double[n];
    double[] image = new double[pruned.size()];
    for (int k = 0; k < n; k++) {
      double[] v = before.vector(k);
      pruned.restore(v, image);
      double quotient = 0;
      double square = 0;
      for (int i = 0; i < v.length; i++) {
        quotient += v[i] * image[i];
        square += image[i] * image[i];
      }
      original[k] = before.re(k);
      cut[k] = after.re(k);
      error[k] = Math.abs(cut[k] / original[k] - 1);
      cosine[k] = square == 0 ? 0 : Math.min(1, Math.abs(quotient) / Math.sqrt(square));
    }
    values.put("slow_eigenvalue_max", Sample.of(error).greatest());
    values.put("slow_cosine_min", Sample.of(cosine).least());
    tables.put("slow_spectrum",
        Columns.of(List.of("original", "pruned", "error", "cosine"), original, cut, error, cosine));
  }

  /** All eigenvalues of a directed network, each matched to the nearest not yet taken, slowest first. */
  static void putMatched(PrunedSubject subject, Drift pruned, Map<String, Double> values,
      Map<String, Columns> tables) {
    int n = pruned.size();
    List<MatchedMode> modes = ModeMatching.match(subject.slowModes(n), SlowModes.of(pruned, n, Seed.DEFAULT),
        0,
        n);
    double[] error = modes.stream().mapToDouble(MatchedMode::relativeError).toArray();
    values.put("matched_median", Sample.of(error).median());
    values.put("matched_max", Sample.of(error).greatest());
    tables.put("eigenvalues",
        Columns.of(List.of("re", "im", "pruned_re", "pruned_im"),
            modes.stream().mapToDouble(MatchedMode::original).toArray(),
            modes.stream().mapToDouble(MatchedMode::originalImaginary).toArray(),
            modes.stream().mapToDouble(MatchedMode::pruned).toArray(),
            modes.stream().mapToDouble(MatchedMode::prunedImaginary).toArray()));
  }
}
