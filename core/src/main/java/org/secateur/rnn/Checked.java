package org.secateur.rnn;

import org.secateur.network.Require;

/** Copies of arrays that are as long as they should be and hold finite numbers only. */
final class Checked {
  private Checked() {
  }

  static float[] copy(float[] values, int length, String name) {
    Require.length(values.length, length, name);
    for (int k = 0; k < length; k++) {
      if (!Float.isFinite(values[k])) {
        throw new IllegalArgumentException(name + " must be finite, but number " + k + " is " + values[k]);
      }
    }
    return values.clone();
  }
}
