package org.secateur.rnn.online;

/**
 * What one synapse did.
 *
 * @param leakTimes when, in leak times from the beginning
 * @param edge which, by its number in {@link org.secateur.network.Edges} of the original network
 * @param amplification what its weight was multiplied by: above 1 it was strengthened, at 0 it vanished
 */
public record Decision(double leakTimes, int edge, double amplification) {

  /** Whether the synapse is gone. */
  public boolean vanished() {
    return amplification == 0;
  }
}
