package org.secateur.rnn.online;

/** What a network came to that prunes itself. */
public sealed interface OnlineOutcome {

  /** What happened until then. */
  History history();

  /**
   * It came to rest: over a whole window of every synapse no more than {@link OnlinePruning#REST} of them vanished.
   *
   * @param leakTimes when the last window began: how long the network had needed by then
   */
  record Settled(double leakTimes, History history) implements OnlineOutcome {
  }

  /** Time was up before it came to rest. */
  record Unsettled(History history) implements OnlineOutcome {
  }

  /**
   * A rate left every reasonable range: the network is not stable, or the step is too long.
   *
   * @param leakTimes when
   * @param neuron the first one
   */
  record Diverged(double leakTimes, int neuron, History history) implements OnlineOutcome {
  }
}
