package org.secateur.study.networks;

import java.util.List;
import java.util.Map;

import org.secateur.dynamics.Drift;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.SymmetricEigen;
import org.secateur.spectral.FreeModes;
import org.secateur.study.statistics.Sample;
import org.secateur.study.trials.Columns;

/**
 * All eigenvalues of two symmetric networks, rank by rank, and what the pruned one does to the original's eigenvectors: the
 * quantities of Moore and Chaudhuri (NeurIPS 2020). Free modes are left out. Time O(n³), memory 24 n² bytes.
 */
final class WholeSpectrum {
  private final PrunedSubject subject;
  private final Drift pruned;

  WholeSpectrum(PrunedSubject subject, Drift pruned) {
    this.subject = subject;
    this.pruned = pruned;
  }

  void put(Map<String, Double> values, Map<String, Columns> tables) {
    SymmetricEigen eigen = subject.eigen();
    double[] after = DenseAlgebra.best().symmetricEigenvalues(pruned.restoringMatrix());
    int free = FreeModes.of(subject.drift()).count();
    int n = eigen.size() - free;
    double[] original = new double[n];
    double[] cut = new double[n];
    double[] error = new double[n];
    double[] form = new double[n];
    double[] cosine = new double[n];
    double[] v = new double[eigen.size()];
    double[] image = new double[eigen.size()];
    for (int k = 0; k < n; k++) {
      double lambda = eigen.value(k + free);
      eigen.vectors().copyColumn(k + free, v);
      pruned.restore(v, image);
      double quotient = 0;
      double square = 0;
      for (int i = 0; i < v.length; i++) {
        quotient += v[i] * image[i];
        square += image[i] * image[i];
      }
      original[k] = -lambda;
      cut[k] = -after[k + free];
      error[k] = Math.abs(after[k + free] / lambda - 1);
      form[k] = Math.abs(quotient / lambda - 1);
      cosine[k] = square == 0 ? 0 : Math.min(1, Math.abs(quotient) / Math.sqrt(square));
    }
    values.put("eigenvalue_median", Sample.of(error).median());
    values.put("eigenvalue_mean", Sample.of(error).mean());
    values.put("eigenvalue_max", Sample.of(error).greatest());
    values.put("form_mean", Sample.of(form).mean());
    values.put("cosine_min", Sample.of(cosine).least());
    values.put("cosine_median", Sample.of(cosine).median());
    tables.put("spectrum",
        Columns.of(List.of("original", "pruned", "error", "form_error", "cosine"), original,
            cut, error, form, cosine));
  }
}
