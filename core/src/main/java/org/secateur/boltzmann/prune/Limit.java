package org.secateur.boltzmann.prune;

import java.util.function.ToDoubleFunction;
import org.secateur.boltzmann.Machine;

/**
 * When to stop: as soon as a loss, say an error or a negative log-likelihood, exceeds a bound after training again.
 *
 * @param loss of a machine; may look at data of its own
 * @param most the bound
 */
public record Limit(ToDoubleFunction<Machine> loss, double most) {
  /** No limit. */
  public static final Limit NONE = new Limit(machine -> Double.NaN, Double.POSITIVE_INFINITY);
}
