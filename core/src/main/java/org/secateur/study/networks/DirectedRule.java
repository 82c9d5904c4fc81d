package org.secateur.study.networks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is scored in a directed network M = Q (D − W): C solves M C + C Mᵀ = Q unless something else is said. */
enum DirectedRule {
  /** |w| (C_ii + C_jj − 2 sgn(w) C_ij), noise in proportion to speed. */
  NOISE,
  /** The same with the noise of every neuron 1, q_i |w| in the place of |w|. */
  UNIT_NOISE,
  /** The same with C = H⁻¹ / 2, H the symmetric part of M. */
  SYMMETRIC_PART,
  /** |w| (C_ii + C_jj). */
  SUM,
  /** |w| (1 / leak_i + 1 / leak_j). */
  DEGREE,
  /** |w|. */
  WEIGHT,
  /** 1. */
  UNIFORM;

  /** Its name in study files. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(DirectedRule::word).toList();
  }

  static DirectedRule named(String word) {
    return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no rule \"" + word + "\""));
  }
}
