package org.secateur.boltzmann.train;

/** Which gradient is followed. */
public enum Gradient {
  /** Of the parameters as they are: ⟨x yᵀ⟩ of the data less that of the model. */
  PLAIN,
  /**
   * Centred at the mean of the data's and the model's average, which makes it independent of what is called 0 and 1: the
   * difference of covariances. Cho, Raiko and Ilin (2013); Montavon and Müller (2012); Melchior, Fischer and Wiskott (2016).
   */
  CENTRED
}
