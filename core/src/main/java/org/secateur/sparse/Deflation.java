package org.secateur.sparse;

import java.util.Arrays;

import org.secateur.kernel.ConjugateGradientKernel;

/**
 * The directions g that a symmetric dominant matrix hardly holds, taken out of a solve and accounted for exactly: one for
 * every balanced component whose slacks are small beside its diagonal.
 *
 * <p>Along g there is M g = (s_i g_i) and gᵀMg = S, the sum of the component's slacks, both without cancellation. A
 * solution splits into M⁻¹b = x̃ + γ g with (Mg)ᵀx̃ = 0, γ = gᵀb/S; x̃ solves the deflated equation
 * (M − Mg gᵀM/S) x̃ = b − Mg gᵀb/S (Nicolaides, SIAM J. Numer. Anal. 1987), which knows nothing of how small S is, and
 * differences over the component's edges are those of x̃. With h = Mg/S, h_i = s_i g_i/S, all of this needs only h; where
 * S = 0, h = g/n_c gives the pseudo-inverse of a b orthogonal to g.
 */
public final class Deflation {
  /** Components whose slack is more than this share of their diagonal are solved as they are. */
  private static final double WELL_HELD = 0.1;

  private final RowChunks chunks;
  private final int count;
  private final boolean held; // whether any S > 0
  private final int[] direction; // (n), -1 where none; empty if there is none at all
  private final double[] sign; // (n) g, 0 where none
  private final double[] share; // (n) h
  private final double[] force; // (n) h where S > 0, otherwise what takes b's part along g: M_ii g_i/Σ M_jj
  private final double[] stiffness; // (count) S
  private final int[] slot; // (n): a direction's part of a chunk
  private final int[] slotDirection;

  private Deflation(DominantMatrix m, int[] direction, byte[] sign, double[] stiffness, double[] diagonal,
      int[] size) {
    this.chunks = new RowChunks(m.size());
    this.count = stiffness.length;
    this.stiffness = stiffness;
    this.direction = direction;
    this.sign = new double[direction.length];
    this.share = new double[direction.length];
    this.force = new double[direction.length];
    boolean any = false;
    for (int i = 0; i < direction.length; i++) {
      int c = direction[i];
      if (c >= 0) {
        this.sign[i] = sign[i];
        share[i] = sign[i] * (stiffness[c] > 0 ? m.slack()[i] / stiffness[c] : 1.0 / size[c]);
        boolean weighted = stiffness[c] == 0 && diagonal[c] > 0;
        force[i] = weighted ? sign[i] * (m.diagonal()[i] / diagonal[c]) : share[i];
      }
    }
    for (double s : stiffness) {
      any |= s > 0;
    }
    this.held = any;
    this.slot = new int[direction.length];
    this.slotDirection = slots();
  }

  private int[] slots() {
    int[] last = new int[count];
    Arrays.fill(last, -1);
    int[] of = new int[direction.length];
    int used = 0;
    for (int c = 0; c < chunks.count(); c++) {
      int first = used;
      for (int i = chunks.from(c); i < Math.min(chunks.to(c), direction.length); i++) {
        int d = direction[i];
        if (d >= 0 && last[d] < first) {
          last[d] = used;
          of[used++] = d;
        }
        slot[i] = d < 0 ? -1 : last[d];
      }
    }
    return Arrays.copyOf(of, used);
  }

  /** Finds the directions. Time O(n). */
  public static Deflation of(DominantMatrix m, Balance balance) {
    int n = m.size();
    double[] slack = new double[balance.count()];
    double[] diagonal = new double[balance.count()];
    int[] size = new int[balance.count()];
    boolean[] out = new boolean[balance.count()];
    for (int i = 0; i < n; i++) {
      int c = balance.component()[i];
      size[c]++;
      slack[c] += m.slack()[i];
      diagonal[c] += m.diagonal()[i];
      out[c] |= !(m.slack()[i] >= 0) || balance.sign()[i] == 0;
    }
    int count = 0;
    int[] number = new int[balance.count()];
    for (int c = 0; c < number.length; c++) {
      boolean loose = !out[c] && slack[c] <= WELL_HELD * diagonal[c]; // alone: only without any slack
      number[c] = loose ? count++ : -1;
    }
    double[] stiffness = new double[count];
    double[] total = new double[count];
    int[] members = new int[count];
    for (int c = 0; c < number.length; c++) {
      if (number[c] >= 0) {
        stiffness[number[c]] = slack[c];
        total[number[c]] = diagonal[c];
        members[number[c]] = size[c];
      }
    }
    int[] direction = new int[count == 0 ? 0 : n];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = number[balance.component()[i]];
    }
    return new Deflation(m, direction, balance.sign(), stiffness, total, members);
  }

  /** How many directions there are. */
  public int count() {
    return count;
  }

  /** How many of them nothing holds at all: S = 0. */
  public int free() {
    int free = 0;
    for (double s : stiffness) {
      free += s > 0 ? 0 : 1;
    }
    return free;
  }

  /** gᵀMg of row i's direction: its component's slack; infinite where there is none. */
  double stiffness(int i) {
    return count == 0 || direction[i] < 0 ? Double.POSITIVE_INFINITY : stiffness[direction[i]];
  }

  /** 1 − g_i h_i: what of row i's unit vector is left when the direction is taken out; 1 where there is none. */
  public double remainder(int i) {
    return count == 0 ? 1 : 1 - sign[i] * share[i];
  }

  /** 1/S, the known part of (M⁻¹)_ii along row i's direction; 0 where there is none or nothing holds it. */
  public double along(int i) {
    if (count == 0 || direction[i] < 0 || stiffness[direction[i]] == 0) {
      return 0;
    }
    return Math.min(Double.MAX_VALUE, 1 / stiffness[direction[i]]);
  }

  /**
   * B ← B − h gᵀB. Without slack gᵀB is a rounding error, or a part that M cannot produce; it is taken from each row in
   * proportion to its diagonal, lest it drown a row of tiny weights.
   */
  void project(int lanes, double[] b) {
    if (count > 0) {
      subtract(lanes, force, sums(lanes, sign, b), b);
    }
  }

  /**
   * X ← X − g hᵀX: from a solution of the deflated equation to x̃. Differences over edges are better taken before: a single
   * entry far off would shift all others.
   *
   * @param lanes how many vectors lie side by side in x
   */
  public void normalise(int lanes, double[] x) {
    if (count > 0) {
      subtract(lanes, sign, sums(lanes, share, x), x);
    }
  }

  /** Q ← Q − S h hᵀP and pq ← pq − S (hᵀP)²: from M P to the deflated product. */
  void correct(int lanes, double[] p, double[] q, double[] pq) {
    if (!held) {
      return;
    }
    double[] t = sums(lanes, share, p);
    for (int c = 0; c < count; c++) {
      for (int l = 0; l < lanes; l++) {
        double v = t[lanes * c + l];
        pq[l] -= stiffness[c] * v * v;
        t[lanes * c + l] = stiffness[c] * v;
      }
    }
    subtract(lanes, share, t, q);
  }

  /** X ← X + γ g with γ = gᵀB/S, and 0 where S = 0: from x̃ to M⁻¹B. */
  public void restore(int lanes, double[] b, double[] x) {
    if (!held) {
      return;
    }
    double[] t = sums(lanes, sign, b);
    for (int c = 0; c < count; c++) {
      for (int l = 0; l < lanes; l++) {
        t[lanes * c + l] *= stiffness[c] > 0 ? -1 / stiffness[c] : 0;
      }
    }
    subtract(lanes, sign, t, x);
  }

  private double[] sums(int lanes, double[] factor, double[] x) {
    double[] partial = new double[lanes * slotDirection.length];
    chunks.run(
        c -> ConjugateGradientKernel.gather(chunks.from(c), chunks.to(c), lanes, slot, factor, x, partial));
    double[] total = new double[lanes * count];
    for (int s = 0; s < slotDirection.length; s++) {
      for (int l = 0; l < lanes; l++) {
        total[lanes * slotDirection[s] + l] += partial[lanes * s + l];
      }
    }
    return total;
  }

  private void subtract(int lanes, double[] factor, double[] amount, double[] x) {
    chunks.run(c -> ConjugateGradientKernel.spread(chunks.from(c), chunks.to(c), lanes, direction, factor,
        amount, x));
  }
}
