package org.secateur.report;

/** What a line or a colour stands for; the same in every figure of a report. */
public enum Role {
  /** The network or machine as it was. */
  ORIGINAL,
  /** What the rule made of it. */
  PRUNED,
  /** The control by degree. */
  DEGREE,
  /** The control by weight. */
  WEIGHT,
  /** The uniform control. */
  UNIFORM,
  /** The largest weights. */
  LARGEST,
  /** What was kept and matters. */
  KEPT,
  /** What was lost and matters. */
  LOST,
  /** What is there for orientation. */
  BACKGROUND;

  /** The role of a rule's result, by the rule's name. */
  public static Role ofRule(String rule) {
    return switch (rule) {
      case "degree" -> DEGREE;
      case "weight" -> WEIGHT;
      case "uniform" -> UNIFORM;
      case "top" -> LARGEST;
      default -> PRUNED;
    };
  }
}
