package org.secateur.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.secateur.dynamics.LeakRule;
import org.secateur.io.Declaration;
import org.secateur.io.InputException;
import org.secateur.io.Interpretation;
import org.secateur.io.MatrixReader;
import org.secateur.io.RawMatrix;
import org.secateur.io.ReadOptions;
import org.secateur.network.Kind;
import org.secateur.network.Network;
import org.secateur.network.Orientation;
import org.secateur.random.Seed;
import org.secateur.study.ClusteredNetwork;
import org.secateur.study.networks.NetworkSource;
import org.secateur.study.trials.Setting;

/** Networks read from files, the same for every seed; the leak is {@code dominant:slack}. */
final class FileNetworks implements NetworkSource {
  private final Path folder;
  private final Map<String, Network> read = new ConcurrentHashMap<>();

  /** Of files named relative to a folder. */
  FileNetworks(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public List<Given> parameters() {
    return List.of(new Given("file", ""), new Given("sha256", "any"), new Given("kind", "network"),
        new Given("orientation", "post-rows"), new Given("slack", "0.01"));
  }

  @Override
  public ClusteredNetwork network(Setting setting, Seed seed) {
    Network network = read.computeIfAbsent(
        setting.only(parameters().stream().map(Given::key).toList()).toString(), key -> load(setting));
    return new ClusteredNetwork(network, java.util.Collections.nCopies(network.neurons(), 0));
  }

  /** The file of a setting, without any member. */
  Path file(String spec) {
    return folder.resolve(spec.replaceFirst("::.*", ""));
  }

  private Network load(Setting setting) {
    try {
      RawMatrix raw = MatrixReader.read(folder.resolve(setting.text("file")).toString(), ReadOptions.DEFAULT);
      Kind kind = Kind.valueOf(setting.text("kind").toUpperCase(Locale.ROOT));
      Declaration declaration = Declaration.NONE.withKind(kind)
          .withOrientation(
              setting.text("orientation").equals("pre-rows") ? Orientation.PRE_ROWS : Orientation.POST_ROWS);
      if (kind == Kind.NETWORK) {
        declaration = declaration.withLeak(new LeakRule.Dominant(setting.number("slack")));
      }
      return Interpretation.of(raw, declaration).network();
    } catch (InputException e) {
      throw new IllegalArgumentException(e.code() + ": " + e.message(), e);
    }
  }
}
