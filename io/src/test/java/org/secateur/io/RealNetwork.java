package org.secateur.io;

import java.util.List;
import java.util.Optional;

import org.secateur.dynamics.LeakRule;
import org.secateur.io.Declaration.DiagonalMeaning;
import org.secateur.io.Declaration.SymmetryRule;
import org.secateur.network.Kind;
import org.secateur.network.Network;
import org.secateur.network.Orientation;
import org.secateur.prune.Sampling;

/**
 * A network that somebody measured, what it is declared to be, and how much of it is kept.
 *
 * @param name what it is called in {@code docs/real-networks.md}
 * @param file in the folder of shared data
 * @param keep share of the edges
 */
record RealNetwork(String name, String file, Declaration declared, double keep, Sampling sampling) {
  /** Slack of directed networks, relative to the mean absolute input. */
  static final double SLACK = 0.05;

  private static final Declaration DIRECTED = Declaration.NONE.withKind(Kind.NETWORK)
      .withOrientation(Orientation.PRE_ROWS).withLeak(new LeakRule.Dominant(SLACK));
  private static final Declaration GRAPH = Declaration.NONE.withKind(Kind.GRAPH);

  static final RealNetwork WORM = new RealNetwork("C. elegans 1986, directed",
      "graphs/celegans-white1986.mtx",
      DIRECTED, 0.3, Sampling.INDEPENDENT);
  static final RealNetwork WORM_UNDIRECTED = new RealNetwork("C. elegans 1986, undirected",
      "graphs/celegans-white1986.mtx", DIRECTED.withSymmetry(SymmetryRule.MEAN), 0.5, Sampling.INDEPENDENT);
  static final RealNetwork CHEMICAL = new RealNetwork("C. elegans 2019, chemical synapses",
      "celegans-cook2019/chemical_neurons.mtx", DIRECTED.withDiagonal(DiagonalMeaning.IGNORE), 0.3,
      Sampling.INDEPENDENT);
  static final RealNetwork GAP = new RealNetwork("C. elegans 2019, gap junctions",
      "celegans-cook2019/gap_neurons.mtx", GRAPH.withDiagonal(DiagonalMeaning.IGNORE), 0.5,
      Sampling.CONNECTED);
  static final RealNetwork MOUSE = new RealNetwork("mouse brain, diffusion MRI", "mouse-dmri/b6_mean.mtx",
      GRAPH, 0.2,
      Sampling.INDEPENDENT);
  static final RealNetwork MARMOSET = new RealNetwork("marmoset cortex, tracers",
      "marmoset-cortex/flne_injected.mtx",
      DIRECTED, 0.3, Sampling.INDEPENDENT);
  static final RealNetwork FLY = new RealNetwork("larval fly, whole brain", "drosophila-larva/adjacency.mtx",
      DIRECTED.withDiagonal(DiagonalMeaning.IGNORE), 0.2, Sampling.INDEPENDENT);
  static final RealNetwork POWER = new RealNetwork("power grid", "graphs/power.mtx", GRAPH, 0.9,
      Sampling.CONNECTED);

  static final List<RealNetwork> ALL = List.of(WORM, WORM_UNDIRECTED, CHEMICAL, GAP, MOUSE, MARMOSET, FLY,
      POWER);

  boolean isGraph() {
    return declared.kind().equals(Optional.of(Kind.GRAPH));
  }

  /** Reads it; skips the test where the folder is missing. */
  Network read() throws InputException {
    return Interpretation.of(MatrixReader.read(SharedData.file(file), ReadOptions.DEFAULT), declared)
        .network();
  }

  @Override
  public String toString() {
    return name;
  }
}
