package org.secateur.boltzmann.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.secateur.boltzmann.Machine;
import org.secateur.network.Require;
import org.secateur.prune.Budget;
import org.secateur.random.Seed;

/**
 * How many synapses stay, and where they are counted: exactly that many, the highest scores; ties are broken by the seed and
 * the place.
 *
 * @param budgets one for all layers together, or one for each pair of layers; of the synapses there are, not of those there
 *     once were
 * @param scope whether layers are counted apart
 * @param zeros what becomes of scores of exactly zero
 */
public record Selection(List<Budget> budgets, Scope scope, Zeros zeros) {

  /** Whether layers are counted apart. */
  public enum Scope {
    /** Each pair of layers by itself. */
    PER_LAYER,
    /** All synapses in one order. */
    GLOBAL
  }

  /** What becomes of synapses whose score is exactly zero. */
  public enum Zeros {
    /** No more go than the budget asks. */
    COUNTED,
    /** If there are more of them than are to go, all of them go: the authors' default. */
    ALL_GO
  }

  public Selection {
    budgets = List.copyOf(budgets);
    Require.atLeast(budgets.size(), 1, "the number of budgets");
    if (scope == Scope.GLOBAL && budgets.size() > 1) {
      throw new IllegalArgumentException(
          "one order over all layers takes one budget, were " + budgets.size());
    }
    for (Budget budget : budgets) {
      if (budget instanceof Budget.Epsilon) {
        throw new IllegalArgumentException(
            "a budget must be a fraction or a number of synapses, was " + budget);
      }
    }
  }

  /** Keeps a fraction of each pair of layers: one fraction for all, or one for each. */
  public static Selection perLayer(double... fractions) {
    return new Selection(Arrays.stream(fractions).<Budget>mapToObj(Budget.KeepFraction::new).toList(),
        Scope.PER_LAYER,
        Zeros.COUNTED);
  }

  /** Keeps a fraction of all synapses. */
  public static Selection global(double fraction) {
    return new Selection(List.of(new Budget.KeepFraction(fraction)), Scope.GLOBAL, Zeros.COUNTED);
  }

  /**
   * Rounds that keep the same fraction of each pair of layers each, counted from the first machine: after k rounds
   * ⌊n fractionᵏ⌋ synapses. Criteria that follow them are compared at equal numbers.
   */
  public static List<Selection> geometric(Machine first, int rounds, double... fractions) {
    List<Selection> selections = new ArrayList<>();
    for (int k = 1; k <= rounds; k++) {
      List<Budget> budgets = new ArrayList<>();
      for (int l = 0; l + 1 < first.layers(); l++) {
        double fraction = fractions[Math.min(l, fractions.length - 1)];
        budgets.add(new Budget.EdgeCount(kept(StrictMath.pow(fraction, k), first.mask(l).synapses())));
      }
      selections.add(new Selection(budgets, Scope.PER_LAYER, Zeros.COUNTED));
    }
    return selections;
  }

  /** This with another fate of zeros. */
  public Selection withZeros(Zeros other) {
    return new Selection(budgets, scope, other);
  }

  /** ⌊fraction · count⌋, where a product that is a whole number but for rounding counts as that number. */
  static long kept(double fraction, long count) {
    return (long) Math.floor(fraction * count * (1 + 0x1p-48));
  }

  /**
   * The synapses that go.
   *
   * @param seed breaks ties
   * @return (layers − 1) positions in the masks, ascending
   */
  public int[][] removed(Machine machine, Scores scores, Seed seed) {
    int pairs = machine.layers() - 1;
    if (budgets.size() != 1 && budgets.size() != pairs) {
      throw new IllegalArgumentException("needs 1 or " + pairs + " budgets, has " + budgets.size());
    }
    List<Place> places = new ArrayList<>();
    int[][] removed = new int[pairs][];
    for (int l = 0; l < pairs; l++) {
      List<Place> layer = places(machine, scores, l, seed);
      places.addAll(layer);
      if (scope == Scope.PER_LAYER) {
        removed[l] = positions(lowest(layer, budgets.get(Math.min(l, budgets.size() - 1))), l);
      }
    }
    if (scope == Scope.GLOBAL) {
      List<Place> gone = lowest(places, budgets.get(0));
      Arrays.setAll(removed, l -> positions(gone, l));
    }
    return removed;
  }

  private record Place(int layer, int position, double score, double tie) {
  }

  private static List<Place> places(Machine machine, Scores scores, int l, Seed seed) {
    int[] positions = machine.mask(l).positions();
    double[] values = scores.values(l);
    return IntStream.range(0, positions.length)
        .mapToObj(k -> new Place(l, positions[k], values[k], seed.uniform("ties " + l, positions[k])))
        .toList();
  }

  private List<Place> lowest(List<Place> places, Budget budget) {
    long kept = switch (budget) {
      case Budget.KeepFraction(double fraction) -> kept(fraction, places.size());
      case Budget.EdgeCount(long count) -> Math.min(count, places.size());
      case Budget.Epsilon epsilon -> throw new IllegalStateException("refused above: " + epsilon);
    };
    long going = places.size() - kept;
    if (zeros == Zeros.ALL_GO) {
      going = Math.max(going, places.stream().filter(p -> p.score == 0).count());
    }
    return places.stream().sorted(Comparator.comparingDouble(Place::score).thenComparingDouble(Place::tie)
        .thenComparingInt(Place::layer).thenComparingInt(Place::position)).limit(going).toList();
  }

  private static int[] positions(List<Place> places, int layer) {
    return places.stream().filter(p -> p.layer == layer).mapToInt(Place::position).sorted().toArray();
  }
}
