package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.secateur.certify.Level;
import org.secateur.dynamics.Drift;
import org.secateur.network.Network;
import org.secateur.prune.PruningRule;
import org.secateur.random.Seed;
import org.secateur.report.RouteWords;
import org.secateur.study.Forecast;
import org.secateur.study.Forecasts;
import org.secateur.study.Precision;
import org.secateur.study.PruningRequest;
import org.secateur.study.RouteChoice;
import org.secateur.study.ScoreMethod;
import org.secateur.study.ScoreRoute;
import org.secateur.study.Scoring;

/** Settles how scores will be found, before anything long begins: the route, its forecast, whether it is allowed. */
final class RouteCheck {
  /** What a certificate of few neurons takes is not worth a refusal. */
  private static final double SMALL_BYTES = 64e6;

  private final PruningRequest request;
  private final RouteChoice choice;

  private RouteCheck(PruningRequest request, RouteChoice choice) {
    this.request = request;
    this.choice = choice;
  }

  /**
   * What is to be done besides scoring.
   *
   * @param certificate how much is measured, if anything
   * @param writes whether a bundle is written
   */
  record Besides(Optional<Level> certificate, boolean writes) {
    static final Besides NOTHING = new Besides(Optional.empty(), false);
  }

  /**
   * Chooses, refuses what would not fit the memory, and says what will take long.
   *
   * @param memory most bytes to plan for
   */
  static RouteCheck of(PruningRequest asked, Network network, Besides besides, long memory, Console console) {
    Drift own = Drift.of(network);
    if (asked.rule().evidence() == PruningRule.Evidence.NONE) {
      RouteCheck check = new RouteCheck(asked,
          new RouteChoice(asked.route(), new RouteChoice.Why.Asked(), Forecast.NONE));
      check.rest(own, besides, memory, console);
      return check;
    }
    Drift drift = Scoring.drivenDrift(own, asked.rule());
    ScoreRoute wanted = asked.rule().evidence() == PruningRule.Evidence.LAPLACIAN
        ? Scoring.solved(asked.route())
        : asked.route();
    RouteChoice choice = RouteChoice.of(wanted, drift, (double) memory);
    if (choice.forecast().bytes() > memory) {
      throw tooLarge(choice, drift, memory);
    }
    RouteCheck check = new RouteCheck(asked.withRoute(choice.route()), choice);
    check.rest(own, besides, memory, console);
    return check;
  }

  /** The whole of the work: what of it does not fit, and how long it takes. */
  private void rest(Drift drift, Besides besides, long memory, Console console) {
    Forecast certificate = besides.certificate.map(level -> Forecasts.certificate(drift, level))
        .orElse(Forecast.NONE);
    Forecast pruning = besides.certificate.isPresent() ? Forecasts.pruning(drift.network()) : Forecast.NONE;
    Forecast writing = besides.writes ? Forecasts.writing(drift.network()) : Forecast.NONE;
    if (certificate.bytes() > Math.max((double) memory, SMALL_BYTES)) {
      throw Failure.of(ExitCode.LIMIT, "E190",
          "a certificate for %s nodes needs about %s; %s allowed.".formatted(Text.count(drift.size()),
              Text.bytes(certificate.bytes()), Text.bytes((double) memory)),
          "--memory " + Text.memory(1.1 * certificate.bytes()));
    }
    Forecast whole = choice.forecast().then(pruning).then(certificate).then(writing)
        .beside(Forecasts.held(drift.network()));
    if (whole.seconds() > ReadingCheck.WORTH_SAYING_SECONDS) {
      StringBuilder parts = new StringBuilder();
      part(parts, "scores", choice.forecast());
      part(parts, "certificate", certificate);
      part(parts, "writing", writing);
      boolean scored = choice.forecast().seconds() > 0;
      console.remark("Forecast    about %s and %s: %s%s", Text.duration(whole.seconds()),
          Text.bytes(whole.bytes()), parts,
          scored ? " (" + choice.route().name() + ": " + RouteWords.why(choice) + ")" : "");
    }
  }

  private static void part(StringBuilder parts, String name, Forecast forecast) {
    if (forecast.seconds() >= 1) {
      parts.append(parts.isEmpty() ? "" : ", ").append(name).append(' ')
          .append(Text.duration(forecast.seconds()));
    }
  }

  private static Failure tooLarge(RouteChoice choice, Drift drift, long memory) {
    ScoreRoute less = drift.isSymmetric() && drift.isDiagonallyDominant()
        ? new ScoreRoute.Sketched(Precision.DEFAULT, Seed.DEFAULT)
        : new ScoreRoute.Simulated(Optional.empty(), Seed.DEFAULT);
    Forecast other = RouteChoice.of(less, drift, Double.POSITIVE_INFINITY).forecast();
    String message = "%s scores for %s nodes need about %s; %s allowed.".formatted(choice.route().name(),
        Text.count(drift.size()), Text.bytes(choice.forecast().bytes()), Text.bytes((double) memory));
    String hint = choice.route().name().equals(less.name()) || other.bytes() >= choice.forecast().bytes()
        ? "--memory " + Text.memory(1.1 * choice.forecast().bytes())
        : "--scores %s --certify quick needs about %s and %s, or raise --memory to %s".formatted(less.name(),
            Text.bytes(other.bytes()), Text.duration(Math.max(0.1, other.seconds())),
            Text.memory(1.1 * choice.forecast().bytes()));
    return Failure.of(ExitCode.LIMIT, "E190", message, hint);
  }

  /** The request with a route that says how it works. */
  PruningRequest request() {
    return request;
  }

  /** How the scores were found, for people. */
  String words(Scoring.Ready scoring) {
    boolean chosen = scoring.facts().method() != ScoreMethod.NONE
        && !(choice.why() instanceof RouteChoice.Why.Asked);
    String known = scoring.facts().sketch().map(s -> Text.format(" (%s snapshots, mean error %s)",
        Text.count(s.probes()), Text.percent(s.meanError()))).orElse("");
    return RouteWords.method(scoring.facts().method()) + known
        + (chosen ? "; " + RouteWords.why(choice) : "");
  }

  /** How the scores were found, for machines. */
  Map<String, Object> json(Scoring.Ready scoring) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("route", request.route().name());
    m.put("method", scoring.facts().method().name().toLowerCase(java.util.Locale.ROOT));
    m.put("why", RouteWords.why(choice));
    m.put("residual", scoring.facts().residual());
    scoring.facts().samples().ifPresent(s -> m.put("effective_samples", s.effectiveSamples()));
    scoring.facts().sketch().ifPresent(s -> {
      m.put("snapshots", s.probes());
      m.put("mean_error", s.meanError());
      m.put("preconditioner", s.preconditioner());
      m.put("iterations", s.iterations());
      m.put("unresolved", s.unresolved());
    });
    return m;
  }
}
