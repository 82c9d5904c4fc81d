package org.secateur.random;

/**
 * The one number an experiment is reproduced from. The k-th draw of a stage can be had in order, from
 * {@link #stream}, or by key, from {@link #uniform}; both are SplitMix64 (Steele, Lea and Flood, OOPSLA 2014),
 * owned here so that no Java release can change it.
 *
 * <p>Among S stages of N draws each, two overlap with probability at most about S² N / 2⁶⁴.
 *
 * @param value any integer
 */
public record Seed(long value) {

  /** The seed a command uses when none is given. */
  public static final Seed DEFAULT = new Seed(1);

  /**
   * A uniform number on [0, 1), a multiple of 2⁻⁵³.
   *
   * @param stage what the number is for; stages do not share draws
   * @param key which draw of the stage, from 0
   */
  public double uniform(String stage, long key) {
    return (mix(start(stage) + NoiseStream.GAMMA * (key + 1)) >>> 11) * 0x1p-53;
  }

  /** The draws of a stage in order: draw number k of {@link #uniform} is the k-th of the stream. */
  public NoiseStream stream(String stage) {
    return new NoiseStream(start(stage));
  }

  /** Standard normal numbers of a stage by key. */
  public GaussianField gaussians(String stage) {
    return new GaussianField(start(stage));
  }

  /**
   * An independent seed for one repetition of a stage.
   *
   * @param stage what is repeated
   * @param index which repetition, from 0
   */
  public Seed child(String stage, long index) {
    return new Seed(mix(start(stage) + NoiseStream.GAMMA * (index + 1)));
  }

  /** The state of SplitMix64 before the first draw of a stage. */
  long start(String stage) {
    long hash = mix(value + NoiseStream.GAMMA);
    for (int i = 0; i < stage.length(); i++) {
      hash = mix(hash ^ (stage.charAt(i) + NoiseStream.GAMMA));
    }
    return hash;
  }

  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
