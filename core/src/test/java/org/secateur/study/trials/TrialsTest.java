package org.secateur.study.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.secateur.study.networks.NetworkPruning;

/** Grids, hashes, quantities and verdicts, without running anything. */
class TrialsTest {
  private static Study study(int seeds, Map<String, List<String>> values, Expectation... expectations) {
    return new Study("s", "s", "", new NetworkPruning(List.of()), values, seeds, List.of("kept"), List.of(),
        List.of(), List.of(expectations));
  }

  private static final Map<String, List<String>> GRID = Map.of("generator", List.of("uniform"), "keep",
      List.of("0.1", "0.4"), "rule", List.of("noise", "weight"), "n", List.of("50"));

  /** kept = keep^exponent + seed / 1000, but for {@code weight}, which has a tenth more. */
  private static Results results(Study study, double exponent, OptionalInt failing) {
    List<TrialResult> all = new ArrayList<>();
    for (Trial t : study.trials()) {
      double value = Math.pow(t.setting().number("keep"), exponent)
          + (t.setting().text("rule").equals("weight") ? 0.1 : 0) + t.seed() / 1000.0;
      boolean fails = failing.isPresent() && failing.getAsInt() == t.seed();
      all.add(new TrialResult(t, fails
          ? new Outcome.Failed("on purpose")
          : new Outcome.Measured(Map.of("kept", value), Map.of()), 0));
    }
    return new Results(study, all);
  }

  private static Verdict verdict(int seeds, String quantity, Condition condition) {
    Study study = study(seeds, GRID, new Expectation(Quantity.parse(quantity), condition, "", false));
    return Expectations.of(results(study, 1, OptionalInt.empty())).getFirst();
  }

  @Test
  void everyCombinationIsATrialOfItsOwn() {
    List<Trial> trials = study(3, GRID).trials();
    assertThat(trials).hasSize(12);
    assertThat(trials.stream().map(Trial::id).distinct()).hasSize(12);
    assertThat(trials.getFirst().id()).matches("[0-9a-f]{20}");
  }

  /** The same number written in two ways is the same setting; a longer grid leaves the old trials' names as they are. */
  @Test
  void namesDependOnMeaningOnly() {
    Study few = study(2, Map.of("generator", List.of("uniform"), "n", List.of("50"), "keep", List.of("0.1")));
    assertThat(study(3, GRID).trials().stream().map(Trial::id)).containsAll(
        few.trials().stream().map(Trial::id).toList());
    assertThat(Setting.canonical(Double.parseDouble("1e-1"))).isEqualTo("0.1");
    assertThat(Setting.canonical(600.0)).isEqualTo("600");
    assertThat(Double.parseDouble(Setting.canonical(1.0 / 3))).isEqualTo(1.0 / 3);
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(() -> study(1, Map.of("keep", List.of("0.1"), "epsilon", List.of("0.5"))).settings())
        .isInstanceOf(Experiment.BadSetting.class).hasMessageContaining("keep and epsilon");
    assertThatThrownBy(() -> study(1, Map.of()).settings())
        .hasMessageContaining("keep, edges, epsilon or kappa");
  }

  @Test
  void quantitiesAreRead() {
    Quantity q = Quantity.parse("slow_modes[rule=noise, keep=1e-1].max");
    assertThat(q.value()).isEqualTo("slow_modes");
    assertThat(q.where()).containsExactlyInAnyOrderEntriesOf(Map.of("rule", "noise", "keep", "0.1"));
    assertThat(q.statistic()).isEqualTo(Quantity.Statistic.MAX);
    assertThat(Quantity.parse("noisy@10").statistic()).isEqualTo(Quantity.Statistic.MEDIAN);
    assertThat(Quantity.parse(q.toString())).isEqualTo(q);
    assertThatThrownBy(() -> Quantity.parse("a[b]")).hasMessageContaining("parameter=value");
    assertThatThrownBy(() -> Quantity.parse("a.slope")).hasMessageContaining("slope(keep)");
  }

  @Test
  void severalSettingsAreNotOneNumber() {
    assertThatThrownBy(() -> verdict(3, "kept[rule=noise]", new Condition.Between(0, 1)))
        .hasMessageContaining("say which keep");
  }

  /** A minimum over all settings is the least of the minima; a mean has no meaning there. */
  @Test
  void extremesMayLeaveParametersOpen() {
    Results results = results(study(3, GRID), 1, OptionalInt.empty());
    double least = study(3, GRID).settings().stream()
        .mapToDouble(s -> Quantity.parse("kept.min").of(results.bySeed(s, "kept"))).min().orElseThrow();
    assertThat(Quantity.parse("kept.min").of(results.bySeed(Quantity.parse("kept.min")))).isEqualTo(least);
    assertThat(Quantity.parse("kept.max").of(results.bySeed(Quantity.parse("kept.max"))))
        .isGreaterThan(least);
    assertThatThrownBy(() -> results.bySeed(Quantity.parse("kept.mean"))).hasMessageContaining("say which");
  }

  /** ln(0.4^2) − ln(0.1^2) over ln 4 is 2, of a power law; the seeds' thousandths are what is not. */
  @Test
  void slopesAreThoseOfPowerLaws() {
    Study study = study(1, GRID);
    double slope = results(study, 2, OptionalInt.empty())
        .bySeed(Quantity.parse("kept[rule=noise].slope(keep)"))[0];
    assertThat(slope).isEqualTo(Math.log(0.161 / 0.011) / Math.log(4),
        org.assertj.core.api.Assertions.within(1e-12));
  }

  @Test
  void verdictsByEveryCondition() {
    assertThat(verdict(3, "kept[rule=noise,keep=0.1]", new Condition.Between(0.1, 0.11)).status())
        .isEqualTo(Verdict.Status.MET);
    assertThat(verdict(3, "kept[rule=noise,keep=0.1]", new Condition.Between(0.2, 0.3)).status())
        .isEqualTo(Verdict.Status.MISSED);
    assertThat(verdict(3, "kept[rule=noise,keep=0.7]", new Condition.Between(0, 1)).status())
        .isEqualTo(Verdict.Status.NOT_RUN);
    Quantity weight = Quantity.parse("kept[rule=weight,keep=0.1]");
    assertThat(verdict(3, "kept[rule=noise,keep=0.1]", new Condition.LessThan(weight, 1)).status())
        .isEqualTo(Verdict.Status.TOO_FEW_SEEDS);
    assertThat(verdict(6, "kept[rule=noise,keep=0.1]", new Condition.LessThan(weight, 1)).status())
        .isEqualTo(Verdict.Status.MET);
    assertThat(verdict(6, "kept[rule=noise,keep=0.1]", new Condition.LessThan(weight, 0.4)).status())
        .isEqualTo(Verdict.Status.MISSED);
    assertThat(verdict(6, "kept[rule=noise,keep=0.1]", new Condition.LikeOther(weight, 3)).status())
        .isEqualTo(Verdict.Status.MET);
    assertThat(verdict(6, "kept[rule=noise,keep=0.1]", new Condition.LikeOther(weight, 1.2)).status())
        .isEqualTo(Verdict.Status.MISSED);
  }

  /** Eight seeds of mean 0.1045 and deviation 0.00245: a reference of 0.105 is within chance, one of 0.15 is not. */
  @Test
  void referencesAreMetWithinChance() {
    String q = "kept[rule=noise,keep=0.1].mean";
    assertThat(verdict(8, q, new Condition.Reference(0.105, 5, 0)).status()).isEqualTo(Verdict.Status.MET);
    assertThat(verdict(8, q, new Condition.Reference(0.15, 5, 0)).status()).isEqualTo(Verdict.Status.MISSED);
    assertThat(verdict(7, q, new Condition.Reference(0.105, 5, 0)).status())
        .isEqualTo(Verdict.Status.TOO_FEW_SEEDS);
  }

  @Test
  void failuresAreCountedAndNotAveraged() {
    Study study = study(4, GRID);
    Results results = results(study, 1, OptionalInt.of(2));
    assertThat(results.failed()).isEqualTo(4);
    Results.Row row = results.summary().getFirst();
    assertThat(row.failed()).isEqualTo(1);
    assertThat(row.sample().count()).isEqualTo(3);
  }
}
