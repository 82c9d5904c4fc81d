package org.secateur.study.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.study.ClusteredNetwork;
import org.secateur.study.Progress;
import org.secateur.study.trials.Columns;
import org.secateur.study.trials.Experiment;
import org.secateur.study.trials.Outcome;
import org.secateur.study.trials.Setting;
import org.secateur.study.trials.Trial;

/** Networks pruned more than once. */
class RepetitionTest {
  private static final Map<String, String> ONLINE = Map.of("schedule", "online", "kappa", "10", "window",
      "30",
      "longest", "2000");

  private static Setting setting(Map<String, String> with) {
    Map<String, String> given = new LinkedHashMap<>(Map.of("generator", "bottleneck", "n", "60"));
    given.putAll(with);
    return new NetworkPruning(List.of()).resolve(new Setting(given));
  }

  private static ClusteredNetwork network(Setting setting) {
    return new NetworkPruning(List.of()).named("bottleneck").orElseThrow().network(setting, new Seed(1));
  }

  private static Repetition run(Map<String, String> with) {
    Setting setting = setting(with);
    return Repetition.of(network(setting).network(), setting, new Seed(2), Progress.NONE);
  }

  /**
   * A survivor's leverage is about 1/κ, so its next p is about 1: of κ N synapses with p = 1 − δ, δ ~ √(ln N / κ) at most (the
   * sandwich's error, 6.3 of the theory), no more than that share goes in all later rounds, and each round takes less.
   */
  @Test
  void roundsAtOneKappaEndByThemselves() {
    Columns history = run(Map.of("schedule", "rounds", "kappa", "10", "rounds", "6")).history().orElseThrow();
    double[] kept = history.column("kept");
    assertThat(kept[0]).isEqualTo(1);
    assertThat(1 - kept[1]).isGreaterThan(0.1);
    for (int r = 2; r < kept.length; r++) {
      assertThat(kept[r]).isLessThanOrEqualTo(kept[r - 1]);
      assertThat(kept[r - 1] - kept[r]).isLessThan((1 - kept[1]) / 3);
    }
  }

  /** Five standard deviations of a sum of Bernoullis, of at most ½ √m each round, and the clipping of one round. */
  @Test
  void gradualRoundsEndAtTheirShare() {
    Repetition gradual = run(Map.of("schedule", "gradual", "keep", "0.3", "rounds", "4"));
    Setting setting = setting(Map.of("schedule", "gradual", "keep", "0.3", "rounds", "4"));
    int all = Edges.of(network(setting).network()).count();
    double[] kept = gradual.history().orElseThrow().column("kept");
    assertThat(kept).hasSize(5);
    assertThat(kept[4]).isCloseTo(0.3, org.assertj.core.api.Assertions.within(2.5 / Math.sqrt(all)));
    assertThat(kept[2]).isCloseTo(Math.sqrt(0.3),
        org.assertj.core.api.Assertions.within(2.5 / Math.sqrt(all)));
  }

  /** The last picture of the history is the network that is left; nothing comes back. */
  @Test
  void anOnlineHistoryEndsAtTheNetwork() {
    Repetition online = run(ONLINE);
    Columns history = online.history().orElseThrow();
    Network original = network(setting(ONLINE)).network();
    double[] kept = history.column("kept");
    for (int k = 1; k < kept.length; k++) {
      assertThat(kept[k]).isLessThanOrEqualTo(kept[k - 1]);
    }
    assertThat(kept[kept.length - 1])
        .isEqualTo((double) Edges.of(online.network()).count() / Edges.of(original).count());
    assertThat(kept[kept.length - 1]).isLessThan(0.95);
    assertThat(online.values()).containsKeys("settled", "settling_time");
  }

  /** What needs one draw's probabilities is refused, and the rest measured. */
  @Test
  void whatNeedsOneDrawIsRefused() {
    Setting setting = setting(ONLINE);
    Experiment.Subject subject = new NetworkPruning(List.of()).subject(setting, 1, Progress.NONE);
    Outcome outcome = subject.treat(
        new Trial("e/1", setting, List.of("kept", "bridges", "stable", "history"), 1), Progress.NONE);
    assertThat(outcome).isInstanceOf(Outcome.Measured.class);
    Outcome.Measured measured = (Outcome.Measured) outcome;
    assertThat(measured.values().get("bridge_probability")).isNaN();
    assertThat(measured.values().get("stable")).isEqualTo(1);
    assertThat(measured.tables()).containsKey("history");
    assertThatThrownBy(
        () -> subject.treat(new Trial("e/1", setting, List.of("amplification"), 1), Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no one set of draws");
  }

  @Test
  void contradictionsAreRefused() {
    refused(Map.of("keep", "0.2", "rounds", "3"), "none is given");
    refused(Map.of("schedule", "online", "keep", "0.2", "longest", "9"), "with kappa");
    refused(Map.of("schedule", "gradual", "kappa", "3", "rounds", "2"), "with keep");
    refused(Map.of("schedule", "online", "kappa", "3"), "needs a value for longest");
    refused(Map.of("schedule", "rounds", "kappa", "3", "rounds", "2", "rule", "weight"), "noise-driven");
  }

  private static void refused(Map<String, String> with, String because) {
    assertThatThrownBy(() -> setting(with)).isInstanceOf(Experiment.BadSetting.class)
        .hasMessageContaining(because);
  }

  @Test
  void directedSettingsThatCannotBeMeantAreRefused() {
    DirectedPruning directed = new DirectedPruning();
    assertThatThrownBy(() -> directed.resolve(new Setting(Map.of("n", "100"))))
        .isInstanceOf(Experiment.BadSetting.class).hasMessageContaining("multiple of 30");
    assertThatThrownBy(() -> directed.resolve(new Setting(Map.of("draws", "paired"))))
        .isInstanceOf(Experiment.BadSetting.class).hasMessageContaining("reciprocal");
    assertThatThrownBy(() -> directed.resolve(new Setting(Map.of("keep", "2"))))
        .isInstanceOf(Experiment.BadSetting.class).hasMessageContaining("(0, 1]");
  }
}
