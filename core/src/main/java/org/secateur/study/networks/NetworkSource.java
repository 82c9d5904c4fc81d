package org.secateur.study.networks;

import java.util.List;

import org.secateur.random.Seed;
import org.secateur.study.ClusteredNetwork;
import org.secateur.study.trials.Setting;

/** Where the networks of a study come from. */
public interface NetworkSource {

  /** Its name in study files. */
  String name();

  /** The parameters it takes, with the values they have if none is given; an empty value has to be given. */
  List<Given> parameters();

  /**
   * A network.
   *
   * @param setting has all of {@link #parameters}
   * @param seed of the draw
   */
  ClusteredNetwork network(Setting setting, Seed seed);

  /**
   * A parameter that a source takes.
   *
   * @param fallback its value if none is given; empty if one has to be
   */
  record Given(String key, String fallback) {
  }
}
