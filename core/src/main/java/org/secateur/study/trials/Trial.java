package org.secateur.study.trials;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

import org.secateur.network.Require;

/**
 * One repetition of one setting.
 *
 * @param experiment what is done, with its version
 * @param setting how
 * @param measures what is measured
 * @param seed which repetition, from 1: trials of one seed are paired
 */
public record Trial(String experiment, Setting setting, List<String> measures, int seed) {
  private static final int DIGITS = 20;

  /** Copies the list. */
  public Trial {
    measures = List.copyOf(measures);
    Require.atLeast(seed, 1, "seed");
  }

  /**
   * The first {@value #DIGITS} hexadecimal digits of the SHA-256 of all that decides the trial. Two of a million trials share
   * one with a chance of 4 in 10¹³.
   */
  public String id() {
    StringBuilder all = new StringBuilder("secateur/trial/1\n").append(experiment).append('\n');
    new TreeMap<>(setting.values())
        .forEach((key, value) -> all.append(key).append('=').append(value).append('\n'));
    measures.stream().sorted().forEach(m -> all.append("measure=").append(m).append('\n'));
    all.append("seed=").append(seed).append('\n');
    return sha256(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  /** SHA-256 as 64 lower-case hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
