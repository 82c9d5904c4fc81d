package org.secateur.certify;

import java.util.List;

import org.secateur.dynamics.Activation;

/**
 * Simulated, not exact: both networks from the same starts and with the same noise.
 *
 * @param activation how a neuron's input became its drive
 * @param runs how many pairs of trajectories
 * @param errorByTime |x'(t) − x(t)| / |x(t)|
 */
public record NoiseFacts(Activation activation, int runs, List<ErrorBand> errorByTime) {

  /** Copies the list. */
  public NoiseFacts {
    errorByTime = List.copyOf(errorByTime);
  }
}
