package org.secateur.cli;

import java.util.stream.IntStream;

import org.secateur.boltzmann.Enumeration;
import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.Patterns;
import org.secateur.boltzmann.fisher.InformationMatrix;
import org.secateur.boltzmann.fisher.PairStatistics;
import org.secateur.boltzmann.prune.EvidenceSource;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.RunFolder;
import org.secateur.io.picture.ColorMap;
import org.secateur.io.picture.LineChart;
import org.secateur.io.picture.TilePicture;
import org.secateur.random.Seed;

/** The Fisher information of a machine before and after pruning, as pictures in the folder of the run. */
final class InformationPictures {
  /** Multiply-adds of a matrix of information that take seconds: 13-70 by enumeration needs half of it. */
  private static final double MOST_WORK = 0x1p34;

  private InformationPictures() {
  }

  /**
   * Heat maps of p (1 − p), p = ⟨v h⟩, a row for each lower unit and a column for each upper one, grey where there is no
   * synapse, on the same colours before and after; and the eigenvalues of the whole matrix where that takes seconds.
   *
   * @param source where the rates are from
   */
  static void write(RunFolder.Writer folder, EvidenceSource source, Machine before, Machine after,
      Patterns patterns, long seed) throws InputException {
    Seed draws = new Seed(seed).child("pictures of information", 0);
    PairStatistics first = source.gather(before, patterns, draws).statistics();
    PairStatistics last = source.gather(after, patterns, draws).statistics();
    for (int l = 0; l + 1 < before.layers(); l++) {
      TilePicture whole = heatMap(before, first, l);
      double most = Math.max(Float.MIN_NORMAL, whole.high());
      whole.withRange(0, most).write(folder.resolve("pictures/information-%d-before.png".formatted(l)),
          Existing.REFUSE);
      heatMap(after, last, l).withRange(0, most)
          .write(folder.resolve("pictures/information-%d-after.png".formatted(l)), Existing.REFUSE);
    }
    if (isQuick(before)) {
      LineChart spectrum = plus(
          LineChart.of("Fisher information", "rank", "eigenvalue").withLogarithmic(true, true),
          "before", before);
      plus(spectrum, "after", after).write(folder.resolve("pictures/eigenvalues.png"), Existing.REFUSE);
    }
  }

  private static TilePicture heatMap(Machine machine, PairStatistics statistics, int l) {
    double[] pairs = statistics.pairs(l);
    float[] information = new float[pairs.length];
    int columns = machine.units(l + 1);
    for (int at = 0; at < pairs.length; at++) {
      information[at] = machine.mask(l).contains(at / columns, at % columns)
          ? (float) (pairs[at] * (1 - pairs[at]))
          : Float.NaN;
    }
    return TilePicture.heatMap(information, machine.units(l), columns, ColorMap.SEQUENTIAL);
  }

  /** A machine that loses units and synapses stays quick. */
  private static boolean isQuick(Machine machine) {
    if (!Enumeration.isPossible(machine) || machine.parameters() > InformationMatrix.MOST_PARAMETERS) {
      return false;
    }
    int even = IntStream.range(0, machine.layers()).filter(l -> l % 2 == 0).map(machine::units).sum();
    int enumerated = Math.min(even, machine.totalUnits() - even);
    return Math.pow(2, enumerated) * Math.pow((double) machine.parameters(), 2) <= MOST_WORK;
  }

  private static LineChart plus(LineChart chart, String name, Machine machine) {
    double[] values = InformationMatrix.exact(Enumeration.of(machine)).eigenvalues();
    return chart.plus(name, IntStream.rangeClosed(1, values.length).asDoubleStream().toArray(), values);
  }
}
