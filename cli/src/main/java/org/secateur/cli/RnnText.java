package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.secateur.io.CellLayout;
import org.secateur.io.NetworkFile;
import org.secateur.rnn.GatedNetwork;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.evaluate.Performance;

/** Trained networks and how well they do, in words and as documents. */
final class RnnText {
  private RnnText() {
  }

  static String line(RecurrentNetwork network) {
    String units = network.units() == 1 ? "unit" : "units";
    String kind = switch (network) {
      case RateNetwork rate ->
        "%s %s, step %s".formatted(word(rate.transfer()), units, Text.plain(rate.step()));
      case GatedNetwork gated -> "gated %s, reset %s the product, %s".formatted(units, word(gated.reset()),
          word(gated.candidate()));
    };
    return "%s, %s %s, %s; %s".formatted(Text.count(network.inputs(), "input"), Text.count(network.units()),
        kind,
        Text.count(network.outputs(), "output"), Text.count(network.synapses(), "recurrent weight"));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static Map<String, Object> json(NetworkFile file) {
    CellLayout layout = file.layout();
    RecurrentNetwork network = file.network();
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("names", layout.family());
    m.put("recurrent", layout.recurrent());
    m.put("inputs", network.inputs());
    m.put("units", network.units());
    m.put("outputs", network.outputs());
    m.put("gates", network.gates());
    switch (network) {
      case RateNetwork rate -> {
        m.put("transfer", rate.transfer());
        m.put("step", (double) rate.step());
      }
      case GatedNetwork gated -> {
        m.put("transfer", gated.candidate());
        m.put("reset", gated.reset());
      }
    }
    m.put("recurrent_weights", network.synapses());
    return m;
  }

  static String words(Performance.Measured p) {
    String text = "accuracy %s ± %s".formatted(Text.percent(p.accuracy()), Text.percent(p.standardError()));
    if (!Double.isNaN(p.decisions())) {
      text += ", %s of decisions".formatted(Text.percent(p.decisions()));
    }
    return Double.isNaN(p.squaredError()) ? text : text + ", squared error " + Text.number(p.squaredError());
  }

  static Map<String, Object> json(Performance p) {
    Map<String, Object> m = new LinkedHashMap<>();
    switch (p) {
      case Performance.Measured measured -> {
        m.put("accuracy", measured.accuracy());
        m.put("standard_error", measured.standardError());
        if (!Double.isNaN(measured.decisions())) {
          m.put("decisions", measured.decisions());
        }
        if (!Double.isNaN(measured.squaredError())) {
          m.put("squared_error", measured.squaredError());
        }
        m.put("answers", measured.asked());
        m.put("trials", measured.trials());
      }
      case Performance.Diverged(var where) -> {
        m.put("diverged_step", where.step());
        m.put("diverged_trial", where.trial());
        m.put("diverged_neuron", where.unit());
      }
    }
    return m;
  }

  static String words(Performance p) {
    return switch (p) {
      case Performance.Measured m -> words(m);
      case Performance.Diverged(var d) ->
        "diverges: neuron %d at step %d of trial %d".formatted(d.unit(), d.step(), d.trial());
    };
  }

  /** Accuracy after over accuracy before; 0 for a network that diverges. */
  static double retention(Performance before, Performance after) {
    return before instanceof Performance.Measured b && after instanceof Performance.Measured a
        ? a.accuracy() / b.accuracy()
        : 0;
  }

  /** The share of accuracy that is left, with its interval. */
  static String retained(Performance before, Performance after) {
    return Text.percent(retention(before, after)) + Performance.retention(before, after)
        .map(r -> ", 95 %% of new trials: %s to %s".formatted(Text.percent(r.low()), Text.percent(r.high())))
        .orElse("");
  }

  /** One line of a table of prunings: rows of several runs can be put under one header. */
  static String csv(Map<String, ?> document) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (String key : List.of("mask", "repair", "synapses", "kept", "kept_fraction", "rows_without_synapse",
        "input_error", "before", "after", "retention", "retention_low", "retention_high")) {
      Object value = document.get(key);
      row.put(key, value instanceof Map<?, ?> m ? m.get("accuracy") : value);
    }
    row.replaceAll((key, value) -> value == null ? "" : value);
    return Text.csv(List.of(row)).stripTrailing();
  }
}
