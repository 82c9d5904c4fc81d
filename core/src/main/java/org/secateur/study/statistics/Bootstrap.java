package org.secateur.study.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

import org.secateur.network.Require;
import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/**
 * Percentile intervals by resampling. Efron, "Bootstrap methods: another look at the jackknife", The Annals of Statistics
 * 1979.
 *
 * @param resamples how many samples are drawn with replacement
 * @param level the interval's nominal coverage, in (0, 1); of few values it covers less than that
 * @param seed of the draws
 */
public record Bootstrap(int resamples, double level, Seed seed) {
  /** Enough that the ends of a 95 % interval rest on fifty resamples each. */
  public static final int DEFAULT_RESAMPLES = 2000;
  /** The usual coverage. */
  public static final double DEFAULT_LEVEL = 0.95;

  /** Checks the options. */
  public Bootstrap {
    Require.atLeast(resamples, 1, "resamples");
    Require.positive(level, "level");
    Require.within(level, 0, 1, "level");
  }

  /** The defaults. */
  public static Bootstrap standard() {
    return new Bootstrap(DEFAULT_RESAMPLES, DEFAULT_LEVEL, Seed.DEFAULT);
  }

  /**
   * From where to where.
   *
   * @param low lower end; NaN of nothing
   * @param high upper end
   */
  public record Interval(double low, double high) {
  }

  /** The interval of the median. */
  public Interval median(double... values) {
    return of(Sample::median, values);
  }

  /** The interval of a statistic; a single value is its own interval. */
  public Interval of(ToDoubleFunction<Sample> statistic, double... values) {
    double[] known = Sample.of(values).toArray();
    if (known.length == 0) {
      return new Interval(Double.NaN, Double.NaN);
    }
    NoiseStream stream = seed.stream("bootstrap");
    double[] found = new double[resamples];
    double[] drawn = new double[known.length];
    for (int r = 0; r < resamples; r++) {
      Arrays.setAll(drawn, k -> known[(int) (stream.nextDouble() * known.length)]);
      found[r] = statistic.applyAsDouble(Sample.of(drawn));
    }
    Sample all = Sample.of(found);
    double tail = 50 * (1 - level);
    return new Interval(all.percentile(tail), all.percentile(100 - tail));
  }
}
