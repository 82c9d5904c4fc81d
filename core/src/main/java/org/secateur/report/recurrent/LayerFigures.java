package org.secateur.report.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.linalg.DenseAlgebra;
import org.secateur.linalg.Matrix;
import org.secateur.linalg.Spectrum;
import org.secateur.report.Axis;
import org.secateur.report.Binning;
import org.secateur.report.Figure;
import org.secateur.report.Numerals;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Values;

/** Pictures of a layer before and after: eigenvalues, weights, factors, the mask. */
final class LayerFigures {
  /** All eigenvalues of a larger layer take minutes. */
  private static final int MOST_UNITS = 1_500;
  private static final int BLOCKS = 128;
  private static final int CIRCLE = 120;
  private static final double UNCHANGED = 1e-6; // relative; weights are single precision

  private final RecurrentCase of;
  private final int h;
  private final int gates;
  private final float[] before;
  private final float[] after;

  LayerFigures(RecurrentCase of) {
    this.of = of;
    this.h = of.before().units();
    this.gates = of.before().gates();
    this.before = of.before().recurrent();
    this.after = of.after().recurrent();
  }

  private String gate(int g) {
    return gates == 1 ? "" : "gate " + (g + 1);
  }

  /** Eigenvalues of W in the complex plane, a panel a gate. */
  Part spectrum() {
    if (h > MOST_UNITS) {
      return new Part.Missing("Eigenvalues",
          Numerals.format("all eigenvalues are drawn up to %,d units", MOST_UNITS));
    }
    List<Panel> panels = new ArrayList<>();
    for (int g = 0; g < gates; g++) {
      Spectrum a = eigenvalues(before, g);
      Spectrum b = eigenvalues(after, g);
      panels.add(new Panel.Plot(gate(g), Axis.linear("Re λ", ""), Axis.linear("Im λ", ""), List.of(
          new Series.Line("|λ| = 1", Role.BACKGROUND, Series.Stroke.DASHED,
              Values.of(CIRCLE + 1, k -> Math.cos(2 * Math.PI * k / CIRCLE)),
              Values.of(CIRCLE + 1, k -> Math.sin(2 * Math.PI * k / CIRCLE))),
          points("original", Role.ORIGINAL, a), points("pruned", Role.PRUNED, b))));
    }
    return new Figure("spectrum", "Eigenvalues of the recurrent weights, before and after",
        "Eigenvalues of the recurrent weight matrix in the complex plane, original and pruned.",
        new Figure.Guide(
            "Every eigenvalue of W as a point, with the unit circle. The network linearised at rest, −x + W x, is unstable"
                + " where Re λ passes 1; trained networks often are, and are held by their transfer function.",
            "The outlying points, those the task made, coincide; the disc of the others may shrink.",
            "Points far outside the old ones: dividing by small keep probabilities made a few weights enormous.",
            "--repair capped or refit instead of rescale, or keep more."),
        panels, Optional.empty());
  }

  private Spectrum eigenvalues(float[] stacked, int g) {
    double[] w = new double[h * h];
    for (int q = 0; q < w.length; q++) {
      w[q] = stacked[g * h * h + q];
    }
    return DenseAlgebra.best().eigenvalues(Matrix.fromRowMajor(h, h, w));
  }

  private static Series points(String name, Role role, Spectrum s) {
    return Series.Points.of(name, role, Values.of(s.size(), s::re), Values.of(s.size(), s::im));
  }

  private boolean isSynapse(int q) {
    return before[q] != 0 && q / h % h != q % h;
  }

  private int[] synapses() {
    return IntStream.range(0, before.length).filter(this::isSynapse).toArray();
  }

  private int[] kept() {
    return IntStream.of(synapses()).filter(q -> after[q] != 0).toArray();
  }

  /** Weights before and after, and the one against the other. */
  Part weights() {
    int[] all = synapses();
    int[] kept = kept();
    if (kept.length == 0) {
      return new Part.Missing("Weights", "no synapse is left");
    }
    double[] old = IntStream.of(all).mapToDouble(q -> before[q]).toArray();
    double[] now = IntStream.of(kept).mapToDouble(q -> after[q]).toArray();
    double[] keptOld = IntStream.of(kept).mapToDouble(q -> before[q]).toArray();
    return Figure.of("weights", "Weights, before and after",
        "Histograms of recurrent weights before and after, and every kept weight after against before.",
        new Figure.Guide(
            "Left, how weights are distributed; right, every kept synapse, its weight after against before. Unchanged weights lie"
                + " on a line through 0 with slope 1, rescaled ones above it, refitted ones in a cloud.",
            "No weight is many times larger than any was before.",
            "A few weights dwarf all others: tails of 1/p.",
            "--repair capped or refit."),
        Binning.histogram("distribution", "weight", "", "synapses",
            List.of(Binning.Named.of("original", Role.ORIGINAL, old),
                Binning.Named.of("pruned", Role.PRUNED, now))),
        Binning.cloud("kept synapses", Axis.linear("weight before", ""), Axis.linear("weight after", ""),
            List.of(Binning.Cloud.of("kept", Role.PRUNED, keptOld, now))));
  }

  /** What kept weights were multiplied with. */
  Part factors() {
    double[] factor = IntStream.of(kept()).mapToDouble(q -> (double) after[q] / before[q]).toArray();
    long changed = IntStream.range(0, factor.length).filter(k -> Math.abs(factor[k] - 1) > UNCHANGED).count();
    if (changed == 0) {
      return new Part.Missing("Factors", "every kept weight is what it was: nothing was multiplied");
    }
    double largest = IntStream.range(0, factor.length).mapToDouble(k -> factor[k]).max().orElse(1);
    long capped = of.cap().isEmpty()
        ? 0
        : IntStream.range(0, factor.length)
            .filter(k -> factor[k] >= largest * (1 - 10 * UNCHANGED)).count();
    String title = of.cap().isEmpty()
        ? "What kept weights were multiplied with"
        : Numerals.format("Factors, cut off at the %s quantile of 1/p: %s at %s",
            Numerals.percent(of.cap().getAsDouble()),
            Numerals.count(capped, "synapse"), Numerals.number(largest));
    return Figure.of("factors", title, "Histogram of the factors between kept weights after and before.",
        new Figure.Guide(
            "w'/w of every kept synapse. Rescaling divides by the keep probability: factors of 1 and more; capping cuts the tail"
                + " off, and what is cut sits in the last bin. A refit may weaken a synapse or turn its sign: below 0.",
            "No factor beyond ten or so.",
            "A tail over orders of magnitude: few synapses carry what many did, with all the noise of their draws.",
            "--repair capped --cap 0.5, or refit."),
        Binning.histogram("factors", "w'/w", "", "kept synapses",
            List.of(Binning.Named.of("kept", Role.PRUNED, factor))));
  }

  /** Which synapses stay: block means of large layers. */
  Part mask() {
    List<Panel> panels = new ArrayList<>();
    int blocks = Math.min(h, BLOCKS);
    for (int g = 0; g < gates; g++) {
      double[] kept = new double[blocks * blocks];
      double[] all = new double[kept.length];
      for (int i = 0; i < h; i++) {
        for (int j = 0; j < h; j++) {
          int q = (g * h + i) * h + j;
          int cell = (int) ((long) i * blocks / h) * blocks + (int) ((long) j * blocks / h);
          all[cell] += isSynapse(q) ? 1 : 0;
          kept[cell] += isSynapse(q) && of.masks().get(g).keeps(i, j) ? 1 : 0;
        }
      }
      List<String> names = IntStream.range(0, blocks)
          .mapToObj(b -> blocks == h ? "unit " + b : "block " + (b + 1)).toList();
      panels.add(new Panel.HeatMap(gate(g), Axis.of("from", names), Axis.of("onto", names),
          Axis.linear(blocks == h ? "kept" : "share kept", ""), Panel.Shades.SEQUENTIAL, blocks,
          Values.of(kept.length, c -> all[c] == 0 ? Double.NaN : kept[c] / all[c])));
    }
    return new Figure("mask", "Which synapses stay",
        "The mask over receiving and sending units: kept synapses, dropped ones, and those that never were.",
        new Figure.Guide(
            "Rows receive, columns send, in the file's order." + (blocks == h
                ? ""
                : " A cell is a block of units, its colour the share of its synapses that stay."),
            "Kept synapses spread over rows, or follow a structure that is known.",
            "Empty rows: units that no other unit drives any more.",
            "--mask wanda keeps as many in every row; keep more."),
        panels, Optional.empty());
  }

  /** How many inputs and outputs units keep. */
  Part degrees() {
    double[] in = new double[h * gates];
    double[] out = new double[h * gates];
    for (int q : kept()) {
      in[q / h]++;
      out[q / (h * h) * h + q % h]++;
    }
    return Figure.of("degrees", "How many synapses units keep",
        "Histograms of the number of kept inputs and outputs of every unit.",
        new Figure.Guide(
            "Over all units" + (gates == 1 ? "" : " and gates")
                + ", how many others they still hear and reach.",
            "One hump, away from 0.", "A pile at 0: units cut off.", "Another mask, or keep more."),
        Binning.histogram("inputs", "kept inputs of a unit", "", "units",
            List.of(Binning.Named.of("kept", Role.PRUNED, in))),
        Binning.histogram("outputs", "kept outputs of a unit", "", "units",
            List.of(Binning.Named.of("kept", Role.PRUNED, out))));
  }
}
