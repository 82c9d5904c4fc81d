package org.secateur.spark;

import java.io.Serializable;
import java.util.List;

import org.apache.spark.broadcast.Broadcast;
import org.secateur.kernel.BlockKernel;
import org.secateur.kernel.ConjugateGradientKernel;
import org.secateur.sparse.DominantMatrix;
import org.secateur.sparse.RowChunks;

/** The restoring matrix by rows on a cluster: vectors go out, products come back, and chunks fold as on one machine. */
final class ClusterMatrix implements DominantMatrix {
  private static final int LANES = BlockKernel.LANES;

  private final RowCluster cluster;
  private final double[] slack;
  private final double[] diagonal;
  private final Broadcast<double[]> sentSlack;
  private final Broadcast<double[]> sentDiagonal;
  private final RowChunks chunks;

  /** Some rows of a product, and the sums of their chunks. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Slab(double[] q, double[] dots) implements Serializable {
  }

  ClusterMatrix(RowCluster cluster, double[] slack, double[] diagonal) {
    this.cluster = cluster;
    this.slack = slack;
    this.diagonal = diagonal;
    this.sentSlack = cluster.spark().broadcast(slack);
    this.sentDiagonal = cluster.spark().broadcast(diagonal);
    this.chunks = new RowChunks(slack.length);
  }

  @Override
  public int size() {
    return slack.length;
  }

  @Override
  public double[] slack() {
    return slack;
  }

  @Override
  public double[] diagonal() {
    return diagonal;
  }

  Broadcast<double[]> sentSlack() {
    return sentSlack;
  }

  Broadcast<double[]> sentDiagonal() {
    return sentDiagonal;
  }

  @Override
  public void multiply(double[] p, double[] q, double[] dot) {
    chunks.fold(multiply(p, q, LANES), LANES, dot);
  }

  @Override
  public double multiply(double[] p, double[] q) {
    double[] partial = multiply(p, q, 1);
    return chunks.sum(c -> partial[c]);
  }

  private double[] multiply(double[] p, double[] q, int width) {
    Broadcast<double[]> held = sentSlack;
    List<Slab> slabs = cluster.each(p, width,
        (rows, part) -> product(rows, rows.gather(held.value(), 1), part, width));
    double[] partial = new double[width * chunks.count()];
    for (int s = 0; s < slabs.size(); s++) {
      int from = cluster.ranges().from(s);
      System.arraycopy(slabs.get(s).q, 0, q, width * from, slabs.get(s).q.length);
      System.arraycopy(slabs.get(s).dots, 0, partial, width * (from / RowChunks.ROWS),
          slabs.get(s).dots.length);
    }
    return partial;
  }

  private static Slab product(Rows rows, double[] slack, double[] p, int width) {
    double[] q = new double[p.length];
    double[] dots = new double[width * rows.chunks()];
    for (int c = 0; c < rows.chunks(); c++) {
      if (width == 1) {
        dots[c] = ConjugateGradientKernel.multiply(rows.from(c), rows.to(c), rows.matrix(), slack, p, q);
      } else {
        ConjugateGradientKernel.multiply(rows.from(c), rows.to(c), rows.matrix(), slack, p, q, dots,
            LANES * c);
      }
    }
    return new Slab(rows.own(q, width), dots);
  }
}
