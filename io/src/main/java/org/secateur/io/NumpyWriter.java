package org.secateur.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
      begin(zip, m.member());
      npy(m, zip);
      zip.closeEntry();
    } else {
      sparse(m, zip);
    }
    labels(m.matrix().labels(), zip);
    zip.finish();
  }

  /** Every array, and one entry of JSON with the texts if there are any. */
  static void tensors(TensorFile file, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, Tensor> e : new TreeMap<>(file.tensors()).entrySet()) {
      Tensor t = e.getValue();
      begin(zip, e.getKey());
      zip.write(NpyHeader.bytes(descr(t.type()), Arrays.stream(t.shape()).asLongStream().toArray()));
      zip.write(t.littleEndian());
      zip.closeEntry();
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
    int[] order = byColumn ? m.byColumn() : null;
    int[] inner = new int[n];
    int[] outer = new int[n];
    double[] value = new double[n];
    for (int s = 0; s < n; s++) {
      int k = order == null ? s : order[s];
      inner[s] = byColumn ? m.row(k) : m.column(k);
      outer[s] = byColumn ? m.column(k) : m.row(k);
      value[s] = m.value(k);
    }
    if (coordinates) {
      ints(zip, "row", outer);
      ints(zip, "col", inner);
    } else {
      ints(zip, "indices", inner);
      ints(zip, "indptr", starts(outer, byColumn ? m.columns() : m.rows()));
    }
    begin(zip, "format");
    zip.write(NpyHeader.bytes("|S3"));
    zip.write((coordinates ? "coo" : byColumn ? "csc" : "csr").getBytes(StandardCharsets.US_ASCII));
    zip.closeEntry();
    begin(zip, "shape");
    zip.write(NpyHeader.bytes("<i8", 2));
    BinaryOut shape = new BinaryOut(zip);
    shape.put(m.rows(), ElementType.INT64);
    shape.put(m.columns(), ElementType.INT64);
    shape.flush();
    zip.closeEntry();
    begin(zip, "data");
    zip.write(NpyHeader.bytes(descr(m.type()), n));
    BinaryOut data = new BinaryOut(zip);
    for (double w : value) {
      data.put(w, m.type());
    }
    data.flush();
    zip.closeEntry();
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

  private static void ints(ZipOutputStream zip, String name, int[] x) throws IOException {
    begin(zip, name);
    zip.write(NpyHeader.bytes("<i4", x.length));
    BinaryOut out = new BinaryOut(zip);
    for (int i : x) {
      out.putInt(i);
    }
    out.flush();
    zip.closeEntry();
  }

  private static void labels(List<String> labels, ZipOutputStream zip) throws IOException {
    if (labels.isEmpty()) {
      return;
    }
    int longest = labels.stream().mapToInt(l -> l.codePointCount(0, l.length())).max().orElse(1);
    int width = Math.max(1, longest);
    begin(zip, "labels");
    zip.write(NpyHeader.bytes("<U" + width, labels.size()));
    BinaryOut out = new BinaryOut(zip);
    for (String label : labels) {
      int[] points = label.codePoints().toArray();
      for (int p = 0; p < width; p++) {
        out.putInt(p < points.length ? points[p] : 0);
      }
    }
    out.flush();
    zip.closeEntry();
  }

  private static void begin(ZipOutputStream zip, String array) throws IOException {
    ZipEntry entry = new ZipEntry(array + ".npy");
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
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
      case FLOAT32 -> "<f4";
      case FLOAT64, INTEGER, REAL, PATTERN -> "<f8";
    };
  }
}
