package org.secateur.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntToDoubleFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.secateur.random.NoiseStream;
import org.secateur.random.Seed;

/** Small networks and the bytes of small files. */
final class Fixtures {
  private Fixtures() {
  }

  /** Clusters of eight with all pairs joined, weights in [½, 1½], and one bridge from each to the next: symmetric. */
  static double[][] clusters(int count) {
    int n = 8 * count;
    double[][] w = new double[n][n];
    NoiseStream stream = new Seed(3).stream("fixture");
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        boolean joined = i / 8 == j / 8 || (i % 8 == 7 && j == i + 1);
        w[i][j] = w[j][i] = joined ? 0.5 + stream.nextDouble() : 0;
      }
    }
    return w;
  }

  /** A directed network with about the given in-degree, weights ± up to 1/degree: stable with leak 1. */
  static double[][] directed(int n, int degree) {
    double[][] w = new double[n][n];
    NoiseStream stream = new Seed(5).stream("fixture");
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double u = stream.nextDouble();
        double value = (stream.nextDouble() * 2 - 0.9) / degree;
        w[i][j] = i != j && u * n < degree ? value : 0;
      }
    }
    return w;
  }

  /** A matrix as text, one row a line. */
  static String csv(double[][] w) {
    StringBuilder text = new StringBuilder();
    for (double[] row : w) {
      StringJoiner line = new StringJoiner(",", "", "\n");
      for (double x : row) {
        line.add(x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x));
      }
      text.append(line);
    }
    return text.toString();
  }

  /** The edges of a matrix, row to column, under a header. */
  static String edges(double[][] w, String header) {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w.length; j++) {
        if (w[i][j] != 0) {
          text.append("n").append(i).append(",n").append(j).append(',').append(w[i][j]).append('\n');
        }
      }
    }
    return text.toString();
  }

  /** A NumPy array of doubles. */
  static byte[] npy(double[][] w) {
    int columns = w.length == 0 ? 0 : w[0].length;
    return npy("<f8", "(" + w.length + ", " + columns + ")",
        doubles(w.length * columns, k -> w[k / columns][k % columns]));
  }

  /** A NumPy file of version 1 with this head. */
  static byte[] npy(String descr, String shape, byte[] data) {
    String head = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteBuffer b = ByteBuffer.allocate(10 + head.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    b.putShort((short) head.length()).put(head.getBytes(StandardCharsets.US_ASCII)).put(data);
    return b.array();
  }

  static byte[] doubles(int count, IntToDoubleFunction value) {
    ByteBuffer b = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < count; k++) {
      b.putDouble(value.applyAsDouble(k));
    }
    return b.array();
  }

  static byte[] ints(int... values) {
    ByteBuffer b = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int x : values) {
      b.putInt(x);
    }
    return b.array();
  }

  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(e.getKey()));
        zip.write(e.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
