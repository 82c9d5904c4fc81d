package org.secateur.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Plan;
import org.secateur.prune.Pruned;

/** Every edge's fate as a table; a pair of a symmetric network has one row. */
final class SynapseTable {
  static final String HEADER = "pre,post,weight,score,keep_probability,kept,new_weight";

  private SynapseTable() {
  }

  static void write(Path file, DeclaredNetwork declared, Pruned pruned) throws InputException {
    Network stored = declared.stored();
    Plan plan = pruned.plan();
    Edges edges = plan.scores().edges();
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(HEADER);
      out.write('\n');
      for (int e = 0; e < edges.count(); e++) {
        double weight = stored.weight(edges.synapse(e));
        out.write(CsvField.quote(stored.label(edges.pre(e))));
        out.write(',');
        out.write(CsvField.quote(stored.label(edges.post(e))));
        out.write(',');
        out.write(Double.toString(weight));
        out.write(',');
        out.write(Double.toString(plan.scores().score(e)));
        out.write(',');
        out.write(Double.toString(plan.keepProbability(e)));
        out.write(pruned.kept(e) ? ",1," : ",0,");
        out.write(Double.toString(weight * pruned.amplification(e)));
        out.write('\n');
      }
    } catch (IOException e) {
      throw Partials.unwritable(file, e);
    }
  }

}
