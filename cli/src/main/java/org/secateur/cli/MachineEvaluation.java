package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.boltzmann.evaluate.AnnealedImportanceSampling;
import org.secateur.boltzmann.evaluate.Likelihood;
import org.secateur.boltzmann.evaluate.LogPartition;
import org.secateur.boltzmann.evaluate.Reconstruction;
import org.secateur.boltzmann.fisher.PairStatistics;
import org.secateur.io.Notice;
import org.secateur.random.Seed;

/**
 * What is known of a machine.
 *
 * @param logPartition ln Z; empty if it was not wanted
 * @param exact whether it was enumerated
 * @param likelihood ln P(v), or the lower bound of a deep machine; empty without ln Z
 * @param reconstruction mean squared error, of two layers
 * @param probe errors of classes, if there are labels
 */
record MachineEvaluation(Optional<LogPartition> logPartition, boolean exact, Optional<Likelihood> likelihood,
    Optional<Reconstruction> reconstruction, Optional<Probe> probe) {
  /** States times units that are enumerated in a second or two. */
  private static final double A_MOMENT = 1.5e8;
  /** Below this many effective chains the interval of ln Z is too narrow. */
  private static final double FEW = 10;
  private static final double NORMAL_95 = 1.959963984540054;

  /** Measures machines on the same patterns in the same way. */
  static final class Judge {
    private final Patterns patterns;
    private final Optional<Probe.Reader> reader;
    private final EvaluationFlags flags;
    private final Seed seed;

    Judge(Dataset data, EvaluationFlags flags, Seed seed) {
      flags.check();
      Patterns all = data.measured().patterns();
      this.patterns = all.slice(0, Math.min(flags.measureOn, all.count()));
      this.reader = Probe.reader(data, flags);
      this.flags = flags;
      this.seed = seed;
    }

    /** What is measured on. */
    Patterns patterns() {
      return patterns;
    }

    /** Reads classes from pixels, if there are any. */
    Optional<Probe.Reader> reader() {
      return reader;
    }

    /** Measures a machine. */
    MachineEvaluation of(Machine machine) {
      Optional<Reconstruction> reconstruction = machine.layers() == 2
          ? Optional.of(Reconstruction.of(machine, patterns))
          : Optional.empty();
      Optional<Probe> probe = reader.map(r -> r.of(machine));
      if (flags.logZ == EvaluationFlags.Partition.NONE) {
        return new MachineEvaluation(Optional.empty(), false, Optional.empty(), reconstruction, probe);
      }
      boolean exact = enumerates(machine);
      LogPartition z = exact ? enumerated(machine) : annealed(machine, seed);
      Likelihood likelihood = machine.layers() == 2
          ? Likelihood.exact(machine, patterns, z.estimate())
          : Likelihood.lowerBound(machine, patterns, z.estimate(), MeanField.DEFAULT);
      return new MachineEvaluation(Optional.of(z), exact, Optional.of(likelihood), reconstruction, probe);
    }

    /** Whether ln Z of a machine is enumerated. */
    boolean enumerates(Machine machine) {
      int side = FitRun.smallerSide(machine);
      boolean possible = Enumeration.isPossible(machine);
      return switch (flags.logZ) {
        case AUTO -> possible && StrictMath.scalb(1.0, side) * (machine.totalUnits() - side) < A_MOMENT;
        case EXACT -> {
          if (!possible) {
            throw Failure.of(ExitCode.LIMIT, "E190",
                "%s cannot be enumerated: the smaller of even and odd layers has %s; %d is the most"
                    .formatted(
                        MachineText.layers(machine), Text.count(side, "unit"), Enumeration.MOST_UNITS),
                "--log-z ais");
          }
          yield true;
        }
        default -> false;
      };
    }

    private static LogPartition enumerated(Machine machine) {
      double z = Enumeration.logPartition(machine);
      return new LogPartition(z, z, z, Double.POSITIVE_INFINITY, z);
    }

    /** From the rates of data, and of hidden means given them. */
    LogPartition annealed(Machine machine, Seed draws) {
      return new AnnealedImportanceSampling(flags.aisChains, flags.temperatures).estimate(machine,
          base(machine), draws.child("annealing", 0));
    }

    /** The machine without synapses that annealing starts from. */
    AnnealedImportanceSampling.Base base(Machine machine) {
      PairStatistics statistics = PairStatistics.ofData(machine, patterns, MeanField.DEFAULT);
      double[][] rates = new double[machine.layers()][];
      java.util.Arrays.setAll(rates, statistics::rates);
      return AnnealedImportanceSampling.Base.ofRates(rates);
    }
  }

  /** W213, if the annealing cannot be trusted. */
  Optional<Notice> warning() {
    return logPartition.filter(z -> !exact && z.effectiveSamples() < FEW).map(z -> Notice.of("W213",
        Text.format("annealing has %.1f effective chains: ln Z is less certain than its interval says.",
            z.effectiveSamples()),
        "--temperatures 10000"));
  }

  /** Error of the mean likelihood: of the patterns and of ln Z together. */
  double standardError() {
    double ofPatterns = likelihood.map(Likelihood::standardError).orElse(Double.NaN);
    return Math.hypot(Double.isNaN(ofPatterns) ? 0 : ofPatterns, partitionError());
  }

  /** Error of ln Z alone, from its interval. */
  double partitionError() {
    return logPartition.map(z -> (z.high() - z.estimate()) / NORMAL_95).orElse(Double.NaN);
  }

  /** The mean log-likelihood; NaN without. */
  double mean() {
    return likelihood.map(Likelihood::mean).orElse(Double.NaN);
  }

  /** What the number is: exact, AIS, or a bound by either. */
  static String kind(Machine machine, boolean exact) {
    return machine.layers() == 2 ? (exact ? "exact" : "AIS") : (exact ? "bound, exact ln Z" : "bound, AIS");
  }

  /** As a document. */
  Map<String, Object> toJson(Machine machine) {
    Map<String, Object> m = new LinkedHashMap<>();
    logPartition.ifPresent(z -> {
      Map<String, Object> ofZ = new LinkedHashMap<>();
      ofZ.put("estimate", z.estimate());
      ofZ.put("method", exact ? "enumeration" : "annealed importance sampling");
      if (!exact) {
        put(ofZ, "low_95", z.low());
        put(ofZ, "high_95", z.high());
        ofZ.put("effective_samples", z.effectiveSamples());
        ofZ.put("mean_log", z.meanLog());
      }
      m.put("log_partition", ofZ);
      m.put(machine.layers() == 2 ? "log_likelihood" : "log_likelihood_lower_bound", mean());
      m.put("standard_error", standardError());
      m.put("standard_error_of_log_partition", partitionError());
    });
    reconstruction.ifPresent(r -> m.put("reconstruction_mean_squared_error", r.meanSquared()));
    probe.ifPresent(p -> m.put("probe", p.toJson()));
    return m;
  }

  private static void put(Map<String, Object> m, String key, double value) {
    if (Double.isFinite(value)) {
      m.put(key, value);
    }
  }
}
