package org.secateur.cli;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Values inside a document, by path: names of fields and places in lists. A value that is not there fails the test. */
final class Tree {
  private Tree() {
  }

  static Object at(Object document, Object... path) {
    Object here = document;
    for (Object step : path) {
      @Nullable
      Object next = here instanceof Map<?, ?> m
          ? m.get(step)
          : here instanceof List<?> l && step instanceof Integer i ? l.get(i) : null;
      if (next == null) {
        throw new AssertionError("no " + step + " in " + here);
      }
      here = next;
    }
    return here;
  }

  static double number(Object document, Object... path) {
    return ((Number) at(document, path)).doubleValue();
  }

  static List<?> list(Object document, Object... path) {
    return (List<?>) at(document, path);
  }
}
