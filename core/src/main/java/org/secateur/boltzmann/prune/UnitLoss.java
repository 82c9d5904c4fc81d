package org.secateur.boltzmann.prune;

/**
 * When units go with their synapses.
 *
 * @param hidden which missing side costs a hidden unit its life
 * @param passes whether the loss of units is followed up
 * @param visible what becomes of visible units without synapses
 */
public record UnitLoss(Side hidden, Passes passes, Visible visible) {
  /** The authors' rule: a hidden unit needs synapses on each side that has a layer; one pass; visible units stay. */
  public static final UnitLoss AUTHORS = new UnitLoss(Side.EITHER, Passes.ONE, Visible.LISTED);
  /** The same, until nothing more dies. */
  public static final UnitLoss SETTLED = new UnitLoss(Side.EITHER, Passes.UNTIL_SETTLED, Visible.LISTED);
  /** No unit is ever removed. */
  public static final UnitLoss NONE = new UnitLoss(Side.NEVER, Passes.ONE, Visible.LISTED);

  /** Which missing side costs a hidden unit its life. */
  public enum Side {
    /** No synapse from below: it has nothing to say. */
    AFFERENT,
    /** No synapse upwards, where there is a layer above: nobody listens. */
    EFFERENT,
    /** One of the two. */
    EITHER,
    /** Both: no synapse at all. */
    BOTH,
    /** Units stay whatever happens. */
    NEVER
  }

  /** Whether the loss of units, and with them of their other synapses, is followed up. */
  public enum Passes {
    /** Looked at once. */
    ONE,
    /** Looked at until no more units die. */
    UNTIL_SETTLED
  }

  /** What becomes of visible units without synapses. */
  public enum Visible {
    /** They stay, with their biases, and are listed. */
    LISTED,
    /** They are removed, and patterns must lose the columns too. */
    REMOVED
  }
}
