package org.secateur.report.network;

import java.util.List;
import java.util.Optional;

import org.secateur.certify.Certificate;
import org.secateur.network.Network;
import org.secateur.prune.Pruned;
import org.secateur.report.Setting;
import org.secateur.study.Baselines;
import org.secateur.study.Prices;
import org.secateur.study.PruningRequest;

/**
 * All that a report on a pruned network is made from.
 *
 * @param original the network
 * @param pruned what became of it
 * @param certificate what was measured of the two
 * @param draw how it was pruned; empty if somebody else did it
 * @param controls other rules at the same budget
 * @param prices what each budget costs, or nothing
 * @param setting what only the program around knows
 * @param noPrices why there is no price list, if there is none
 * @param noControls why there are no controls, if there are none
 */
public record NetworkCase(Network original, Network pruned, Certificate certificate, Optional<Draw> draw,
    List<Baselines.Control> controls, Optional<Prices> prices, Setting setting,
    String noPrices, String noControls) {

  /** Copies the list. */
  public NetworkCase {
    controls = List.copyOf(controls);
  }

  /**
   * A pruning of ours.
   *
   * @param request what was asked for
   * @param result what came of it
   * @param scores how the scores were found, in words
   */
  public record Draw(PruningRequest request, Pruned result, String scores) {
  }

  /** The control that a figure with room for one shows: by weight if there is one. */
  Optional<Baselines.Control> control() {
    return controls.stream().filter(c -> c.rule().name().equals("weight")).findFirst()
        .or(() -> controls.stream().findFirst());
  }
}
