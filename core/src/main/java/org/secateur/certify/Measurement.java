package org.secateur.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.spectral.Effort;
import org.secateur.spectral.FreeModes;
import org.secateur.spectral.LargePair;
import org.secateur.spectral.MatchedMode;
import org.secateur.spectral.ModeMatching;
import org.secateur.spectral.SlowModes;
import org.secateur.spectral.SpectrumErrors;

/** One certificate in the making: what every level measures, and the verdict. */
final class Measurement {
  private final Certify asked;
  private final Drift original;
  private final Drift pruned;
  private final boolean symmetric;
  private final int free;
  private final int prunedFree;
  private final Optional<LargePair> large;

  /** Most components of a large network to report on. */
  static final int MAX_COMPONENTS = 1_000;

  /** A residual of this share of an eigenvalue leaves no doubt about its sign. */
  private static final double SIGN = 0.01;

  static Effort effort(Level level) {
    return switch (level) {
      case QUICK -> Effort.QUICK;
      case FULL -> Effort.FULL;
    };
  }

  Measurement(Certify asked) {
    this.asked = asked;
    this.original = Drift.of(asked.original);
    this.pruned = Drift.of(asked.pruned);
    this.symmetric = original.isSymmetric() && pruned.isSymmetric();
    this.free = symmetric ? FreeModes.of(original).count() : 0;
    this.prunedFree = symmetric ? FreeModes.of(pruned).count() : 0;
    this.large = symmetric && LargePair.isLarge(original)
        ? Optional.of(LargePair.of(original, pruned, effort(asked.level), asked.seed, asked.progress))
        : Optional.empty();
  }

  Certificate certificate() {
    asked.progress.report("structure", 0, 1);
    StructureFacts structure = Structure.of(asked.original, asked.pruned, asked.groups);
    Optional<LargePair.Pencils> pencils = large.map(pair -> pair.pencils(MAX_COMPONENTS));
    Block<WorstDirection> worst = pencils.map(p -> WorstDirections.of(p.whole()))
        .orElseGet(() -> WorstDirections.of(original, pruned, asked.seed));
    Optional<Slow> slow = slow();
    Block<List<MatchedMode>> modes = modes(slow);
    Block<Stability> stability = stability(slow);
    asked.progress.report("premises", 0, 1);
    Assumptions assumptions = confronted(
        new Judge(original, pruned, asked.sampling, largeLeverages(), asked.seed).assumptions(), worst);
    List<Finding> findings = findings(worst, slow);
    Dynamics dynamics = Dynamics.of(new Dynamics.Question(asked, original, pruned, stability,
        worst.measured().map(WorstDirection::worstError), spectrum(slow),
        large.isPresent() && slow.isPresent() ? Optional.of(slow.get().original) : Optional.empty()));
    boolean one = symmetric && structure.foreignSynapses() == 0;
    List<ComponentFact> components = !one
        ? List.of()
        : pencils.map(ComponentFacts::of).orElseGet(() -> ComponentFacts.of(original, pruned, asked.seed));
    return new Certificate(status(findings, assumptions), findings, asked.claims,
        new Certificate.Pair(original.size(), structure.edges()), assumptions, worst, modes, stability,
        dynamics.spectrum(), dynamics.trajectories(), dynamics.noiseTrajectories(), dynamics.rectified(),
        dynamics.noiseCovariance(), dynamics.transients(), structure, components,
        one ? pencils.map(LargePair.Pencils::leftOut).orElse(0) : 0);
  }

  /** Leverages of large networks take longer than all of a quick certificate. */
  private Optional<LeverageRoute> largeLeverages() {
    return asked.largeLeverages
        .or(() -> asked.level == Level.FULL ? Optional.of(new SketchedLeverages()) : Optional.empty());
  }

  private record Slow(SlowModes original, SlowModes pruned) {
  }

  private Optional<Slow> slow() {
    int n = original.size();
    if (!symmetric) {
      return n > SlowModes.MAX_DIRECTED
          ? Optional.empty()
          : Optional.of(slow(n));
    }
    int wanted = asked.claims.stream().mapToInt(c -> c instanceof Claim.SlowModes(double w, int k) ? k : 0)
        .max()
        .orElse(0);
    int matched = Math.max(asked.modes, wanted);
    int skip = free; // what the original does not restore is no slow mode of it
    if (large.isPresent()) {
      int modes = free + matched + ModeMatching.EXTRA;
      return Optional
          .of(new Slow(large.get().originalModes(free, modes), large.get().prunedModes(free, modes)));
    }
    int count = Math.max(free, prunedFree) + matched + ModeMatching.EXTRA;
    Slow slow = slow(count);
    // In the bulk of a large network groups have no end; computing hundreds of modes for an overlap is not worth it.
    return Optional
        .of(n <= SlowModes.MAX_DENSE && ModeMatching.isCutShort(slow.original, slow.pruned, skip, matched)
            ? slow(n)
            : slow);
  }

  private Slow slow(int count) {
    return new Slow(SlowModes.of(original, count, asked.seed), SlowModes.of(pruned, count, asked.seed));
  }

  private Block<List<MatchedMode>> modes(Optional<Slow> slow) {
    return slow.map(s -> Block.of(matched(s, asked.modes))).orElse(Block.tooLarge(SlowModes.MAX_DIRECTED));
  }

  private List<MatchedMode> matched(Slow slow, int count) {
    return ModeMatching.match(slow.original, slow.pruned, free, count);
  }

  /** Directed networks have all their eigenvalues at hand, each matched to the nearest as the slow ones are. */
  private Optional<SpectrumErrors> spectrum(Optional<Slow> slow) {
    return slow.filter(s -> !symmetric).map(s -> {
      double[] errors = matched(s, original.size()).stream().mapToDouble(MatchedMode::relativeError)
          .toArray();
      SpectrumErrors.Summary none = SpectrumErrors.Summary.of(new double[0]);
      return new SpectrumErrors(errors.length, SpectrumErrors.Summary.of(errors), none, none);
    });
  }

  private Block<Stability> stability(Optional<Slow> slow) {
    if (slow.isEmpty()) {
      return Gershgorin.stability(original, pruned).map(Block::of)
          .orElse(Block.tooLarge(SlowModes.MAX_DIRECTED));
    }
    boolean dominant = original.isDiagonallyDominant() && pruned.isDiagonallyDominant();
    boolean settled = leads(slow.get().original) && leads(slow.get().pruned);
    if (large.isPresent() && !dominant && !settled && !unstable(slow.get().original, original)
        && !unstable(slow.get().pruned, pruned)) {
      return Block.omitted(Omission.NOT_CONVERGED); // no growing mode was found, and none can be ruled out
    }
    return Block.of(stability(slow.get(), large.isPresent() && dominant));
  }

  /** Whether the leading eigenvalue is known well enough to go by its sign. */
  private static boolean leads(SlowModes modes) {
    return modes.size() == 0 || modes.leading() > 0 || modes.residual(0) <= SIGN * Math.abs(modes.re(0));
  }

  private Stability stability(Slow slow, boolean dominant) {
    boolean stable = dominant || (!unstable(slow.original, original) && !unstable(slow.pruned, pruned));
    return Stability.of(slow.original, slow.pruned, new Change(free, prunedFree), stable,
        dominant ? Stability.Evidence.DOMINANCE : Stability.Evidence.EIGENVALUES);
  }

  /** Whether an eigenvalue is positive by more than its residual and the rounding errors of M. */
  private static boolean unstable(SlowModes modes, Drift drift) {
    if (modes.size() == 0) {
      return false;
    }
    double largest = 0;
    for (int i = 0; i < drift.size(); i++) {
      largest = Math.max(largest, Math.abs(drift.restoring(i)));
    }
    // A large network's residual says how far an iteration got; a Rayleigh quotient is a proof whatever it is.
    double residual = LargePair.isLarge(drift) ? 0 : modes.residual(0);
    return modes.re(0) > residual + drift.size() * Math.ulp(largest);
  }

  /** A guarantee that the measured worst direction contradicts is none: this draw is one of the few. */
  private static Assumptions confronted(Assumptions a, Block<WorstDirection> worst) {
    if (a.theorem().isPresent() && worst instanceof Block.Measured<WorstDirection>(WorstDirection w)) {
      double epsilon = a.theorem().get().epsilon();
      double rounding = 1e-6;
      if (w.attainedError() > epsilon + rounding) { // a bracket that is merely wide contradicts nothing
        return new Assumptions(a.symmetric(), a.diagonallyDominant(), a.smallestSlack(), a.leak(),
            a.theoremApplies(), Optional.empty(),
            List.of(new Shortfall.OutsideEpsilon(epsilon, w.attainedError())));
      }
    }
    return a;
  }

  private List<Finding> findings(Block<WorstDirection> worst, Optional<Slow> slow) {
    List<Finding> findings = new ArrayList<>();
    slow.ifPresent(s -> {
      if (unstable(s.original, original)) {
        findings.add(new Finding.OriginalUnstable(s.original.re(0)));
      }
      if (unstable(s.pruned, pruned)) {
        findings.add(new Finding.PrunedUnstable(s.pruned.re(0)));
      }
    });
    for (Claim claim : asked.claims) {
      switch (claim) {
        case Claim.WorstDirection(double within) -> {
          switch (worst) {
            case Block.Measured<WorstDirection>(WorstDirection w) ->
              test(claim, w.worstError(), within, findings);
            case Block.Omitted<WorstDirection>(Omission why, int limit) ->
              findings.add(new Finding.Unverified(claim, why));
          }
        }
        case Claim.SlowModes(double within, int count) -> {
          if (slow.isEmpty()) {
            findings.add(new Finding.Unverified(claim, Omission.TOO_LARGE));
          } else if (large.isPresent()
              && !(slow.get().original.converged() && slow.get().pruned.converged())) {
            findings.add(new Finding.Unverified(claim, Omission.NOT_CONVERGED));
          } else {
            test(claim, largestError(slow.get(), count), within, findings);
          }
        }
      }
    }
    return findings;
  }

  /** The largest relative error of the modes, residuals counted against them. */
  private double largestError(Slow slow, int count) {
    double largest = 0;
    for (MatchedMode m : matched(slow, count)) {
      double size = Math.hypot(m.original(), m.originalImaginary());
      double doubt = symmetric ? 2 * m.residual() : 0; // directed residuals are a priori and pessimistic
      largest = Math.max(largest, m.relativeError() + (doubt == 0 ? 0 : doubt / size));
    }
    return largest;
  }

  /** Negated, so that a measurement that is not a number misses. */
  private static void test(Claim claim, double measured, double within, List<Finding> findings) {
    if (!(measured <= within)) {
      findings.add(new Finding.Missed(claim, measured));
    }
  }

  private static Status status(List<Finding> findings, Assumptions assumptions) {
    for (Finding f : findings) {
      if (f instanceof Finding.OriginalUnstable || f instanceof Finding.PrunedUnstable) {
        return Status.REFUSED;
      }
    }
    if (!findings.isEmpty()) {
      return Status.NOT_PRESERVED;
    }
    return assumptions.theorem().isPresent() ? Status.GUARANTEED : Status.MEASURED;
  }
}
