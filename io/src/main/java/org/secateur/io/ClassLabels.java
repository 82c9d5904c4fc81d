package org.secateur.io;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The class of each sample, a whole number from 0. Immutable. */
public final class ClassLabels {
  private final int[] label; // (samples), each at least 0
  private final int classes;

  private ClassLabels(int[] label, int classes) {
    this.label = label;
    this.classes = classes;
  }

  /**
   * Labels.
   *
   * @param labels (samples), each at least 0; copied
   * @throws IllegalArgumentException if one is negative
   */
  public static ClassLabels of(int[] labels) {
    int most = -1;
    for (int label : labels) {
      if (label < 0) {
        throw new IllegalArgumentException("a label must not be negative, was " + label);
      }
      most = Math.max(most, label);
    }
    return new ClassLabels(labels.clone(), most + 1);
  }

  /**
   * Labels as a file holds them: as many as there are samples, in one dimension or in one row or column.
   *
   * @param samples how many there have to be; labels belong to samples by their order
   * @throws InputException E111 for other shapes, E206 if there are more or fewer, E207 if they are no classes
   */
  static ClassLabels of(NumberArray array, int samples, String data) throws InputException {
    long[] shape = array.dimensionsAsLong();
    boolean line = shape.length == 1 || (shape.length == 2 && (shape[0] == 1 || shape[1] == 1));
    if (!line) {
      throw InputException
          .of("E111",
              array.name() + " has shape " + Words.shape(shape) + "; one label for each sample is needed.")
          .at(array.name());
    }
    double[] values = array.values();
    if (values.length != samples) {
      throw InputException
          .of("E206", Words.quote(array.name()) + " has " + Words.some(values.length, "label") + "; "
              + Words.quote(data) + " has " + Words.some(samples, "sample") + ".")
          .at(array.name());
    }
    return of(values, array.name());
  }

  /** Labels of whole numbers; E207 if they are something else. */
  static ClassLabels of(double[] values, String name) throws InputException {
    int[] labels = new int[values.length];
    double most = -1;
    for (int k = 0; k < values.length; k++) {
      double x = values[k];
      if (!(x >= 0 && x < Integer.MAX_VALUE) || x != Math.rint(x)) {
        throw InputException
            .of("E207", "label " + Words.count(k + 1L) + " of " + Words.quote(name) + " is " + Words.number(x)
                + "; classes are whole numbers from 0.")
            .at("label " + Words.count(k + 1L) + " of " + name);
      }
      labels[k] = (int) x;
      most = Math.max(most, x);
    }
    if (most + 1 > values.length) {
      throw InputException
          .of("E207", "labels of " + Words.quote(name) + " reach " + Words.number(most) + ": more classes ("
              + Words.number(most + 1) + ") than labels (" + Words.count(values.length) + ").")
          .at(name);
    }
    return of(labels);
  }

  /** Number of samples. */
  public int count() {
    return label.length;
  }

  /** One more than the largest label. */
  public int classes() {
    return classes;
  }

  /** The class of a sample. */
  public int label(int sample) {
    return label[sample];
  }

  /** All of them, as a new array. */
  public int[] toArray() {
    return label.clone();
  }

  /** How many samples each class has, as a new array (classes). */
  public int[] sizes() {
    int[] size = new int[classes];
    for (int k : label) {
      size[k]++;
    }
    return size;
  }

  /** The classes below the largest that no sample has. */
  List<Integer> empty() {
    int[] size = sizes();
    return IntStream.range(0, classes).filter(k -> size[k] == 0).boxed().toList();
  }

  /**
   * Makes sure that test samples have no class that training samples had not.
   *
   * @throws InputException E207 if they have
   */
  public void requireWithin(int known, String name) throws InputException {
    if (classes > known) {
      throw InputException
          .of("E207", "labels of " + Words.quote(name) + " reach " + (classes - 1) + "; only "
              + Words.count(known) + (known == 1 ? " class was" : " classes were") + " trained.")
          .at(name);
    }
  }

  /** The labels of some samples, in order. */
  ClassLabels select(int[] samples) {
    return new ClassLabels(Arrays.stream(samples).map(k -> label[k]).toArray(), classes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClassLabels l && Arrays.equals(l.label, label);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(label);
  }

  @Override
  public String toString() {
    return "ClassLabels[" + label.length + " of " + classes + "]";
  }
}
