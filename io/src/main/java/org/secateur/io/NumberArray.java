package org.secateur.io;

import java.util.List;

/** An array of numbers as a container holds it, in the container's order. */
final class NumberArray {
  private final String name;
  private final List<Integer> shape;
  private final boolean columnMajor;
  private final ElementType type;
  private final double[] values;
  private final Notation notation;

  /** How a subscript is written in the language the file comes from. */
  enum Notation {
    /** W[16, 401], from 0. */
    NUMPY,
    /** W(17, 402), from 1. */
    MATLAB,
    /** Row and column of a text file, from 1. */
    TEXT
  }

  /**
   * An array.
   *
   * @param name file and member, for messages
   * @param shape length of each dimension
   * @param columnMajor true if the first index runs fastest
   * @param type what the container stores
   * @param values all of them, in the container's order; taken over, not copied
   * @param notation how this container's users write a subscript
   */
  NumberArray(String name, List<Integer> shape, boolean columnMajor, ElementType type, double[] values,
      Notation notation) {
    this.name = name;
    this.shape = List.copyOf(shape);
    this.columnMajor = columnMajor;
    this.type = type;
    this.values = values;
    this.notation = notation;
  }

  String name() {
    return name;
  }

  ElementType type() {
    return type;
  }

  boolean columnMajor() {
    return columnMajor;
  }

  Notation notation() {
    return notation;
  }

  /** The values themselves, in the container's order: whoever takes them may change them. */
  double[] values() {
    return values;
  }

  int dimensions() {
    return shape.size();
  }

  long[] dimensionsAsLong() {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }

  int rows() {
    return shape.get(0);
  }

  int columns() {
    return shape.get(1);
  }

  /** The element of a two-dimensional array. */
  double get(int i, int j) {
    return values[position(i, j)];
  }

  int position(int i, int j) {
    return columnMajor ? j * rows() + i : i * columns() + j;
  }

  /** Row of the element at a position of a two-dimensional array. */
  int rowAt(int position) {
    return columnMajor ? position % rows() : position / columns();
  }

  int columnAt(int position) {
    return columnMajor ? position / rows() : position % columns();
  }

  /** The place of an element of a two-dimensional array as its users write it. */
  String place(int position) {
    int i = rowAt(position);
    int j = columnAt(position);
    return switch (notation) {
      case NUMPY -> name + "[" + i + ", " + j + "]";
      case MATLAB -> name + "(" + (i + 1) + ", " + (j + 1) + ")";
      case TEXT -> "row " + Words.count(i + 1) + ", column " + Words.count(j + 1) + " of " + name;
    };
  }

  /** The element [i, j, k] of a three-dimensional array. */
  private double get(int i, int j, int k) {
    int b = shape.get(1);
    int c = shape.get(2);
    return values[columnMajor ? (k * b + j) * shape.get(0) + i : (i * b + j) * c + k];
  }

  /** The matrix left of a three-dimensional array when index {@code axis} is fixed. */
  NumberArray slice(int axis, int index) {
    int a = axis == 0 ? shape.get(1) : shape.get(0);
    int b = axis == 2 ? shape.get(1) : shape.get(2);
    double[] out = new double[a * b];
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < b; j++) {
        out[i * b + j] = switch (axis) {
          case 0 -> get(index, i, j);
          case 1 -> get(i, index, j);
          default -> get(i, j, index);
        };
      }
    }
    return new NumberArray(name, List.of(a, b), false, type, out, notation);
  }

  /** The mean over the third axis of a three-dimensional array, summed in order of the index. */
  NumberArray mean() {
    int a = shape.get(0);
    int b = shape.get(1);
    int c = shape.get(2);
    double[] out = new double[a * b];
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < b; j++) {
        double sum = 0;
        for (int k = 0; k < c; k++) {
          sum += get(i, j, k);
        }
        out[i * b + j] = sum / c;
      }
    }
    ElementType meanType = type.bytes() == 0 ? ElementType.REAL : ElementType.FLOAT64;
    return new NumberArray(name, List.of(a, b), false, meanType, out, notation);
  }
}
