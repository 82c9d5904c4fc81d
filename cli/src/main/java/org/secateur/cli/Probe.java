package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.secateur.boltzmann.Machine;
import org.secateur.boltzmann.chains.MeanField;
import org.secateur.study.LogisticRegression;
import org.secateur.io.ClassLabels;
import org.secateur.io.PatternData;

/**
 * What a logistic regression reads from the means of the top layer, and from the pixels themselves.
 *
 * @param error of the top layer, a share
 * @param pixelError of the pixels
 * @param samples how many it was measured on
 * @param heldOut whether they are others than those it was learned from
 */
record Probe(double error, double pixelError, int samples, boolean heldOut) {
  /** The paper's code takes a tenth of the cost for pixels. */
  private static final double PIXEL_SHARE = 0.1;
  /** A fifth of the rounds to the tolerance of training; the classes read are the same. */
  private static final MeanField MEANS = new MeanField(1e-5, 50);

  /** Pixels and classes, learned once for all machines. */
  static final class Reader {
    private final PatternData learned;
    private final PatternData asked;
    private final int[] labels;
    private final int[] wanted;
    private final int classes;
    private final double cost;
    private final LogisticRegression pixels;

    private Reader(PatternData learned, PatternData asked, ClassLabels from, ClassLabels of, double cost) {
      this.learned = learned;
      this.asked = asked;
      this.labels = from.toArray();
      this.wanted = of.toArray();
      this.classes = Math.max(from.classes(), of.classes());
      this.cost = cost;
      this.pixels = LogisticRegression.fit(learned.patterns(), labels, classes, PIXEL_SHARE * cost);
    }

    /** Reads classes from pixels. */
    LogisticRegression pixels() {
      return pixels;
    }

    /** The errors of a machine's top layer, and of the pixels. */
    Probe of(Machine machine) {
      int top = machine.layers() - 1;
      int width = machine.units(top);
      LogisticRegression probe = LogisticRegression.fit(
          MEANS.means(machine, learned.patterns(), top), width, labels, classes, cost);
      double error = probe.error(MEANS.means(machine, asked.patterns(), top), width, wanted);
      return new Probe(error, pixels.error(asked.patterns(), wanted), wanted.length, learned != asked);
    }
  }

  /** A reader, if data and test have labels of at least two classes. */
  static Optional<Reader> reader(Dataset data, EvaluationFlags flags) {
    PatternData asked = data.measured();
    if (flags.noProbe || data.training().labels().isEmpty() || asked.labels().isEmpty()
        || data.training().labels().get().classes() < 2) {
      return Optional.empty();
    }
    return Optional
        .of(new Reader(data.training(), asked, data.training().labels().get(), asked.labels().get(),
            flags.probeCost));
  }

  /** Standard error of a share. */
  static double standardError(double share, int samples) {
    return Math.sqrt(share * (1 - share) / samples);
  }

  /** As a document. */
  Map<String, Object> toJson() {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("probe_error", error);
    m.put("probe_error_standard_error", standardError(error, samples));
    m.put("pixel_error", pixelError);
    m.put("samples", samples);
    m.put("held_out", heldOut);
    return m;
  }
}
