package org.secateur.io;

import java.util.Optional;

/**
 * How the numbers of a file become binary patterns, in this order: colours to grey, crop, scale, threshold, patches. Start
 * from {@link #DEFAULT} and change what is needed. For MNIST as Scholl, Rule and Hennig (2021) use it:
 * {@code DEFAULT.withCrop(new Crop(4, 23, 4, 23)).withThreshold(new Threshold.Mean())}.
 *
 * @param sheet {@code --sheet 28x28}: how the columns of a table lie beside each other; empty: as the dimensions of the
 *     array say
 * @param colors {@code --gray}: what to make of three colours
 * @param crop {@code --crop 4..23}: which part of the sheet is used
 * @param scale {@code --scale 255}: what every value is divided by
 * @param threshold {@code --threshold}: how values become 0 and 1; mean and median are over what the crop leaves
 * @param patch {@code --patch}: which pieces are the patterns
 * @param labels {@code --labels}, {@code --label-column}: where the classes are
 */
public record PatternOptions(Optional<Sheet> sheet, Colors colors, Optional<Crop> crop, double scale,
    Threshold threshold, Patch patch, LabelSource labels) {

  /** Numbers that are 0 and 1 already, taken as they are. */
  public static final PatternOptions DEFAULT = new PatternOptions(Optional.empty(), Colors.REFUSE,
      Optional.empty(),
      1, new Threshold.None(), new Patch.Whole(), new LabelSource.Unstated());

  /** What to make of three colours. */
  public enum Colors {
    /** The file is refused. */
    REFUSE,
    /** Their mean. */
    GRAY
  }

  /** Checks the scale. */
  public PatternOptions {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("scale must be positive and finite, was " + scale);
    }
  }

  /** The same with another {@link #sheet}. */
  public PatternOptions withSheet(Sheet value) {
    return new PatternOptions(Optional.of(value), colors, crop, scale, threshold, patch, labels);
  }

  /** The same with other {@link #colors}. */
  public PatternOptions withColors(Colors value) {
    return new PatternOptions(sheet, value, crop, scale, threshold, patch, labels);
  }

  /** The same with another {@link #crop}. */
  public PatternOptions withCrop(Crop value) {
    return new PatternOptions(sheet, colors, Optional.of(value), scale, threshold, patch, labels);
  }

  /** The same with another {@link #scale}. */
  public PatternOptions withScale(double value) {
    return new PatternOptions(sheet, colors, crop, value, threshold, patch, labels);
  }

  /** The same with another {@link #threshold}. */
  public PatternOptions withThreshold(Threshold value) {
    return new PatternOptions(sheet, colors, crop, scale, value, patch, labels);
  }

  /** The same with another {@link #patch}. */
  public PatternOptions withPatch(Patch value) {
    return new PatternOptions(sheet, colors, crop, scale, threshold, value, labels);
  }

  /** The same with other {@link #labels}. */
  public PatternOptions withLabels(LabelSource value) {
    return new PatternOptions(sheet, colors, crop, scale, threshold, patch, value);
  }
}
