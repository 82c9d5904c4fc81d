package org.secateur.spark;

import java.util.Optional;

import org.secateur.certify.Certificate;
import org.secateur.dynamics.SketchFacts;

/**
 * What a pruning on a cluster came to.
 *
 * @param neurons n
 * @param edges before
 * @param keptEdges after
 * @param forestEdges that were certain to stay; 0 for independent draws
 * @param factor c in p = min(1, c · score)
 * @param sketch what scores rest on, where they were sketched
 * @param spread how vectors went to the rows
 * @param partitions of rows
 * @param dominant whether the network that was pruned is diagonally dominant
 * @param components of the network before
 * @param cutComponents and after
 * @param certificate what was measured of the pair, where that was asked for
 */
public record ClusterReport(int neurons, long edges, long keptEdges, long forestEdges, double factor,
    Optional<SketchFacts> sketch, RowCluster.Spread spread, int partitions, boolean dominant, int components,
    int cutComponents, Optional<Certificate> certificate) {

  /** The share of edges that stayed. */
  public double keptFraction() {
    return edges == 0 ? 1 : (double) keptEdges / edges;
  }
}
