package org.secateur.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.secateur.network.Edges;
import org.secateur.network.Network;
import org.secateur.prune.Plan;
import org.secateur.prune.Pruned;
import org.secateur.study.Progress;

/** Every edge's fate as a table; a pair of a symmetric network has one row. */
final class SynapseTable {
  static final String HEADER = "pre,post,weight,score,keep_probability,kept,new_weight";

  private SynapseTable() {
  }

  static void write(Path file, DeclaredNetwork declared, Pruned pruned, Progress progress)
      throws InputException {
    Network stored = declared.stored();
    NodeFields names = NodeFields.of(stored);
    Plan plan = pruned.plan();
    Edges edges = plan.scores().edges();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
      TextRows.write(out, edges.count(), (text, e) -> {
        double weight = stored.weight(edges.synapse(e));
        names.append(text, edges.pre(e));
        text.append(',');
        names.append(text, edges.post(e));
        text.append(',').append(weight);
        text.append(',').append(plan.scores().score(e));
        text.append(',').append(plan.keepProbability(e));
        text.append(pruned.kept(e) ? ",1," : ",0,").append(weight * pruned.amplification(e)).append('\n');
      }, progress);
    } catch (IOException e) {
      throw Partials.unwritable(file, e);
    }
  }

}
