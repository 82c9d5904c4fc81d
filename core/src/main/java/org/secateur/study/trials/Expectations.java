package org.secateur.study.trials;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.apache.commons.statistics.distribution.TDistribution;
import org.secateur.study.statistics.Holm;
import org.secateur.study.statistics.PairedTest;
import org.secateur.study.statistics.Sample;

/** Compares what a study found with what it was expected to find. */
public final class Expectations {
  /** How often a right implementation misses any of a study's references or tests by chance. */
  public static final double FALSE_ALARM = 0.05;

  /** From fewer seeds a deviation is not estimated well enough to be compared with a reference. */
  public static final int LEAST_SEEDS = 8;

  private final Results results;
  private final int references;
  private final int tests;

  private Expectations(Results results) {
    this.results = results;
    List<Expectation> all = results.study().expectations();
    this.references = count(all, Condition.Reference.class);
    this.tests = count(all, Condition.LessThan.class);
  }

  private static int count(List<Expectation> all, Class<? extends Condition> kind) {
    return (int) all.stream().filter(e -> kind.isInstance(e.condition())).count();
  }

  /** The verdict on every expectation, in their order. */
  public static List<Verdict> of(Results results) {
    Expectations judge = new Expectations(results);
    List<Expectation> all = results.study().expectations();
    double[] tested = Holm.adjust(
        all.stream().filter(e -> e.condition() instanceof Condition.LessThan).mapToDouble(judge::pValue)
            .toArray());
    List<Verdict> verdicts = new ArrayList<>();
    int next = 0;
    for (Expectation e : all) {
      verdicts.add(judge.verdict(e, e.condition() instanceof Condition.LessThan ? tested[next++] : 0));
    }
    return verdicts;
  }

  private double pValue(Expectation e) {
    return e.condition() instanceof Condition.LessThan less ? test(e.quantity(), less).pValue() : 1;
  }

  private PairedTest test(Quantity quantity, Condition.LessThan less) {
    return PairedTest.of(differences(results.bySeed(quantity), results.bySeed(less.other()), less.factor()));
  }

  private static double[] differences(double[] a, double[] b, double factor) {
    double[] d = new double[Math.min(a.length, b.length)];
    Arrays.setAll(d, k -> a[k] - factor * b[k]);
    return d;
  }

  private Verdict verdict(Expectation e, double adjusted) {
    double[] seeds = results.bySeed(e.quantity());
    double found = e.quantity().of(seeds);
    if (Double.isNaN(found)) {
      return new Verdict(e, Verdict.Status.NOT_RUN, found,
          seeds.length == 0 ? "not among the settings of this run" : "could not be measured");
    }
    return switch (e.condition()) {
      case Condition.Between(double low, double high) -> new Verdict(e, met(found >= low && found <= high),
          found, words("%s, expected %s", number(found), range(low, high)));
      case Condition.Reference reference -> againstReference(e, reference, seeds);
      case Condition.LessThan less -> againstOther(e, less, found, adjusted);
      case Condition.LikeOther(Quantity other, double factor) -> {
        double second = other.of(results.bySeed(other));
        double ratio = found / second;
        yield Double.isNaN(ratio)
            ? new Verdict(e, Verdict.Status.NOT_RUN, found, "what it is compared with was not measured")
            : new Verdict(e, met(ratio <= factor && ratio >= 1 / factor), found, words(
                "%s against %s, expected to be alike within a factor of %s", number(found), number(second),
                number(factor)));
      }
    };
  }

  private Verdict againstReference(Expectation e, Condition.Reference r, double[] seeds) {
    Sample sample = Sample.of(seeds);
    int n = sample.count();
    double found = sample.mean();
    if (n < LEAST_SEEDS) {
      return new Verdict(e, Verdict.Status.TOO_FEW_SEEDS, found,
          words("%s beside %s of the reference; %d seeds do not tell how far chance goes", number(found),
              number(r.mean()), n));
    }
    double t = -TDistribution.of(n - 1).inverseCumulativeProbability(FALSE_ALARM / 2 / references);
    double band = t * sample.deviation() * Math.sqrt(1.0 / n + 1.0 / r.repetitions()) + r.digit();
    boolean agrees = Math.abs(found - r.mean()) <= band;
    return new Verdict(e, met(agrees), found, words("mean %s, reference %s, chance allows %s", number(found),
        number(r.mean()), number(band)));
  }

  private Verdict againstOther(Expectation e, Condition.LessThan less, double found, double adjusted) {
    double second = less.factor() * less.other().of(results.bySeed(less.other()));
    if (Double.isNaN(second)) {
      return new Verdict(e, Verdict.Status.NOT_RUN, found, "what it is compared with was not measured");
    }
    PairedTest test = test(e.quantity(), less);
    boolean less1 = found < second;
    String both = words("%s against %s", number(found), number(second));
    if (test.tooFew(FALSE_ALARM, tests)) {
      return new Verdict(e, less1 ? Verdict.Status.TOO_FEW_SEEDS : Verdict.Status.MISSED, found,
          both + words(": too few seeds for a test (%d pairs, p cannot be below %s)", test.pairs(),
              number(test.leastPossible())));
    }
    return new Verdict(e, met(less1 && adjusted <= FALSE_ALARM), found,
        both + words(", p = %s after Holm", number(adjusted)));
  }

  private static Verdict.Status met(boolean is) {
    return is ? Verdict.Status.MET : Verdict.Status.MISSED;
  }

  private static String range(double low, double high) {
    return low == Double.NEGATIVE_INFINITY
        ? "at most " + number(high)
        : high == Double.POSITIVE_INFINITY
            ? "at least " + number(low)
            : low == high ? number(low) : number(low) + " to " + number(high);
  }

  private static String words(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** Four digits that mean something. */
  static String number(double x) {
    double size = Math.abs(x);
    return x == 0 || (x == Math.rint(x) && size < 1e6)
        ? String.format(Locale.ROOT, "%.0f", x)
        : size >= 1e5 || size < 1e-3
            ? String.format(Locale.ROOT, "%.3g", x)
            : String.format(Locale.ROOT, "%.4g", x);
  }
}
