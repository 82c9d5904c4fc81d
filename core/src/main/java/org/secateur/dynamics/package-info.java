/** Noise-driven linear and rectified-linear dynamics: stability, stationary covariance, simulation. */
@NullMarked
package org.secateur.dynamics;

import org.jspecify.annotations.NullMarked;
