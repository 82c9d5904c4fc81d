package org.secateur.cli;

import java.util.Optional;
import java.util.stream.IntStream;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.data.CircularPatches;
import org.secateur.io.Existing;
import org.secateur.io.InputException;
import org.secateur.io.MetricsTable;
import org.secateur.io.PatternData;
import org.secateur.io.RunFolder;
import org.secateur.io.Sheet;
import org.secateur.io.picture.ColorMap;
import org.secateur.io.picture.LineChart;
import org.secateur.io.picture.ReceptiveFields;
import org.secateur.io.picture.TilePicture;

/** Pictures of a run, in its folder. */
final class MachinePictures {
  private static final int MOST_TILES = 100;
  /** A disc of 13 pixels on its sheet of 5x5. */
  private static final Sheet DISC = new Sheet(5, 5);

  private MachinePictures() {
  }

  /** Receptive fields of layer 1 of two machines on the same colours, and the curves of a pruning. */
  static void write(RunFolder.Writer folder, Machine before, Machine after, PatternData data,
      MetricsTable metrics) throws InputException {
    Optional<TilePicture> first = fields(before, data);
    Optional<TilePicture> last = fields(after, data);
    if (first.isPresent() && last.isPresent()) {
      double widest = Math.max(first.get().high(), last.get().high());
      first.get().withRange(-widest, widest).write(folder.resolve("pictures/fields-before.png"),
          Existing.REFUSE);
      last.get().withRange(-widest, widest).write(folder.resolve("pictures/fields-after.png"),
          Existing.REFUSE);
    }
    double[] synapses = metrics.numbers("synapses");
    double[] likelihood = metrics.numbers("log_likelihood");
    if (Double.isFinite(likelihood[0])) {
      LineChart.of("Pruning", "synapses", "log-likelihood, nats a pattern").withLogarithmic(true, false)
          .plus("trained again", synapses, likelihood, metrics.numbers("standard_error"))
          .write(folder.resolve("pictures/likelihood.png"), Existing.REFUSE);
    }
    double[] error = metrics.numbers("probe_error");
    if (Double.isFinite(error[0])) {
      LineChart.of("Pruning", "synapses", "share of classes misread").withLogarithmic(true, false)
          .plus("top layer", synapses, error).write(folder.resolve("pictures/error.png"), Existing.REFUSE);
    }
  }

  private static Optional<TilePicture> fields(Machine machine, PatternData data) {
    int[] units = IntStream.range(0, Math.min(MOST_TILES, machine.units(1))).toArray();
    float[][] fields = ReceptiveFields.of(machine, 1, units);
    return tiles(fields, machine.units(0), data);
  }

  private static Optional<TilePicture> tiles(float[][] rows, int width, PatternData data) {
    if (data.sheet().filter(s -> s.size() == width).isPresent()) {
      return Optional.of(TilePicture.of(rows, data.sheet().get(), ColorMap.DIVERGING));
    }
    if (width == CircularPatches.PIXELS) {
      return Optional
          .of(TilePicture.of(ReceptiveFields.onSheet(rows, disc(), DISC), DISC, ColorMap.DIVERGING));
    }
    return Optional.empty();
  }

  /** Places of the 13 pixels within a radius of 2.1 on 5x5. */
  static int[] disc() {
    return IntStream.range(0, DISC.size()).filter(at -> {
      int r = at / DISC.columns() - 2;
      int c = at % DISC.columns() - 2;
      return r * r + c * c <= 2.1 * 2.1;
    }).toArray();
  }

  /** Samples on their sheets; empty if nobody knows how their units lie, or the sheet is not theirs. */
  static Optional<TilePicture> samples(float[][] samples, Optional<Sheet> sheet) {
    int width = samples[0].length;
    if (sheet.isPresent()) {
      return sheet.filter(s -> s.size() == width).map(s -> TilePicture.of(samples, s, ColorMap.GREY));
    }
    if (width == CircularPatches.PIXELS) {
      return Optional.of(
          TilePicture.of(ReceptiveFields.onSheet(samples, disc(), DISC), DISC, ColorMap.GREY));
    }
    int side = (int) Math.round(Math.sqrt(width));
    return side * side == width
        ? Optional.of(TilePicture.of(samples, new Sheet(side, side), ColorMap.GREY))
        : Optional.empty();
  }
}
