package org.secateur.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes NumPy arrays and archives, the sparse ones as {@code scipy.sparse.load_npz} reads them. */
final class NumpyWriter {
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private NumpyWriter() {
  }

  static void npy(Outgoing m, OutputStream out) throws IOException {
    out.write(NpyHeader.bytes(descr(m.type()), m.rows(), m.columns()));
    BinaryOut numbers = new BinaryOut(out);
    int k = 0;
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        boolean here = k < m.count() && m.row(k) == i && m.column(k) == j;
        numbers.put(here ? m.value(k) : 0, m.type());
        k += here ? 1 : 0;
      }
    }
    numbers.flush();
  }

  static void npz(Outgoing m, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    if (m.matrix().storage() == Storage.DENSE) {
      try (OutputStream member = begin(zip, m.member(), (double) m.rows() * m.columns() * m.type().bytes())) {
        npy(m, member);
      }
    } else {
      sparse(m, zip);
    }
    labels(m.matrix().labels(), zip);
    zip.finish();
  }

  /** The bytes of a NumPy file of one array. */
  static byte[] npy(Tensor t) throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    out.write(NpyHeader.bytes(descr(t.type()), Arrays.stream(t.shape()).asLongStream().toArray()));
    out.write(t.littleEndian());
    return out.toByteArray();
  }

  /** Every array, and one entry of JSON with the texts if there are any. */
  static void tensors(TensorFile file, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, Tensor> e : new TreeMap<>(file.tensors()).entrySet()) {
      Tensor t = e.getValue();
      byte[] data = t.littleEndian();
      try (OutputStream member = begin(zip, e.getKey(), data.length)) {
        member.write(NpyHeader.bytes(descr(t.type()), Arrays.stream(t.shape()).asLongStream().toArray()));
        member.write(data);
      }
    }
    for (Map.Entry<String, Unread> e : new TreeMap<>(file.unread()).entrySet()) {
      byte[] npy = e.getValue().npy();
      try (OutputStream member = begin(zip, e.getKey(), npy.length)) {
        member.write(npy);
      }
    }
    if (!file.texts().isEmpty()) {
      ZipEntry entry = new ZipEntry(TensorFile.TEXTS);
      entry.setTimeLocal(NO_TIME);
      zip.putNextEntry(entry);
      zip.write(Json.write(new TreeMap<>(file.texts())).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    zip.finish();
  }

  private static void sparse(Outgoing m, ZipOutputStream zip) throws IOException {
    boolean coordinates = m.matrix().storage() == Storage.COORDINATE
        && m.matrix().origin().format() == FileFormat.NPZ;
    boolean byColumn = m.matrix().storage() == Storage.CSC;
    int n = m.count();
    int[] order = byColumn ? m.byColumn() : new int[0];
    IntUnaryOperator at = byColumn ? s -> order[s] : s -> s;
    IntUnaryOperator outer = byColumn ? s -> m.column(order[s]) : m::row;
    IntUnaryOperator inner = byColumn ? s -> m.row(order[s]) : m::column;
    if (coordinates) {
      ints(zip, "row", n, outer);
      ints(zip, "col", n, inner);
    } else {
      ints(zip, "indices", n, inner);
      int[] start = starts(n, outer, byColumn ? m.columns() : m.rows());
      ints(zip, "indptr", start.length, i -> start[i]);
    }
    try (OutputStream member = begin(zip, "format", 0)) {
      member.write(NpyHeader.bytes("|S3"));
      member.write((coordinates ? "coo" : byColumn ? "csc" : "csr").getBytes(StandardCharsets.US_ASCII));
    }
    try (OutputStream member = begin(zip, "shape", 0)) {
      member.write(NpyHeader.bytes("<i8", 2));
      BinaryOut shape = new BinaryOut(member);
      shape.put(m.rows(), ElementType.INT64);
      shape.put(m.columns(), ElementType.INT64);
      shape.flush();
    }
    try (OutputStream member = begin(zip, "data", (double) n * m.type().bytes())) {
      member.write(NpyHeader.bytes(descr(m.type()), n));
      BinaryOut data = new BinaryOut(member);
      for (int s = 0; s < n; s++) {
        data.put(m.value(at.applyAsInt(s)), m.type());
      }
      data.flush();
    }
  }

  /** Where each of the lines begins when entries are sorted by line. */
  static int[] starts(int count, IntUnaryOperator line, int lines) {
    int[] start = new int[lines + 1];
    for (int s = 0; s < count; s++) {
      start[line.applyAsInt(s) + 1]++;
    }
    for (int i = 0; i < lines; i++) {
      start[i + 1] += start[i];
    }
    return start;
  }

  /** Where each line begins, for ascending line numbers. */
  static int[] starts(int[] line, int lines) {
    int[] start = new int[lines + 1];
    for (int i : line) {
      start[i + 1]++;
    }
    for (int i = 0; i < lines; i++) {
      start[i + 1] += start[i];
    }
    return start;
  }

  private static void ints(ZipOutputStream zip, String name, int count, IntUnaryOperator x)
      throws IOException {
    try (OutputStream member = begin(zip, name, 4.0 * count)) {
      member.write(NpyHeader.bytes("<i4", count));
      BinaryOut out = new BinaryOut(member);
      for (int k = 0; k < count; k++) {
        out.putInt(x.applyAsInt(k));
      }
      out.flush();
    }
  }

  private static void labels(List<String> labels, ZipOutputStream zip) throws IOException {
    if (labels.isEmpty()) {
      return;
    }
    int longest = labels.stream().mapToInt(l -> l.codePointCount(0, l.length())).max().orElse(1);
    int width = Math.max(1, longest);
    try (OutputStream member = begin(zip, "labels", 4.0 * width * labels.size())) {
      member.write(NpyHeader.bytes("<U" + width, labels.size()));
      BinaryOut out = new BinaryOut(member);
      for (String label : labels) {
        int[] points = label.codePoints().toArray();
        for (int p = 0; p < width; p++) {
          out.putInt(p < points.length ? points[p] : 0);
        }
      }
      out.flush();
    }
  }

  private static OutputStream begin(ZipOutputStream zip, String array, double bytes) throws IOException {
    ZipEntry entry = new ZipEntry(array + ".npy");
    entry.setTimeLocal(NO_TIME);
    return new ZipMember(zip, entry, (long) bytes);
  }

  private static String descr(ElementType type) {
    return switch (type) {
      case BOOL -> "|b1";
      case INT8 -> "|i1";
      case UINT8 -> "|u1";
      case INT16 -> "<i2";
      case UINT16 -> "<u2";
      case INT32 -> "<i4";
      case UINT32 -> "<u4";
      case INT64 -> "<i8";
      case UINT64 -> "<u8";
      case FLOAT16 -> "<f2";
      case BFLOAT16 -> throw new IllegalArgumentException("NumPy has no " + type);
      case FLOAT32 -> "<f4";
      case FLOAT64, INTEGER, REAL, PATTERN -> "<f8";
    };
  }
}
