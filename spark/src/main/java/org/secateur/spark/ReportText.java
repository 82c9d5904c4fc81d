package org.secateur.spark;

import java.util.LinkedHashMap;
import java.util.Map;

import org.secateur.dynamics.SketchFacts;
import org.secateur.io.CertificateJson;
import org.secateur.io.Json;

/** A result as a document. */
final class ReportText {
  private ReportText() {
  }

  static String json(ClusterJob job, ClusterReport report) {
    return Json.write(document(job, report));
  }

  static Map<String, Object> document(ClusterJob job, ClusterReport report) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("schema", "secateur/spark-prune/1");
    m.put("input", job.input());
    m.put("rule", job.rule());
    m.put("seed", job.seed().value());
    m.put("neurons", report.neurons());
    m.put("edges", report.edges());
    m.put("kept_edges", report.keptEdges());
    m.put("kept_fraction", report.keptFraction());
    m.put("forest_edges", report.forestEdges());
    m.put("factor", report.factor());
    m.put("diagonally_dominant", report.dominant());
    m.put("components", report.components());
    m.put("cut_components", report.cutComponents());
    report.sketch().ifPresent(s -> m.put("sketch", sketch(s)));
    m.put("certificate",
        report.certificate().map(c -> (Object) CertificateJson.of(c, Integer::toString))
            .orElse("not asked for"));
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("partitions", report.partitions());
    cluster.put("vectors", report.spread().way().name().toLowerCase(java.util.Locale.ROOT));
    cluster.put("bytes_out_for_each_product", 8L * 8 * report.spread().numbers());
    cluster.put("bytes_back_for_each_product", 8L * 8 * report.neurons());
    m.put("cluster", cluster);
    return m;
  }

  private static Map<String, Object> sketch(SketchFacts facts) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("snapshots", facts.probes());
    m.put("preconditioner", facts.preconditioner());
    m.put("iterations", facts.iterations());
    m.put("residual", facts.residual());
    m.put("unresolved", facts.unresolved());
    m.put("mean_relative_error", facts.meanError());
    m.put("free_modes", facts.freeModes());
    return m;
  }
}
