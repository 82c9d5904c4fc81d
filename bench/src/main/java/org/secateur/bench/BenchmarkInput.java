package org.secateur.bench;

import java.util.Locale;

import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.study.BlockModel;
import org.secateur.study.GridFamily;
import org.secateur.study.PreferentialAttachment;
import org.secateur.study.RandomGeometric;

/** The four families of large networks that scores are measured on. */
enum BenchmarkInput {
  GRID,
  GEOMETRIC,
  HUBS,
  BLOCKS;

  /** The Laplacian of about n neurons; the same for the same seed. */
  Network draw(int neurons, Seed seed) {
    return switch (this) {
      case GRID -> GridFamily.benchmark(neurons).generate(seed);
      case GEOMETRIC -> RandomGeometric.benchmark(neurons).generate(seed);
      case HUBS -> PreferentialAttachment.benchmark(neurons).generate(seed);
      case BLOCKS -> BlockModel.benchmark(neurons).generate(seed);
    };
  }

  /** The word on the command line and in file names. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
