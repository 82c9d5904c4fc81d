package org.secateur.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.secateur.dynamics.Drift;
import org.secateur.dynamics.Spectra;
import org.secateur.network.Edges;
import org.secateur.network.Kind;
import org.secateur.rnn.online.Decision;
import org.secateur.rnn.online.History;
import org.secateur.study.Progress;

/**
 * A folder that holds one network that pruned itself: the network at rest in the format of the input ({@code pruned.*}), its
 * leaks ({@code leak.csv}), itself over time ({@code history.csv}), every decision ({@code decisions.csv}), the resolved
 * configuration and, written last, {@code online.json} with the hashes of the others.
 */
public final class OnlineFolder {
  /** The file whose presence means complete. */
  public static final String SUMMARY = "online.json";
  /** The network over time. */
  public static final String HISTORY = "history.csv";
  /** Every decision. */
  public static final String DECISIONS = "decisions.csv";

  /** Beyond so many neurons no spectrum is computed for every row of the table. */
  private static final int LARGEST_SPECTRUM = 2000;

  private OnlineFolder() {
  }

  /**
   * Makes sure, before long work, that a folder can be put there.
   *
   * @throws InputException E194 if something is there that must not be replaced, E195 if it cannot be written
   */
  public static void requireFree(Path folder, Existing existing) throws InputException {
    AtomicDirectory.create(folder, SUMMARY, existing).close();
  }

  /** What the network's file is called. */
  public static String network(DeclaredNetwork declared, Optional<RecurrentLayer> trained) {
    return trained.map(RecurrentLayer::fileName)
        .orElseGet(() -> "pruned." + Bundle.ending(declared.source()));
  }

  /**
   * Writes the folder; it appears whole or not at all.
   *
   * @param trained the network of which this is the recurrent layer, to be written again whole
   * @param history of the declared network
   * @param table as {@link #history} makes it
   * @param summary the document to be written last; the hashes of the files are added to it
   * @param pages content of further files by name, such as a report
   */
  public static void write(DeclaredNetwork declared, Optional<RecurrentLayer> trained, History history,
      MetricsTable table, Path folder, Existing existing, Map<String, Object> summary, String configuration,
      Map<String, byte[]> pages) throws InputException {
    try (AtomicDirectory directory = AtomicDirectory.create(folder, SUMMARY, existing)) {
      double[] perEdge = history.amplifications(Double.POSITIVE_INFINITY);
      RawMatrix matrix = declared.pruned(history.edges().spread(perEdge, 1), history.network().leaks());
      Path network = directory.resolve(network(declared, trained));
      if (trained.isPresent()) {
        trained.get().write(matrix, network);
      } else {
        MatrixWriter.write(matrix, network,
            WriteOptions.DEFAULT.withFormat(declared.source().origin().format()));
      }
      if (declared.kind() == Kind.NETWORK) {
        SideFiles.writeLeaks(directory.resolve(Bundle.LEAK), history.network());
      }
      table.write(directory.resolve(HISTORY), Existing.REFUSE);
      decisions(declared, history, directory.resolve(DECISIONS));
      Files.writeString(directory.resolve(Bundle.CONFIGURATION), configuration);
      for (Map.Entry<String, byte[]> page : pages.entrySet()) {
        Files.write(directory.resolve(page.getKey()), page.getValue());
      }
      summary.put("files", RnnBundle.stamps(network.getParent()));
      directory.commit(Json.write(summary).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Partials.unwritable(folder, e);
    }
  }

  /**
   * The network over time, a row a moment: {@code leak_times}; {@code kept} edges and their {@code kept_fraction}; how many
   * {@code vanished} and how often one was {@code strengthened} since the row before; how many have {@code decided} at least
   * once; {@code absolute_weight}, Σ |w| over that at the beginning; {@code spectral_abscissa} of the drift in 1/s, negative where
   * it is stable, NaN for more than {@value #LARGEST_SPECTRUM} neurons.
   *
   * @param frames how many rows, at least 2
   */
  public static MetricsTable history(History history, int frames, Progress progress) {
    MetricsTable table = MetricsTable.of("leak_times", "kept", "kept_fraction", "vanished", "strengthened",
        "decided",
        "absolute_weight", "spectral_abscissa");
    List<History.Frame> all = history.frames(frames);
    double edges = Math.max(1, history.edges().count());
    double abscissa = Double.NaN;
    for (int k = 0; k < all.size(); k++) {
      progress.report("measuring stability", k, all.size());
      History.Frame f = all.get(k);
      boolean changed = k == 0 || f.vanished() + f.strengthened() > 0;
      if (changed && history.original().neurons() <= LARGEST_SPECTRUM) {
        abscissa = Spectra.abscissa(Drift.of(history.at(f.leakTimes())));
      }
      table = table.plus(f.leakTimes(), f.kept(), f.kept() / edges, f.vanished(), f.strengthened(),
          f.decided(),
          f.absoluteWeight(), abscissa);
    }
    return table;
  }

  private static void decisions(DeclaredNetwork declared, History history, Path file) throws IOException,
      InputException {
    NodeFields names = NodeFields.of(declared.stored());
    Edges edges = history.edges();
    List<Decision> decisions = history.decisions();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write("leak_times,pre,post,amplification\n".getBytes(StandardCharsets.UTF_8));
      TextRows.write(out, decisions.size(), (text, k) -> {
        Decision d = decisions.get(k);
        text.append(d.leakTimes()).append(',');
        names.append(text, edges.pre(d.edge()));
        text.append(',');
        names.append(text, edges.post(d.edge()));
        text.append(',').append(d.amplification()).append('\n');
      });
    }
  }
}
