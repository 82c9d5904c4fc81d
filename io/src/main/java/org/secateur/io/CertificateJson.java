package org.secateur.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import org.secateur.certify.Assumptions;
import org.secateur.certify.Block;
import org.secateur.certify.Certificate;
import org.secateur.certify.Change;
import org.secateur.certify.Claim;
import org.secateur.certify.ComponentFact;
import org.secateur.certify.Omission;
import org.secateur.certify.StructureFacts;
import org.secateur.certify.TrajectoryFacts;
import org.secateur.certify.WorstDirection;
import org.secateur.dynamics.PairedTrajectories;
import org.secateur.dynamics.RectifiedComparison;
import org.secateur.network.Network;
import org.secateur.report.CertificateWords;
import org.secateur.spectral.MatchedMode;
import org.secateur.spectral.SpectrumErrors;

/** A certificate as the document {@code secateur/certificate/1}: a tree of maps, lists and numbers in a fixed order. */
public final class CertificateJson {
  /** Named so that a reader can tell what it has before it. */
  public static final String SCHEMA = "secateur/certificate/1";

  private final IntFunction<String> label;

  private CertificateJson(IntFunction<String> label) {
    this.label = label;
  }

  /**
   * The document.
   *
   * @param original gives neurons their names
   */
  public static Map<String, Object> of(Certificate c, Network original) {
    return of(c, original::label);
  }

  /**
   * The document.
   *
   * @param label the name of a neuron
   */
  public static Map<String, Object> of(Certificate c, IntFunction<String> label) {
    return new CertificateJson(label).document(c);
  }

  private Map<String, Object> document(Certificate c) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", SCHEMA);
    m.put("status", word(c.status()));
    m.put("sentence", CertificateWords.sentence(c));
    m.put("findings", c.findings().stream().map(CertificateWords::finding).toList());
    m.put("claims", c.claims().stream().map(CertificateJson::claim).toList());
    m.put("pair", map("n", c.pair().neurons(), "edges", change(c.pair().edges())));
    m.put("assumptions", assumptions(c.assumptions()));
    put(m, "worst_direction", c.worstDirection(), this::worst);
    put(m, "modes", c.modes(), modes -> modes.stream().map(CertificateJson::mode).toList());
    put(m, "stability", c.stability(), s -> {
      Map<String, Object> out = map("stable", s.stable(), "original", s.original(), "pruned", s.pruned());
      putOptional(out, "margin_kept", s.marginKept(), "the original has no margin");
      out.put("free_modes", change(s.freeModes()));
      out.put("residual", s.residual());
      return out;
    });
    put(m, "spectrum", c.spectrum(), CertificateJson::spectrum);
    put(m, "trajectories", c.trajectories(), CertificateJson::trajectories);
    put(m, "noise_trajectories", c.noiseTrajectories(), CertificateJson::paired);
    put(m, "noise_covariance", c.noiseCovariance(),
        v -> map("relative_error_frobenius", v.relativeErrorFrobenius(),
            "slow_subspace_error", v.slowSubspaceError(), "subspace", v.subspace()));
    put(m, "rectified", c.rectified(), r -> {
      Map<String, Object> out = map("trajectories", paired(r.trajectories()));
      put(out, "steady_state", r.steadyState(), CertificateJson::steadyState);
      return out;
    });
    put(m, "transients", c.transients(), t -> {
      Map<String, Object> out = map("numerical_abscissa", t.numericalAbscissa(), "pruned_numerical_abscissa",
          t.prunedNumericalAbscissa());
      put(out, "peak", t.peak(), x -> x);
      put(out, "pruned_peak", t.prunedPeak(), x -> x);
      return out;
    });
    m.put("structure", structure(c.structure()));
    m.put("components", c.components().stream().map(this::component).toList());
    return m;
  }

  private static Map<String, Object> claim(Claim claim) {
    return switch (claim) {
      case Claim.WorstDirection(double within) -> map("worst_direction_within", within);
      case Claim.SlowModes(double within, int modes) -> map("slow_modes_within", within, "modes", modes);
    };
  }

  private Map<String, Object> assumptions(Assumptions a) {
    Map<String, Object> m = map("symmetric", a.symmetric(), "diagonally_dominant", a.diagonallyDominant());
    putOptional(m, "smallest_slack", a.smallestSlack(), "no neurons");
    putOptional(m, "leak", a.leak(), "not the same for all neurons");
    m.put("theorem_applies", a.theoremApplies());
    putOptional(m, "theorem_epsilon", a.theoremEpsilon(), null);
    if (a.theorem().isPresent()) {
      Assumptions.Guarantee g = a.theorem().get();
      m.put("failure_probability", g.failureProbability());
      m.put("kappa", g.kappa());
      m.put("leverage_sum", g.leverageSum());
      m.put("sum_rule_error", g.sumRuleError());
    } else {
      m.put("why_null",
          a.whyNull().stream().map(w -> CertificateWords.shortfall(w, label)).toList());
    }
    return m;
  }

  private Object worst(WorstDirection w) {
    return switch (w) {
      case WorstDirection.Range r -> {
        Map<String, Object> m = map("low", r.low(), "high", r.high(), "method", word(r.method()), "residual",
            r.residual(),
            "converged", r.converged(), "bracket_low", List.of(r.bracketLow().from(), r.bracketLow().to()),
            "bracket_high",
            List.of(r.bracketHigh().from(), r.bracketHigh().to()));
        yield m;
      }
      case WorstDirection.Deviation d ->
        map("error", d.error(), "method", word(d.method()), "residual", d.residual(),
            "converged", d.converged(), "bracket", List.of(d.bracket().from(), d.bracket().to()));
    };
  }

  private static Object mode(MatchedMode mode) {
    Map<String, Object> m = map("k", mode.k(), "original", mode.original(), "pruned", mode.pruned());
    if (mode.originalImaginary() != 0 || mode.prunedImaginary() != 0) {
      m.put("original_imaginary", mode.originalImaginary());
      m.put("pruned_imaginary", mode.prunedImaginary());
    }
    m.put("relative_error", mode.relativeError());
    putOptional(m, "vector_overlap", mode.vectorOverlap(), "measured for symmetric networks only");
    m.put("residual", mode.residual());
    return m;
  }

  private static Object spectrum(SpectrumErrors s) {
    return map("modes", s.modes(), "epsilon_lambda", summary(s.eigenvalue()), "epsilon_v",
        summary(s.quadraticForm()),
        "cos_theta", summary(s.cosine()));
  }

  private static Map<String, Object> summary(SpectrumErrors.Summary s) {
    Map<String, Object> m = new LinkedHashMap<>();
    putOptional(m, "min", s.least(), "not measured for directed networks");
    putOptional(m, "median", s.median(), null);
    putOptional(m, "mean", s.mean(), null);
    putOptional(m, "max", s.greatest(), null);
    return m;
  }

  private static Object trajectories(TrajectoryFacts t) {
    return map("start", "one random unit vector, seed " + t.seed().value(), "error_by_time",
        t.errorByTime().stream().map(e -> List.of(e.time(), e.relativeError())).toList());
  }

  private static Object paired(PairedTrajectories t) {
    Map<String, Object> m = map("columns", List.of("time", "mean relative error", "standard deviation"),
        "error_by_time",
        t.points().stream().map(p -> List.of(p.time(), p.relativeError(), p.standardDeviation())).toList(),
        "trials",
        t.trials(), "requested_trials", t.requestedTrials(), "horizon", t.horizon(), "requested_horizon",
        t.requestedHorizon(), "step", t.step());
    if (t.grownAfter().isPresent()) {
      m.put("grown_after", t.grownAfter().getAsDouble());
    }
    return m;
  }

  private static Object steadyState(RectifiedComparison r) {
    Map<String, Object> m = map("energy_error", r.energyError());
    putOptional(m, "bound", r.bound(), "nothing is promised for directed networks or epsilon of 1 and more");
    m.putAll(map("within_bound", r.withinBound(), "relative_error", r.relativeError(), "jaccard", r.jaccard(),
        "active",
        List.of(r.active(), r.prunedActive())));
    return m;
  }

  private static Map<String, Object> structure(StructureFacts s) {
    Map<String, Object> m = map("edges", change(s.edges()), "components", change(s.components()), "isolated",
        change(s.isolated()), "min_in_degree", change(s.minInDegree()), "min_out_degree",
        change(s.minOutDegree()));
    putOptional(m, "largest_amplification", s.largestAmplification(), "no edge is kept");
    putOptional(m, "strength_correlation", s.strengthCorrelation(), "all strengths are equal");
    m.put("weights_unchanged", s.weightsUnchanged());
    m.put("foreign_synapses", s.foreignSynapses());
    s.bridgesKept().ifPresent(b -> m.put("bridges_kept", change(b)));
    return m;
  }

  private Object component(ComponentFact f) {
    Map<String, Object> m = map("component", f.component(), "first_neuron", label.apply(f.firstNeuron()),
        "neurons",
        f.neurons(), "pieces", f.pieces(), "smallest_slack", f.smallestSlack(), "free", f.free());
    putOptional(m, "low", f.low(), "nothing in it is restored");
    putOptional(m, "high", f.high(), null);
    return m;
  }

  private static List<Long> change(Change c) {
    return List.of(c.before(), c.after());
  }

  /** A value that is not there, and why. */
  private static void absent(Map<String, Object> m, String key, @Nullable String reason) {
    m.put(key, null);
    if (reason != null) {
      m.put(key + "_reason", reason);
    }
  }

  private static <T> void put(Map<String, Object> m, String key, Block<T> block,
      Function<T, Object> facts) {
    switch (block) {
      case Block.Measured<T>(T found) -> m.put(key, facts.apply(found));
      case Block.Omitted<T>(Omission why, int limit) -> absent(m, key, CertificateWords.omission(why, limit));
    }
  }

  private static void putOptional(Map<String, Object> m, String key, OptionalDouble value,
      @Nullable String reason) {
    if (value.isPresent()) {
      m.put(key, value.getAsDouble());
    } else {
      absent(m, key, reason);
    }
  }

  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> m = new LinkedHashMap<>();
    for (int k = 0; k < keysAndValues.length; k += 2) {
      m.put((String) keysAndValues[k], keysAndValues[k + 1]);
    }
    return m;
  }

  private static String word(Enum<?> e) {
    return e.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
