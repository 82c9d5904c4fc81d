package org.secateur.dynamics;

import java.util.Optional;

import org.secateur.random.Seed;
import org.secateur.sparse.Deflation;
import org.secateur.sparse.DominantMatrix;
import org.secateur.sparse.Preconditioner;

/**
 * The synapses of a symmetric dominant network as a {@link NoiseSketch} meets them, wherever they lie: they drive neurons by
 * their noise, and snapshots leave something over each of them. Blocks of eight vectors are whole and neuron-major. For the
 * project's own modules: its solvers are not exported.
 */
@SuppressWarnings("exports")
public interface SketchSynapses {

  /** The restoring matrix. */
  DominantMatrix matrix();

  /** Its directions that hardly anything holds. */
  Deflation deflation();

  /** How many synapses there are, a pair counting once. */
  long count();

  /** An incomplete factor of the matrix to precondition with, if there can be one. */
  Optional<Preconditioner> factor(int parallel, Seed seed);

  /**
   * b ← the noise of synapses and slacks in the first seven lanes. Lane t of block k holds probe 7 k + t, and what synapse
   * {i, j}, i &lt; j, adds to it is keyed by i n + j: nothing depends on the order of the synapses but the sum of each
   * neuron, which runs over the other neurons in ascending order, and its slack last.
   *
   * @param b (8 n); zero before
   */
  void drive(Seed seed, int block, double[] b);

  /**
   * Adds the squares of what solved snapshots leave over every synapse beyond its neurons' own noise.
   *
   * @param block which; blocks come in order
   * @param x (8 n) solutions
   * @param b (8 n) what they are solutions for
   */
  void add(int block, double[] x, double[] b);

  /**
   * Σ v/(g + v) over the synapses, v = scale · what was added up for one and g its known part; folded in chunks of rows of
   * the smaller neuron.
   */
  double shares(double scale);
}
