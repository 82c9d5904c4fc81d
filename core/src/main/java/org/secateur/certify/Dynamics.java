package org.secateur.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.secateur.dynamics.Activation;
import org.secateur.dynamics.Covariance;
import org.secateur.dynamics.Drift;
import org.secateur.dynamics.PairedSimulation;
import org.secateur.dynamics.PairedTrajectories;
import org.secateur.dynamics.RectifiedComparison;
import org.secateur.dynamics.RectifiedSteadyState;
import org.secateur.dynamics.Stationarity;
import org.secateur.dynamics.StationaryCovariance;
import org.secateur.random.NoiseStream;
import org.secateur.spectral.CovarianceComparison;
import org.secateur.spectral.Effort;
import org.secateur.spectral.FreeModes;
import org.secateur.spectral.LargePair;
import org.secateur.spectral.LargeRelaxation;
import org.secateur.spectral.ModalComparison;
import org.secateur.spectral.Propagation;
import org.secateur.spectral.SlowModes;
import org.secateur.spectral.SpectrumErrors;
import org.secateur.spectral.Transients;

/** The blocks of a certificate that only the full level has. */
record Dynamics(Block<SpectrumErrors> spectrum, Block<TrajectoryFacts> trajectories,
    Block<PairedTrajectories> noiseTrajectories, Block<RectifiedFacts> rectified,
    Block<CovarianceFacts> noiseCovariance, Block<TransientFacts> transients) {

  /** Most neurons of a directed network whose Lyapunov equations are solved. */
  static final int MAX_LYAPUNOV = 3_500;
  /** The longest grid of doubling times: from first to first · 2⁴⁰. */
  private static final int MOST_DOUBLINGS = 40;
  /** Most multiply-adds to follow trajectories with: about a minute on one core. */
  private static final double MOST_WORK = 4e10;

  /** What the blocks are made from: the pair, and what was found about it before. */
  record Question(Certify asked, Drift original, Drift pruned, Block<Stability> stability,
      Optional<Double> epsilon, Optional<SpectrumErrors> directedSpectrum, Optional<SlowModes> largeModes) {

    boolean symmetric() {
      return original.isSymmetric() && pruned.isSymmetric();
    }

    boolean stable() {
      return stability.measured().map(Stability::stable).orElse(true);
    }

    double first() {
      return Times.first(original);
    }

    /** The horizon asked for, or the slowest time constant, or some time if there is none. */
    double horizon() {
      return asked.horizon
          .orElse(stability.measured().filter(s -> s.original() < 0).map(s -> -1 / s.original())
              .orElse(100 * first()));
    }

    double[] times() {
      return Times.series(first(), horizon());
    }
  }

  static Dynamics of(Question q) {
    if (q.asked.level == Level.QUICK || q.original.size() == 0) {
      return new Dynamics(Block.omitted(Omission.NOT_ASKED), Block.omitted(Omission.NOT_ASKED),
          Block.omitted(Omission.NOT_ASKED), Block.omitted(Omission.NOT_ASKED),
          Block.omitted(Omission.NOT_ASKED),
          Block.omitted(Omission.NOT_ASKED));
    }
    return q.symmetric() ? symmetric(q) : directed(q);
  }

  private static Dynamics symmetric(Question q) {
    if (q.original.size() > ModalComparison.MAX_NEURONS) {
      return new Dynamics(Block.tooLarge(ModalComparison.MAX_NEURONS), relaxation(q), noise(q), rectified(q),
          largeCovariance(q), Block.omitted(Omission.SYMMETRIC));
    }
    ModalComparison modal = ModalComparison.of(q.original, q.pruned);
    double[] times = q.times();
    Block<CovarianceFacts> covariance = modal.covarianceErrors(q.asked.modes)
        .map(c -> Block
            .of(CovarianceFacts.exact(c.relativeErrorFrobenius(), c.slowSubspaceError(), c.subspace())))
        .orElse(Block.omitted(q.stable() ? Omission.FREE_MODES_DIFFER : Omission.UNSTABLE));
    return new Dynamics(Block.of(modal.spectrumErrors()),
        q.stable()
            ? Block.of(trajectories(q, times, modal.relaxationErrors(times, q.asked.seed)))
            : Block.omitted(Omission.UNSTABLE),
        noise(q), rectified(q), covariance, Block.omitted(Omission.SYMMETRIC));
  }

  private static Dynamics directed(Question q) {
    int n = q.original.size();
    Block<TrajectoryFacts> trajectories = Block.tooLarge(Propagation.MAX_NEURONS);
    Block<TransientFacts> transients;
    if (!q.stable()) {
      trajectories = Block.omitted(Omission.UNSTABLE);
      transients = Block.omitted(Omission.UNSTABLE);
    } else if (n > Propagation.MAX_NEURONS) {
      trajectories = n > SlowModes.MAX_DIRECTED ? relaxation(q) : trajectories;
      transients = n > Transients.MAX_ABSCISSA
          ? Block.tooLarge(Transients.MAX_ABSCISSA)
          : Block.of(abscissas(q));
    } else {
      int doublings = (int) Math.ceil(Math.log(Math.max(1, q.horizon() / q.first())) / Math.log(2)) + 1;
      Propagation grid = Propagation.of(q.original, q.pruned, q.first(), Math.min(MOST_DOUBLINGS, doublings),
          q.asked.seed);
      trajectories = Block.of(trajectories(q, unboxed(grid.time()), unboxed(grid.relaxationError())));
      transients = Block.of(transients(q, grid));
    }
    return new Dynamics(q.directedSpectrum.map(Block::of).orElse(Block.tooLarge(SlowModes.MAX_DIRECTED)),
        trajectories, noise(q), rectified(q), covariance(q), transients);
  }

  /** Trajectories of networks whose exponentials are not at hand: only their action on one vector. */
  private static Block<TrajectoryFacts> relaxation(Question q) {
    if (!q.stable()) {
      return Block.omitted(Omission.UNSTABLE);
    }
    boolean dominant = q.original.isDiagonallyDominant() && q.pruned.isDiagonallyDominant();
    if (!q.symmetric() && !dominant) {
      return Block.tooLarge(Propagation.MAX_NEURONS);
    }
    LargeRelaxation pair = LargeRelaxation.of(q.original, q.pruned);
    double[] times = q.times();
    return pair.work(times) > MOST_WORK
        ? Block.omitted(Omission.TOO_COSTLY)
        : Block.of(trajectories(q, times, pair.errors(times, q.asked.seed, q.asked.progress)));
  }

  private static Block<CovarianceFacts> largeCovariance(Question q) {
    if (!q.stable()) {
      return Block.omitted(Omission.UNSTABLE);
    }
    if (q.largeModes.isEmpty()) {
      return Block.tooLarge(ModalComparison.MAX_NEURONS);
    }
    int free = FreeModes.of(q.original).count();
    if (FreeModes.of(q.pruned).count() != free) {
      return Block.omitted(Omission.FREE_MODES_DIFFER);
    }
    return LargePair.of(q.original, q.pruned, Effort.QUICK, q.asked.seed, q.asked.progress)
        .covariance(q.largeModes.get(), free, q.asked.modes)
        .map(
            c -> Block.of(new CovarianceFacts(c.relativeErrorFrobenius(), c.slowSubspaceError(), c.subspace(),
                c.probes(), c.standardError())))
        .orElse(Block.omitted(Omission.NOT_CONVERGED));
  }

  private static TrajectoryFacts trajectories(Question q, double[] times, double[] errors) {
    List<TrajectoryFacts.ErrorAt> series = new ArrayList<>();
    for (int t = 0; t < times.length; t++) {
      series.add(new TrajectoryFacts.ErrorAt(times[t], errors[t]));
    }
    return new TrajectoryFacts(q.asked.seed, series);
  }

  private static Block<PairedTrajectories> noise(Question q) {
    if (!q.stable()) {
      return Block.omitted(Omission.UNSTABLE);
    }
    double[] none = new double[q.original.size()];
    return Block.of(simulation(q, Activation.LINEAR, q.asked.input.map(Dynamics::unboxed).orElse(none)));
  }

  private static PairedTrajectories simulation(Question q, Activation activation, double[] input) {
    return PairedSimulation.of(q.original, q.pruned, activation).withInput(input).at(q.times())
        .run(q.asked.seed.child("certificate", 0));
  }

  private static Block<RectifiedFacts> rectified(Question q) {
    if (q.asked.activation == Activation.LINEAR) {
      return Block.omitted(Omission.NOT_ASKED);
    }
    if (!q.stable()) {
      return Block.omitted(Omission.UNSTABLE);
    }
    double[] input = q.asked.input.map(Dynamics::unboxed).orElseGet(() -> {
      double[] random = new double[q.original.size()];
      NoiseStream noise = q.asked.seed.stream("certificate input");
      noise.fillGaussian(random);
      return random;
    });
    return Block.of(new RectifiedFacts(simulation(q, Activation.RELU, input), steadyState(q, input)));
  }

  private static Block<RectifiedComparison> steadyState(Question q, double[] input) {
    if (RectifiedSteadyState.of(q.original, input) instanceof RectifiedSteadyState.Steady before
        && RectifiedSteadyState.of(q.pruned, input) instanceof RectifiedSteadyState.Steady after
        && (before.active() > 0 || after.active() == 0)) {
      // Without a measured worst direction any ε of 1 or more says that nothing is promised.
      double epsilon = Math.min(Double.MAX_VALUE, Math.max(0, q.epsilon.orElse(1.0)));
      return Block.of(RectifiedComparison.of(q.original, before, after, epsilon));
    }
    return Block.omitted(Omission.NO_STEADY_STATE);
  }

  private static double[] unboxed(List<Double> x) {
    return x.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static TransientFacts abscissas(Question q) {
    return new TransientFacts(Transients.numericalAbscissa(q.original),
        Transients.numericalAbscissa(q.pruned),
        Block.tooLarge(Propagation.MAX_NEURONS), Block.tooLarge(Propagation.MAX_NEURONS), List.of());
  }

  private static TransientFacts transients(Question q, Propagation grid) {
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
    return new TransientFacts(Transients.numericalAbscissa(q.original),
        Transients.numericalAbscissa(q.pruned),
        Block.of(peak), Block.of(prunedPeak), series);
  }

  private static Block<CovarianceFacts> covariance(Question q) {
    if (q.original.size() > MAX_LYAPUNOV) {
      return Block.tooLarge(MAX_LYAPUNOV);
    }
    if (StationaryCovariance.of(q.original,
        1) instanceof Stationarity.Stationary(Covariance c, double r, int f)
        && StationaryCovariance.of(q.pruned,
            1) instanceof Stationarity.Stationary(Covariance d, double s, int g)) {
      CovarianceComparison errors = CovarianceComparison.of(c, d, q.asked.modes);
      return Block.of(CovarianceFacts.exact(errors.relativeErrorFrobenius(), errors.slowSubspaceError(),
          errors.subspace()));
    }
    return Block.omitted(Omission.UNSTABLE);
  }
}
