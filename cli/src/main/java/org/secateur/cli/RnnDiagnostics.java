package org.secateur.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.secateur.random.Seed;
import org.secateur.rnn.RateNetwork;
import org.secateur.rnn.RecurrentNetwork;
import org.secateur.rnn.Trials;
import org.secateur.rnn.evaluate.ExpanderMargin;
import org.secateur.rnn.evaluate.LayerSpectrum;
import org.secateur.rnn.evaluate.LyapunovSpectrum;
import org.secateur.rnn.evaluate.RateTangent;
import org.secateur.rnn.evaluate.TopCurvature;
import org.secateur.rnn.mask.Mask;
import org.secateur.rnn.mask.Weights;
import org.secateur.rnn.train.LossGradient;
import org.secateur.study.RecurrentPruning;

/** What can be measured of a recurrent layer: as lines, and as a document. */
final class RnnDiagnostics {
  /** Ten exponents, the last 2,000 of 2,500 steps counted. */
  private static final LyapunovSpectrum.Settings EXPONENTS = new LyapunovSpectrum.Settings(10, 50, 200, 10);
  /** Trials whose loss the curvature is of: more of them change it by a few percent. */
  private static final int CURVATURE_TRIALS = 64;

  private RnnDiagnostics() {
  }

  /** Spectrum and connectivity of each gate: one eigenvalue problem and one of singular values. */
  static Map<String, Object> ofLayer(RecurrentNetwork network, Console console) {
    List<Map<String, Object>> gates = new ArrayList<>();
    for (int g = 0; g < network.gates(); g++) {
      Weights weights = RecurrentPruning.gate(network.recurrent(), g, network.units());
      LayerSpectrum spectrum = LayerSpectrum.of(weights);
      ExpanderMargin expander = ExpanderMargin.of(Mask.all(weights));
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("spectral_radius", spectrum.radius());
      m.put("spectral_abscissa", spectrum.abscissa());
      m.put("expander_margin", Double.isFinite(expander.margin()) ? (Object) expander.margin() : "infinite");
      m.put("spectral_gap", expander.gap());
      m.put("rows_without_synapse", expander.emptyRows());
      gates.add(m);
      String gate = network.gates() == 1 ? "" : " of gate " + g;
      console.say("Spectrum    radius %s, abscissa %s%s", Text.number(spectrum.radius()),
          Text.number(spectrum.abscissa()), gate);
      console.say("Expander    margin %s%s (Ramanujan bound; below 0 connections are poor), %s",
          Text.number(expander.margin()),
          gate, Text.count(expander.emptyRows(), "row") + " without synapse");
    }
    return Map.of("gates", gates);
  }

  /** Lyapunov exponents under no input, from random voltages. */
  static Map<String, Object> exponents(RateNetwork network, Seed seed, Console console) {
    LyapunovSpectrum spectrum = LyapunovSpectrum.of(
        new RateTangent(network, new float[network.inputs()], seed),
        EXPONENTS, seed);
    double[] exponents = spectrum.exponents();
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("exponents_nats_per_step", exponents);
    m.put("standard_error_of_largest", spectrum.standardError(0));
    m.put("kaplan_yorke_dimension", spectrum.kaplanYorkeDimension());
    console.say(
        "Lyapunov    largest exponent %s ± %s nats a step without input: %s; Kaplan-Yorke dimension %s%s",
        Text.number(exponents[0]), Text.number(spectrum.standardError(0)),
        exponents[0] > 3 * spectrum.standardError(0) ? "chaotic" : "not chaotic",
        spectrum.kaplanYorkeDimension() >= exponents.length ? "at least " : "",
        Text.number(spectrum.kaplanYorkeDimension()));
    return m;
  }

  /** The top eigenvalue of the loss's Hessian with respect to the recurrent synapses, on the first trials. */
  static Map<String, Object> curvature(RateNetwork network, Trials trials, Seed seed, Console console) {
    Trials some = trials.slice(0, Math.min(CURVATURE_TRIALS, trials.count()));
    LossGradient gradient = new LossGradient(network, some);
    TopCurvature top = TopCurvature.of(gradient::at, gradient.weights(), TopCurvature.Settings.SINGLE, seed);
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("eigenvalue", top.eigenvalue());
    m.put("residual", top.residual());
    m.put("steps", top.steps());
    m.put("converged", top.converged());
    m.put("trials", some.count());
    console.say("Curvature   top Hessian eigenvalue of the loss %s ± %s%s, %s", Text.number(top.eigenvalue()),
        Text.number(top.residual()), top.converged() ? "" : " (not converged)",
        Text.count(some.count(), "trial"));
    return m;
  }
}
