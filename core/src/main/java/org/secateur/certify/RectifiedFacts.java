package org.secateur.certify;

import org.secateur.dynamics.PairedTrajectories;
import org.secateur.dynamics.RectifiedComparison;

/**
 * What rectified units do: simulated, not exact, but for the steady state.
 *
 * @param trajectories both networks from the same starts with the same noise and input
 * @param steadyState where they come to rest under that input; its bound takes ε from the worst direction
 */
public record RectifiedFacts(PairedTrajectories trajectories, Block<RectifiedComparison> steadyState) {
}
