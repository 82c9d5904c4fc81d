package org.secateur.report.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.secateur.network.Network;
import org.secateur.report.Axis;
import org.secateur.report.Panel;
import org.secateur.report.Values;

/** A matrix over neurons as few cells: neurons are put in order and gathered in blocks, and a cell is a mean. */
final class MatrixGrid {
  private final int[] block; // (n) the block of each neuron
  private final int blocks;
  private final int[] size; // (blocks)
  private final List<String> names;

  /** Blocks for an order of neurons: as many as there are neurons, or the most that may be. */
  MatrixGrid(Network network, int[] order, int most) {
    int n = order.length;
    this.blocks = Math.max(1, Math.min(n, most));
    this.block = new int[n];
    this.size = new int[blocks];
    for (int k = 0; k < n; k++) {
      int b = (int) ((long) k * blocks / n);
      block[order[k]] = b;
      size[b]++;
    }
    this.names = blocks == n
        ? Arrays.stream(order).mapToObj(network::label).toList()
        : IntStream.range(0, blocks).mapToObj(b -> "block " + (b + 1)).toList();
  }

  int blocks() {
    return blocks;
  }

  int block(int neuron) {
    return block[neuron];
  }

  /** Whether every neuron has a cell of its own. */
  boolean isWhole() {
    return block.length == blocks;
  }

  /** Mean weight of the pairs in a cell, pairs without a synapse included; NaN where there is none at all. */
  double[] weights(Network network, boolean absolute) {
    double[] sum = new double[blocks * blocks];
    boolean[] any = new boolean[sum.length];
    for (int i = 0; i < network.neurons(); i++) {
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1); k++) {
        int cell = block[i] * blocks + block[network.pre(k)];
        double w = network.weight(k);
        sum[cell] += absolute ? Math.abs(w) : w;
        any[cell] = true;
      }
    }
    for (int cell = 0; cell < sum.length; cell++) {
      sum[cell] = any[cell] ? sum[cell] / ((double) size[cell / blocks] * size[cell % blocks]) : Double.NaN;
    }
    return sum;
  }

  Panel.HeatMap panel(String title, Axis value, Panel.Shades shades, double[] cells) {
    return new Panel.HeatMap(title, Axis.of("from", names), Axis.of("onto", names), value, shades, blocks,
        Values.of(cells));
  }
}
