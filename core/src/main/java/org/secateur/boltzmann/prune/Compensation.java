package org.secateur.boltzmann.prune;

/** What the biases do about lost weights. */
public enum Compensation {
  /** Nothing. */
  NONE,
  /** Keep the mean inputs: b gains ΔW⟨h⟩ and c gains ΔWᵀ⟨v⟩ for the weights ΔW that are lost. */
  MEAN_INPUT
}
