package org.secateur.certify;

import java.util.ArrayList;
import java.util.List;

import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Stationarity;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.spectral.CovarianceComparison;
import org.secateur.spectral.ModalComparison;
import org.secateur.spectral.ModeMatching;
import org.secateur.spectral.Propagation;
import org.secateur.spectral.SlowModes;
import org.secateur.spectral.SpectrumErrors;
import org.secateur.spectral.Transients;

/** The blocks of a certificate that only the full level has. */
record Dynamics(Block<SpectrumErrors> spectrum, Block<TrajectoryFacts> trajectories,
    Block<NoiseFacts> noiseTrajectories, Block<NoiseFacts> rectified, Block<CovarianceFacts> noiseCovariance,
    Block<TransientFacts> transients) {

  /** Most neurons of a directed network whose Lyapunov equations are solved. */
  static final int MAX_LYAPUNOV = 1_500;
  /** The longest grid of doubling times: from first to first · 2⁴⁰. */
  private static final int MOST_DOUBLINGS = 40;

  static Dynamics of(Certify asked, Drift original, Drift pruned, Block<Stability> stability) {
    if (asked.level == Level.QUICK || original.size() == 0) {
      return new Dynamics(Block.omitted(Omission.NOT_ASKED), Block.omitted(Omission.NOT_ASKED),
          Block.omitted(Omission.NOT_ASKED), Block.omitted(Omission.NOT_ASKED),
          Block.omitted(Omission.NOT_ASKED),
          Block.omitted(Omission.NOT_ASKED));
    }
    boolean stable = stability.measured().map(Stability::stable).orElse(true);
    double first = Times.first(original);
    double horizon = asked.horizon.orElse(stability.measured().filter(s -> s.original() < 0)
        .map(s -> -1 / s.original()).orElse(100 * first));
    return original.isSymmetric() && pruned.isSymmetric()
        ? symmetric(asked, original, pruned, stable, first, horizon)
        : directed(asked, original, pruned, stable, first, horizon);
  }

  private static Dynamics symmetric(Certify asked, Drift original, Drift pruned, boolean stable, double first,
      double horizon) {
    int limit = ModalComparison.MAX_NEURONS;
    if (original.size() > limit) {
      return new Dynamics(Block.tooLarge(limit), Block.tooLarge(limit), Block.omitted(Omission.NOT_ASKED),
          Block.omitted(Omission.NOT_ASKED),
          Block.tooLarge(limit), Block.omitted(Omission.SYMMETRIC));
    }
    ModalComparison modal = ModalComparison.of(original, pruned);
    double[] times = Times.series(first, horizon);
    Block<CovarianceFacts> covariance = modal.covarianceErrors(asked.modes)
        .map(c -> Block
            .of(new CovarianceFacts(c.relativeErrorFrobenius(), c.slowSubspaceError(), c.subspace())))
        .orElse(Block.omitted(stable ? Omission.FREE_MODES_DIFFER : Omission.UNSTABLE));
    return new Dynamics(Block.of(modal.spectrumErrors()),
        stable
            ? Block.of(trajectories(asked, times, modal.relaxationErrors(times, asked.seed)))
            : Block.omitted(Omission.UNSTABLE),
        Block.omitted(Omission.NOT_ASKED), Block.omitted(Omission.NOT_ASKED), covariance,
        Block.omitted(Omission.SYMMETRIC));
  }

  private static TrajectoryFacts trajectories(Certify asked, double[] times, double[] errors) {
    List<TrajectoryFacts.ErrorAt> series = new ArrayList<>();
    for (int t = 0; t < times.length; t++) {
      series.add(new TrajectoryFacts.ErrorAt(times[t], errors[t]));
    }
    return new TrajectoryFacts(asked.seed, series);
  }

  private static Dynamics directed(Certify asked, Drift original, Drift pruned, boolean stable, double first,
      double horizon) {
    int n = original.size();
    Block<TrajectoryFacts> trajectories = Block.tooLarge(Propagation.MAX_NEURONS);
    Block<TransientFacts> transients;
    if (!stable) {
      trajectories = Block.omitted(Omission.UNSTABLE);
      transients = Block.omitted(Omission.UNSTABLE);
    } else if (n > Propagation.MAX_NEURONS) {
      transients = n > Transients.MAX_ABSCISSA
          ? Block.tooLarge(Transients.MAX_ABSCISSA)
          : Block.of(abscissas(original, pruned));
    } else {
      int doublings = (int) Math.ceil(Math.log(Math.max(1, horizon / first)) / Math.log(2)) + 1;
      Propagation grid = Propagation.of(original, pruned, first, Math.min(MOST_DOUBLINGS, doublings),
          asked.seed);
      trajectories = Block.of(trajectories(asked, unboxed(grid.time()), unboxed(grid.relaxationError())));
      transients = Block.of(transients(original, pruned, grid));
    }
    return new Dynamics(eigenvalues(asked, original, pruned), trajectories, Block.omitted(Omission.NOT_ASKED),
        Block.omitted(Omission.NOT_ASKED), covariance(asked, original, pruned), transients);
  }

  private static double[] unboxed(List<Double> x) {
    return x.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static TransientFacts abscissas(Drift original, Drift pruned) {
    return new TransientFacts(Transients.numericalAbscissa(original), Transients.numericalAbscissa(pruned),
        Block.tooLarge(Propagation.MAX_NEURONS), Block.tooLarge(Propagation.MAX_NEURONS), List.of());
  }

  private static TransientFacts transients(Drift original, Drift pruned, Propagation grid) {
    List<TransientFacts.Propagator> series = new ArrayList<>();
    double peak = 1; // at t = 0
    double prunedPeak = 1;
    for (int t = 0; t < grid.time().size(); t++) {
      peak = Math.max(peak, grid.norm().get(t));
      prunedPeak = Math.max(prunedPeak, grid.prunedNorm().get(t));
      series
          .add(new TransientFacts.Propagator(grid.time().get(t), grid.norm().get(t), grid.prunedNorm().get(t),
              grid.distance().get(t)));
    }
    return new TransientFacts(Transients.numericalAbscissa(original), Transients.numericalAbscissa(pruned),
        Block.of(peak), Block.of(prunedPeak), series);
  }

  /** Every eigenvalue matched to the nearest, as the slow ones are. */
  private static Block<SpectrumErrors> eigenvalues(Certify asked, Drift original, Drift pruned) {
    int n = original.size();
    if (n > SlowModes.MAX_DIRECTED) {
      return Block.tooLarge(SlowModes.MAX_DIRECTED);
    }
    double[] errors = ModeMatching
        .match(SlowModes.of(original, n, asked.seed), SlowModes.of(pruned, n, asked.seed), 0, n).stream()
        .mapToDouble(m -> m.relativeError()).toArray();
    SpectrumErrors.Summary none = SpectrumErrors.Summary.of(new double[0]);
    return Block.of(new SpectrumErrors(n, SpectrumErrors.Summary.of(errors), none, none));
  }

  private static Block<CovarianceFacts> covariance(Certify asked, Drift original, Drift pruned) {
    if (original.size() > MAX_LYAPUNOV) {
      return Block.tooLarge(MAX_LYAPUNOV);
    }
    if (StationaryCovariance.of(original, 1) instanceof Stationarity.Stationary(Covariance c, double r, int f)
        && StationaryCovariance.of(pruned,
            1) instanceof Stationarity.Stationary(Covariance d, double q, int g)) {
      CovarianceComparison errors = CovarianceComparison.of(c, d, asked.modes);
      return Block.of(new CovarianceFacts(errors.relativeErrorFrobenius(), errors.slowSubspaceError(),
          errors.subspace()));
    }
    return Block.omitted(Omission.UNSTABLE);
  }
}
