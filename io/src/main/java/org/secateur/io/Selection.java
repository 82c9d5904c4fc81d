package org.secateur.io;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which matrix of an array with three dimensions. */
sealed interface Selection {

  /** No choice made: the array has to have two dimensions. */
  record Whole() implements Selection {
  }

  /** One index fixed; a negative one counts from the end. */
  record Slice(int axis, int index) implements Selection {
  }

  /** The mean over the third axis. */
  record Mean() implements Selection {
  }

  /** The text of a choice, cut off from the name before it. */
  record Cut(String name, Selection selection) {
  }

  Pattern SLICE = Pattern.compile("(.*)\\[ *(:|-?\\d{1,9}) *, *(:|-?\\d{1,9}) *, *(:|-?\\d{1,9}) *\\]");
  String MEAN = "@mean";

  /** Cuts {@code [:,:,0]} or {@code @mean} off, if the text ends so. */
  static Optional<Cut> cut(String text) {
    if (text.endsWith(MEAN)) {
      return Optional.of(new Cut(text.substring(0, text.length() - MEAN.length()), new Mean()));
    }
    Matcher m = SLICE.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int axis = -1;
    int fixed = 0;
    for (int a = 0; a < 3; a++) {
      if (!m.group(a + 2).equals(":")) {
        axis = a;
        fixed++;
      }
    }
    return fixed == 1
        ? Optional.of(new Cut(m.group(1), new Slice(axis, Integer.parseInt(m.group(axis + 2)))))
        : Optional.empty();
  }

  /** The matrix chosen. */
  default NumberArray of(NumberArray array) throws InputException {
    if (array.dimensions() == 2 && this instanceof Whole) {
      return array;
    }
    long[] shape = array.dimensionsAsLong();
    if (array.dimensions() != 3) {
      throw InputException
          .of("E111", array.name() + " has shape " + describe(shape) + "; "
              + (this instanceof Whole
                  ? "a matrix has two dimensions."
                  : "only an array of three dimensions has slices."))
          .at(array.name());
    }
    return switch (this) {
      case Whole() -> throw InputException.of("E111", array.name() + " has shape " + describe(shape) + ".")
          .at(array.name())
          .withHint("choose one slice, " + array.name() + "[:,:,0], or the mean, " + array.name() + "@mean");
      case Mean() -> {
        if (shape[2] == 0) {
          throw InputException
              .of("E111", array.name() + " has shape " + describe(shape) + ": no mean of nothing.")
              .at(array.name());
        }
        yield array.mean();
      }
      case Slice(int axis, int index) -> {
        long at = index < 0 ? index + shape[axis] : index;
        if (at < 0 || at >= shape[axis]) {
          throw InputException
              .of("E111",
                  array.name() + " has shape " + describe(shape) + ": there is no slice " + index
                      + " along axis "
                      + axis + ".")
              .at(array.name())
              .withHint("slices are numbered from 0 to " + (shape[axis] - 1));
        }
        yield array.slice(axis, (int) at);
      }
    };
  }

  private static String describe(long[] shape) {
    return shape.length == 0 ? "() (a single number)" : Words.shape(shape);
  }
}
