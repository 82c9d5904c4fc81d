package org.secateur.dynamics;

import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.CompressedRows;
import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Transpose;
import org.secateur.network.Network;

/**
 * W X for blocks of eight trials: over the synapses, or as a dense product of all blocks at once where at least one entry
 * in four of W is not zero. The dense product's last digits depend on the processor and the number of blocks.
 */
sealed interface Recurrence {
  /** One entry in this many makes a network dense: what gemm gains over the loop on one core. */
  long DENSE_SHARE = 4;
  /** Below this many neurons the loop's data stay in the first cache and copying costs more than it saves. */
  int DENSE_LEAST = 64;

  static Recurrence of(Network network) {
    long n = network.neurons();
    boolean dense = n >= DENSE_LEAST && network.synapses() >= n * n / DENSE_SHARE;
    return dense ? dense(network) : new Sparse(network.rows());
  }

  private static Recurrence dense(Network network) {
    int n = network.neurons();
    Matrix w = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        w.set(i, network.pre(k), network.weight(k));
      }
    }
    return new Dense(w, DenseAlgebra.best());
  }

  /** Blocks that are advanced together. */
  int blocks();

  /** Multiply-adds a step and a block costs, eight lanes counted. */
  long multiplyAdds();

  /** A worker of its own for one task: y[g] ← W x[g]. */
  Product worker(int blocks);

  /** A multiplication with scratch space of its own. */
  interface Product {
    void multiply(double[][] x, double[][] y);
  }

  record Sparse(CompressedRows rows) implements Recurrence {
    @Override
    public int blocks() {
      return 1;
    }

    @Override
    public long multiplyAdds() {
      return (long) BlockKernel.LANES * (rows.column.length + 2L * rows.n);
    }

    @Override
    public Product worker(int blocks) {
      return (x, y) -> {
        for (int g = 0; g < blocks; g++) {
          BlockKernel.multiply(rows, x[g], y[g]);
        }
      };
    }
  }

  record Dense(Matrix w, DenseAlgebra algebra) implements Recurrence {
    @Override
    public int blocks() {
      return 4;
    }

    @Override
    public long multiplyAdds() {
      return BlockKernel.LANES * ((long) w.rows() * w.rows() + 2L * w.rows());
    }

    @Override
    public Product worker(int blocks) {
      int n = w.rows();
      Matrix in = Matrix.zeros(n, blocks * BlockKernel.LANES);
      Matrix out = Matrix.zeros(n, blocks * BlockKernel.LANES);
      double[] column = new double[n];
      return (x, y) -> {
        for (int t = 0; t < in.columns(); t++) {
          BlockKernel.gather(x[t / BlockKernel.LANES], t % BlockKernel.LANES, column);
          in.setColumn(t, column);
        }
        algebra.gemm(Transpose.NO, Transpose.NO, 1, w, in, 0, out);
        for (int t = 0; t < in.columns(); t++) {
          out.copyColumn(t, column);
          BlockKernel.scatter(column, t % BlockKernel.LANES, y[t / BlockKernel.LANES]);
        }
      };
    }
  }
}
