package org.secateur.prune;

/**
 * One neuron's stretch of a systematic walk: points lie one apart from a start in [0, 1), and an edge is kept if one of them
 * falls into its part, as long as its probability. What lies before the stretch is known by its length alone, so that
 * stretches may be walked one by one, in any order and anywhere.
 */
public final class SystematicStretch {
  private SystematicStretch() {
  }

  /**
   * The length of a stretch, summed in its order; edges that are certain have none.
   *
   * @param probability in the order of the walk
   */
  public static double length(double[] probability, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += probability[k] < 1 ? probability[k] : 0;
    }
    return sum;
  }

  /**
   * Where stretches begin and end: entry k and k + 1 for stretch k. Summed with Kahan's correction, with which 10⁸ edges
   * neither gain nor lose a point.
   *
   * @param length of each, in the order of the walk
   */
  public static double[] bounds(double[] length) {
    double[] bound = new double[length.length + 1];
    double sum = 0;
    double carry = 0;
    for (int k = 0; k < length.length; k++) {
      double y = length[k] - carry;
      double t = sum + y;
      carry = (t - sum) - y;
      sum = t;
      bound[k + 1] = sum;
    }
    return bound;
  }

  /**
   * Which edges of a stretch are kept.
   *
   * @param probability in the order of the walk
   * @param begin where the stretch begins
   * @param end where it ends
   * @param start of the points
   * @param kept at the positions of the probabilities; overwritten
   */
  public static void draw(double[] probability, int from, int to, double begin, double end, double start,
      boolean[] kept) {
    int last = to - 1;
    while (last >= from && probability[last] >= 1) {
      last--;
    }
    double sum = 0;
    double before = points(begin, start);
    for (int k = from; k < to; k++) {
      if (probability[k] >= 1) {
        kept[k] = true;
        continue;
      }
      sum += probability[k];
      double after = points(k == last ? end : Math.min(end, begin + sum), start);
      kept[k] = after > before;
      before = after;
    }
  }

  /** How many points lie before x. */
  private static double points(double x, double start) {
    return Math.max(0, Math.ceil(x - start));
  }
}
