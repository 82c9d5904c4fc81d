package org.secateur.spectral;

import java.util.function.Supplier;

import org.secateur.network.Parts;
import org.secateur.spectral.Extreme.Evidence;

/** The pencil of a network made of parts, from those of the parts. Mutable; ends in {@link #pencil}. */
final class PencilUnion {
  private final int n;
  private final Parts parts;
  private final End low = new End(-1);
  private final End high = new End(1);
  private int free;
  private double force;
  private boolean indefinite;
  private boolean tooLarge;

  PencilUnion(Parts parts, int n) {
    this.parts = parts;
    this.n = n;
  }

  /** A neuron by itself, where M and M' are numbers. */
  void single(int i, double before, double after) {
    if (before < 0) {
      indefinite = true;
    } else if (before == 0) {
      force = Math.max(force, Math.abs(after));
      free++;
    } else {
      double ratio = after / before;
      Supplier<double[]> pattern = () -> {
        double[] x = new double[n];
        x[i] = 1;
        return x;
      };
      low.take(ratio, 0, ratio, true, Evidence.WEIGHTS, 0, pattern);
      high.take(ratio, 0, ratio, true, Evidence.WEIGHTS, 0, pattern);
    }
  }

  /** Part c, of several neurons. */
  void part(Pencil pencil, int c) {
    switch (pencil) {
      case Pencil.Range(Extreme l, Extreme h, int f, Pencil.Method method) -> {
        take(low, l, c);
        take(high, h, c);
        free += f;
      }
      case Pencil.Indefinite() -> indefinite = true;
      case Pencil.FreeModeHeld(double f) -> force = Math.max(force, f);
      case Pencil.NothingRestored() -> free += parts.size(c);
      case Pencil.TooLarge(int m, int limit) -> tooLarge = true;
    }
  }

  private void take(End end, Extreme e, int c) {
    end.take(e.value(), e.residual(), e.bound(), e.converged(), e.evidence(), e.doubt(), () -> {
      double[] x = new double[n];
      double[] inside = e.vector();
      for (int k = 0; k < inside.length; k++) {
        x[parts.member(c, k)] = inside[k];
      }
      return x;
    });
  }

  /** The whole. */
  Pencil pencil() {
    if (indefinite) {
      return new Pencil.Indefinite();
    }
    if (force > 0) {
      return new Pencil.FreeModeHeld(force);
    }
    if (tooLarge) {
      return new Pencil.TooLarge(n, Pencil.MAX_NEURONS);
    }
    return low.empty
        ? new Pencil.NothingRestored()
        : new Pencil.Range(low.extreme(), high.extreme(), free, Pencil.Method.SPARSE);
  }

  /** The outermost of several extremes at one side; its bound is the outermost bound, and doubts add up. */
  private static final class End {
    private final int side;
    private boolean empty = true;
    private double value;
    private double residual;
    private double bound;
    private boolean converged = true;
    private Evidence evidence = Evidence.NONE;
    private double doubt;
    private Supplier<double[]> pattern = () -> new double[0];

    End(int side) {
      this.side = side;
    }

    void take(double newValue, double newResidual, double newBound, boolean good, Evidence shownBy,
        double newDoubt,
        Supplier<double[]> where) {
      converged &= good;
      doubt = Math.min(1, doubt + newDoubt);
      if (empty || side * newValue > side * value) {
        value = newValue;
        residual = newResidual;
        pattern = where;
      }
      if (empty || side * newBound > side * bound) {
        bound = newBound;
        evidence = shownBy;
      }
      empty = false;
    }

    Extreme extreme() {
      return new Extreme(value, residual, bound, converged, pattern.get(), evidence,
          evidence == Evidence.NONE ? 0 : doubt);
    }
  }
}
