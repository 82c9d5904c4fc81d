package org.secateur.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of sparse rows with eight vectors at once, in vector instructions: the sums, in the order and with the bits of the
 * plain loops of {@link LaneKernel} and {@link BlockKernel}, which hand over to these where {@link VectorInstructions#IN_USE}. The compiler
 * makes no vector instructions of the plain loops, since it cannot exclude that the sums lie in the array they read from.
 *
 * <p>The module {@code jdk.incubator.vector} is there only in a virtual machine started with
 * {@code --add-modules jdk.incubator.vector}; no other class may name its types.
 */
final class VectorKernel {
  private VectorKernel() {
  }

  /** Narrower vectors than eight floats would be boxed one by one, a hundred times slower than the plain loops. */
  static boolean fitsProcessor() {
    return FloatVector.SPECIES_PREFERRED.length() >= LaneKernel.EIGHT;
  }

  /** Rows {@code from} to {@code to}, exclusive, of Y ← W X; as {@link LaneKernel#slopes} without a diagonal. */
  static void multiply(FloatRows w, int from, int to, float[] x, float[] y) {
    VectorSpecies<Float> eight = FloatVector.SPECIES_256;
    int[] rowStart = w.rowStart;
    int[] column = w.column;
    float[] value = w.value;
    for (int i = from; i < to; i++) {
      FloatVector s = FloatVector.zero(eight);
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        s = FloatVector.broadcast(eight, value[k]).fma(FloatVector.fromArray(eight, x, column[k] << 3), s);
      }
      s.intoArray(y, (i - from) << 3);
    }
  }

  /** Y ← W X; as {@link BlockKernel#multiply}. */
  static void multiply(CompressedRows w, double[] x, double[] y) {
    VectorSpecies<Double> four = DoubleVector.SPECIES_256;
    int[] rowStart = w.rowStart;
    int[] column = w.column;
    double[] value = w.value;
    for (int i = 0; i < w.n; i++) {
      DoubleVector s = DoubleVector.zero(four);
      DoubleVector z = DoubleVector.zero(four);
      for (int k = rowStart[i]; k < rowStart[i + 1]; k++) {
        int c = column[k] << 3;
        DoubleVector v = DoubleVector.broadcast(four, value[k]);
        s = v.fma(DoubleVector.fromArray(four, x, c), s);
        z = v.fma(DoubleVector.fromArray(four, x, c + 4), z);
      }
      s.intoArray(y, i << 3);
      z.intoArray(y, (i << 3) + 4);
    }
  }
}
