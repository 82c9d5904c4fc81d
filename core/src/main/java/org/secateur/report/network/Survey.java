package org.secateur.report.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Stationarity;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.network.Communities;
import org.secateur.network.Network;
import org.secateur.spectral.Spectrum;
import org.secateur.study.Baselines;
import org.secateur.study.Progress;

/** What several sections look at, found once. */
final class Survey {
  /** Most neurons whose whole spectra are drawn. */
  static final int MOST_SYMMETRIC = 2_000;
  static final int MOST_DIRECTED = 1_000;
  /** Most neurons whose covariances are solved for once more. */
  static final int MOST_COVARIANCE = 2_000;
  static final int MOST_DIRECTED_COVARIANCE = 800;
  /** Most synapses that groups are looked for among. */
  private static final int MOST_SYNAPSES = 40_000_000;

  private final NetworkCase of;
  private final Optional<Communities> communities;
  private final int[] order;
  private final Map<String, Spectrum> spectra;

  Survey(NetworkCase of, Progress progress) {
    this.of = of;
    Network network = of.original();
    progress.report("report: groups", 0, 1);
    this.communities = network.synapses() <= MOST_SYNAPSES
        ? Optional.of(Communities.of(network))
        : Optional.empty();
    int[] identity = new int[network.neurons()];
    Arrays.setAll(identity, i -> i);
    this.order = communities.map(Communities::order).orElse(identity);
    this.spectra = spectra(progress);
  }

  private Map<String, Spectrum> spectra(Progress progress) {
    Map<String, Network> networks = new LinkedHashMap<>();
    networks.put("original", of.original());
    networks.put("pruned", of.pruned());
    for (Baselines.Control c : of.controls()) {
      networks.put(c.rule().name(), c.pruned().network());
    }
    boolean symmetric = isSymmetric();
    int most = symmetric ? MOST_SYMMETRIC : MOST_DIRECTED;
    Map<String, Spectrum> found = new LinkedHashMap<>();
    if (of.original().neurons() <= most) {
      progress.report("report: spectra", 0, 1);
      var list = networks.entrySet().stream().toList();
      Spectrum[] each = new Spectrum[list.size()];
      Arrays.parallelSetAll(each, k -> Spectrum.of(Drift.of(list.get(k).getValue())));
      for (int k = 0; k < each.length; k++) {
        found.put(list.get(k).getKey(), each[k]);
      }
    }
    return found;
  }

  boolean isSymmetric() {
    return of.original().isSymmetric() && of.pruned().isSymmetric();
  }

  /** Groups of neurons, unless there are too many synapses. */
  Optional<Communities> communities() {
    return communities;
  }

  /** The group of a neuron; 0 where there are none. */
  int group(int i) {
    return communities.map(c -> c.of(i)).orElse(0);
  }

  /** Neurons group by group; not to be modified. */
  int[] order() {
    return order;
  }

  /** All eigenvalues of a network by name, unless there are too many. */
  Optional<Spectrum> spectrum(String name) {
    return Optional.ofNullable(spectra.get(name));
  }

  /** The stationary covariance at unit noise, where it is quick to solve for and there is one. */
  Optional<Covariance> covariance(Network network) {
    int most = network.isSymmetric() ? MOST_COVARIANCE : MOST_DIRECTED_COVARIANCE;
    if (network.neurons() > most) {
      return Optional.empty();
    }
    return StationaryCovariance.of(Drift.of(network), 1) instanceof Stationarity.Stationary s
        ? Optional.of(s.covariance())
        : Optional.empty();
  }
}
