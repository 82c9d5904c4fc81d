package org.secateur.rnn.train;

import java.util.List;
import org.secateur.rnn.RateNetwork;

/**
 * What training came to.
 *
 * @param network as it was at the best validation
 * @param best that validation
 * @param history all validations, in order
 */
public record Trained(RateNetwork network, Validation best, List<Validation> history) {
  public Trained {
    history = List.copyOf(history);
  }
}
