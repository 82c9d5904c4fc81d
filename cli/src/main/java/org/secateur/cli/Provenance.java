package org.secateur.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.secateur.io.DeclaredNetwork;
import org.secateur.io.Notice;
import org.secateur.dynamics.Algebra;

/** Where a result came from: no user, no host, no absolute path. */
final class Provenance {
  private Provenance() {
  }

  static Map<String, Object> of(Configuration configuration, DeclaredNetwork declared, Stopwatch watch,
      List<Notice> notices) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("input", configuration.input());
    m.put("understood", facts(declared));
    m.put("configuration", configuration.flags());
    work(m, watch, notices);
    return m;
  }

  /** Of a run with a machine. */
  static Map<String, Object> of(Configuration configuration, Stopwatch watch, List<Notice> notices) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("input", configuration.input());
    m.put("command", configuration.verb());
    m.put("configuration", configuration.flags());
    work(m, watch, notices);
    return m;
  }

  private static void work(Map<String, Object> m, Stopwatch watch, List<Notice> notices) {
    m.put("tool", "secateur " + Version.number());
    m.put("commit", Version.commit());
    m.put("linear_algebra", Algebra.name());
    m.put("java", Runtime.version().toString());
    m.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    m.put("processors", Runtime.getRuntime().availableProcessors());
    m.put("wall_seconds", Math.round(watch.seconds() * 1000) / 1000.0);
    m.put("cpu_seconds", Math.round(Stopwatch.processorSeconds() * 1000) / 1000.0);
    m.put("warnings", notices.stream().map(n -> n.code() + ": " + n.message()).toList());
  }

  private static Map<String, Object> facts(DeclaredNetwork declared) {
    Map<String, Object> m = new LinkedHashMap<>();
    for (DeclaredNetwork.Fact fact : declared.facts()) {
      m.put(fact.name().toLowerCase(java.util.Locale.ROOT), fact.value());
    }
    return m;
  }
}
