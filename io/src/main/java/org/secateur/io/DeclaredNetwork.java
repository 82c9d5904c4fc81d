package org.secateur.io;

import java.util.Arrays;
import java.util.List;

import org.secateur.network.Kind;
import org.secateur.network.Network;
import org.secateur.network.Orientation;

/**
 * A matrix file read as a network: the dynamics everything is computed with, and the way back to the file's own layout
 * and units. Immutable.
 */
public final class DeclaredNetwork {
  private final RawMatrix source;
  private final Declaration declaration;
  private final Kind kind;
  private final Orientation orientation;
  private final Network stored;
  private final Network network;
  private final int[] neuronOfNode; // (rows of the file), −1 where left out
  private final boolean wholeList;
  private final List<Fact> facts;
  private final List<Notice> notices;

  /**
   * One line of the echo: what was read, and the flag that changes it.
   *
   * @param name short name
   * @param value what was understood
   */
  public record Fact(String name, String value) {
  }

  DeclaredNetwork(RawMatrix source, Declaration declaration, Kind kind, Orientation orientation,
      Network stored,
      Network network, int[] neuronOfNode, boolean wholeList, List<Fact> facts, List<Notice> notices) {
    this.source = source;
    this.declaration = declaration;
    this.kind = kind;
    this.orientation = orientation;
    this.stored = stored;
    this.network = network;
    this.neuronOfNode = neuronOfNode;
    this.wholeList = wholeList;
    this.facts = List.copyOf(facts);
    this.notices = List.copyOf(notices);
  }

  /** The dynamics: weights scaled to 1/s, row = postsynaptic, with leaks. */
  public Network network() {
    return network;
  }

  /** The same synapses, position by position, with the weights of the file. */
  public Network stored() {
    return stored;
  }

  /** The neuron that each node of the file became, −1 where it was left out; a copy. */
  int[] neuronOfNode() {
    return neuronOfNode.clone();
  }

  /** The file it was read from. */
  public RawMatrix source() {
    return source;
  }

  /** What was declared. */
  public Declaration declaration() {
    return declaration;
  }

  /** What the matrix is. */
  public Kind kind() {
    return kind;
  }

  /** What a row of the file is. */
  public Orientation orientation() {
    return orientation;
  }

  /** What was understood, for the reader to check. */
  public List<Fact> facts() {
    return facts;
  }

  /** Warnings and notes. */
  public List<Notice> notices() {
    return notices;
  }

  /**
   * The pruned network in the layout, units and orientation of the file. A weight whose amplification is 1 keeps every
   * bit.
   *
   * @param amplification (synapses) w'/w, 0 where removed; 1 for self-connections
   * @param leak (n) leaks after pruning, in 1/s; written where the file holds the whole drift
   */
  public RawMatrix pruned(double[] amplification, double[] leak) {
    return wholeList ? fromNetwork(amplification, leak) : fromSource(amplification, leak);
  }

  /** Entry by entry as the file has them: halves stay halves, extra columns stay with their edges. */
  private RawMatrix fromSource(double[] amplification, double[] leak) {
    double[] value = source.values();
    int[] next = new int[network.neurons()]; // a receiver's senders come in ascending order, in either orientation
    Arrays.setAll(next, network::firstSynapse);
    for (int k = 0; k < value.length; k++) {
      int i = source.row(k);
      int j = source.column(k);
      int receiver = orientation == Orientation.POST_ROWS ? i : j;
      int sender = orientation == Orientation.POST_ROWS ? j : i;
      if (receiver != sender) {
        while (network.pre(next[receiver]) < sender) {
          next[receiver]++;
        }
        value[k] *= amplification[next[receiver]];
      } else if (kind == Kind.DRIFT) {
        value[k] = leak[receiver] == network.leak(receiver) ? value[k] : -leak[receiver];
      }
    }
    return source.withValues(value);
  }

  /** Every synapse written out: for networks that were symmetrized or cut down to a component. */
  private RawMatrix fromNetwork(double[] amplification, double[] leak) {
    int n = network.neurons();
    int m = network.synapses();
    int diagonal = kind == Kind.DRIFT ? n : 0;
    int[] row = new int[m + diagonal];
    int[] column = new int[m + diagonal];
    double[] value = new double[m + diagonal];
    int[] node = nodeOfNeuron(n);
    for (int i = 0; i < n; i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        boolean postRows = orientation == Orientation.POST_ROWS;
        row[k] = postRows ? i : network.pre(k);
        column[k] = postRows ? network.pre(k) : i;
        value[k] = stored.weight(k) * amplification[k];
      }
    }
    for (int i = 0; i < diagonal; i++) {
      row[m + i] = i;
      column[m + i] = i;
      value[m + i] = -leak[i];
    }
    List<String> labels = Arrays.stream(node).mapToObj(source::name).toList();
    return RawMatrix.of(n, n, row, column, value, labels, source.origin().format());
  }

  private int[] nodeOfNeuron(int n) {
    int[] node = new int[n];
    for (int v = 0; v < neuronOfNode.length; v++) {
      if (neuronOfNode[v] >= 0) {
        node[neuronOfNode[v]] = v;
      }
    }
    return node;
  }
}
