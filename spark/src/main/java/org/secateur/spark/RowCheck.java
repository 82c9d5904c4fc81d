package org.secateur.spark;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Supplier;

import org.secateur.spark.EdgeBatch.Trouble;

/** What every row of an edge list must be, however it was read. */
record RowCheck(boolean dropLoops) implements Serializable {
  /** Neurons are counted by int, and blocks of eight numbers a neuron must fit into an array. */
  static final int MOST_NEURONS = (Integer.MAX_VALUE - 8) / 8;

  /** Takes a row into a batch, leaves it out, or notes what is wrong with it. */
  void take(long post, long pre, double weight, EdgeBatch batch, Supplier<String> where) {
    Optional<Trouble> trouble = trouble(post, pre, weight, where);
    if (trouble.isPresent()) {
      batch.fail(trouble.get());
    } else if (weight != 0 && post != pre) {
      batch.add((int) post, (int) pre, weight);
    }
  }

  private Optional<Trouble> trouble(long post, long pre, double weight, Supplier<String> where) {
    long least = Math.min(post, pre);
    if (least < 0 || Math.max(post, pre) >= MOST_NEURONS) {
      return Optional.of(new Trouble("E158",
          "neuron %d is not between 0 and %d".formatted(least < 0 ? least : Math.max(post, pre),
              MOST_NEURONS - 1),
          where.get(), "number the neurons from 0 without gaps"));
    }
    if (Double.isNaN(weight)) {
      return Optional.of(new Trouble("E120", "the weight of %d, %d is NaN".formatted(post, pre), where.get(),
          "leave the row out, or give it a weight"));
    }
    if (Double.isInfinite(weight)) {
      return Optional.of(
          new Trouble("E121", "the weight of %d, %d is infinite".formatted(post, pre), where.get(), ""));
    }
    if (post == pre && weight != 0 && !dropLoops) {
      return Optional.of(new Trouble("E154", "neuron %d is connected to itself".formatted(post), where.get(),
          "--self-loops drop leaves self-connections out"));
    }
    return Optional.empty();
  }
}
