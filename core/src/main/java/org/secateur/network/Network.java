package org.secateur.network;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.secateur.kernel.CompressedRows;
import org.secateur.kernel.CsrKernel;

/**
 * A recurrent network dx/dt = −D x + W x + noise. Row i of W lists the synapses onto neuron i. Immutable.
 *
 * <p>Self-connections (autapses) are part of W; rules never see them.
 */
public final class Network {
  private final CompressedRows rows;
  private final double[] leak; // (n), in 1/s
  private final List<String> labels; // (n), or empty
  private final boolean symmetric;

  private Network(CompressedRows rows, double[] leak, List<String> labels, boolean symmetric) {
    this.rows = rows;
    this.leak = leak;
    this.labels = labels;
    this.symmetric = symmetric;
  }

  /**
   * A network from its synapses, in any order.
   *
   * @param neurons n, at least 0
   * @param post (m) receiving neurons, from 0; not modified
   * @param pre (m) sending neurons, from 0; not modified
   * @param weight (m) finite weights in 1/s; zeros are left out; not modified
   * @param leak (n) finite leaks in 1/s; not modified
   * @throws IllegalArgumentException if a length, an index or a value is wrong, or a synapse is named twice
   */
  public static Network of(int neurons, int[] post, int[] pre, double[] weight, double[] leak) {
    Require.atLeast(neurons, 0, "neurons");
    Require.length(pre.length, post.length, "pre");
    Require.length(weight.length, post.length, "weight");
    Require.length(leak.length, neurons, "leak");
    for (double d : leak) {
      Require.finite(d, "leak");
    }
    CompressedRows rows = Compression.compress(neurons, post, pre, weight);
    return new Network(rows, leak.clone(), List.of(), Compression.isSymmetric(rows));
  }

  /**
   * A symmetric network from its pairs {i, j}, in any order, each named once. Time O(n + m); memory for W twice over
   * while it is built.
   *
   * @param neurons n, at least 0
   * @param first (pairs) one neuron of each, from 0; not modified
   * @param second (pairs) the other; not modified
   * @param weight (pairs) finite weights in 1/s of both synapses; zeros are left out; not modified
   * @param leak (n) finite leaks in 1/s; not modified
   * @throws IllegalArgumentException if a length, an index or a value is wrong, a pair joins a neuron to itself, is
   *     named twice, or there are 2³⁰ pairs or more
   */
  public static Network ofPairs(int neurons, int[] first, int[] second, double[] weight, double[] leak) {
    Require.atLeast(neurons, 0, "neurons");
    Require.length(second.length, first.length, "second");
    Require.length(weight.length, first.length, "weight");
    Require.length(leak.length, neurons, "leak");
    for (double d : leak) {
      Require.finite(d, "leak");
    }
    return new Network(Compression.mirror(neurons, first, second, weight), leak.clone(), List.of(), true);
  }

  /** Takes rows over that ascend and hold no zeros. */
  static Network ofRows(CompressedRows rows, double[] leak) {
    return new Network(rows, leak, List.of(), Compression.isSymmetric(rows));
  }

  /** A network from a dense matrix: {@code weights[post][pre]}; not modified. */
  public static Network ofDense(double[][] weights, double[] leak) {
    int n = weights.length;
    int m = 0;
    for (double[] row : weights) {
      Require.length(row.length, n, "row of weights");
      for (double w : row) {
        m += w != 0 ? 1 : 0;
      }
    }
    int[] post = new int[m];
    int[] pre = new int[m];
    double[] weight = new double[m];
    int k = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (weights[i][j] != 0) {
          post[k] = i;
          pre[k] = j;
          weight[k++] = weights[i][j];
        }
      }
    }
    return of(n, post, pre, weight, leak);
  }

  /** The same network with names for its neurons. */
  public Network withLabels(List<String> names) {
    if (!names.isEmpty()) {
      Require.length(names.size(), neurons(), "labels");
    }
    return new Network(rows, leak, List.copyOf(names), symmetric);
  }

  /** The same synapses with other leaks (n), in 1/s. */
  public Network withLeak(double[] newLeak) {
    Require.length(newLeak.length, neurons(), "leak");
    for (double d : newLeak) {
      Require.finite(d, "leak");
    }
    return new Network(rows, newLeak.clone(), labels, symmetric);
  }

  /**
   * The same neurons and leaks with new weights for the same synapses.
   *
   * @param newWeight (m) in the order of {@link #weight}; zeros remove the synapse; not modified
   */
  public Network withWeights(double[] newWeight) {
    Require.length(newWeight.length, synapses(), "weight");
    CompressedRows kept = Compression.withoutZeros(rows, newWeight);
    return new Network(kept, leak, labels, Compression.isSymmetric(kept));
  }

  /** The same neurons with every synapse turned round: the sender receives. Time O(n + m). */
  public Network transposed() {
    return symmetric ? this : new Network(Compression.transpose(rows), leak, labels, false);
  }

  /** The number of neurons n. */
  public int neurons() {
    return rows.n;
  }

  /** The number of synapses m, self-connections and both directions of a pair included. */
  public int synapses() {
    return rows.column.length;
  }

  /** The leak of neuron i, in 1/s. */
  public double leak(int i) {
    return leak[i];
  }

  /** A copy of the leaks (n), in 1/s. */
  public double[] leaks() {
    return leak.clone();
  }

  /** The names of the neurons: n of them, or none. */
  public List<String> labels() {
    return labels;
  }

  /** The name of neuron i, or its number from 0 where there are no names. */
  public String label(int i) {
    return labels.isEmpty() ? Integer.toString(i) : labels.get(i);
  }

  /** The position of the first synapse onto neuron i; {@code firstSynapse(n)} is m. */
  public int firstSynapse(int i) {
    return rows.rowStart[i];
  }

  /** The sending neuron of the synapse at position k. */
  public int pre(int k) {
    return rows.column[k];
  }

  /** The weight of the synapse at position k, in 1/s. */
  public double weight(int k) {
    return rows.value[k];
  }

  /** The weight W[post][pre] in 1/s, 0 where there is no synapse. Time O(log of the in-degree). */
  public double weight(int post, int pre) {
    int k = Arrays.binarySearch(rows.column, rows.rowStart[post], rows.rowStart[post + 1], pre);
    return k < 0 ? 0 : rows.value[k];
  }

  /** Visits every synapse, by receiving then sending neuron. */
  public void forEachSynapse(Consumer<Synapse> visitor) {
    for (int i = 0; i < rows.n; i++) {
      for (int k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
        visitor.accept(new Synapse(i, rows.column[k], rows.value[k]));
      }
    }
  }

  /** Whether W equals its transpose, bit for bit. */
  public boolean isSymmetric() {
    return symmetric;
  }

  /** Σ_j |W_ij| over j ≠ i: a new array (n), in 1/s. */
  public double[] absoluteInput() {
    double[] sum = new double[neurons()];
    CsrKernel.absoluteRowSums(rows, sum);
    return sum;
  }

  /**
   * The recurrent input W x.
   *
   * @param rates (n), in Hz; not modified
   * @return a new array (n), in Hz/s
   */
  public double[] recurrentInput(double[] rates) {
    Require.length(rates.length, neurons(), "rates");
    double[] input = new double[neurons()];
    CsrKernel.multiply(rows, rates, input);
    return input;
  }

  /** W as bare arrays, for kernels inside the library; never written to. */
  @SuppressWarnings("exports")
  public CompressedRows rows() {
    return rows;
  }

  @Override
  public String toString() {
    return "Network[" + neurons() + " neurons, " + synapses() + " synapses"
        + (symmetric ? ", symmetric]" : ", directed]");
  }
}
