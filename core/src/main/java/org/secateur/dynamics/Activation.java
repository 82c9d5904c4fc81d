package org.secateur.dynamics;

/** How a neuron's input becomes its drive. */
public enum Activation {
  /** dx/dt = −D x + W x + b. */
  LINEAR,
  /** dx/dt = −D x + [W x + b]₊: no drive below zero. */
  RELU
}
