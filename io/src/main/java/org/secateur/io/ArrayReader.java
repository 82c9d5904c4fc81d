package org.secateur.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads arrays of any shape from every format. */
final class ArrayReader {
  private ArrayReader() {
  }

  /** The array of a NumPy file. */
  static NumberArray npy(Source source, ReadOptions options) throws InputException {
    source.requireNoMember();
    try (InputStream in = source.open()) {
      return NpyData.read(in, source.name(), source.bytes(), options.sizeLimit());
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    }
  }

  /** The head of a NumPy file. */
  static NpyHeader header(Source source) throws InputException {
    try (InputStream in = source.open()) {
      return NpyHeader.read(in, source.name());
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    }
  }

  /** Numbers, and names if the file is a text table that has them. */
  static TableReader.Table read(String spec, ReadOptions given) throws InputException {
    ReadOptions options = given.withShape(ReadOptions.Shape.ANY);
    Source source = Source.of(spec, options);
    Sniffer.Content content = Sniffer.content(source.path(), source.name(), options);
    return switch (content.format()) {
      case NPY -> unnamed(npy(source, options));
      case MAT -> unnamed(new MatReader(source, options).array());
      case IDX -> unnamed(new IdxReader(source, options).array(content.gzip()));
      case NPZ -> {
        try (NpzReader npz = new NpzReader(source, options)) {
          yield unnamed(npz.array());
        }
      }
      case MATRIX_MARKET -> unnamed(dense(MatrixReader.read(source, options)));
      case CSV, EDGES -> {
        ReadOptions table = options.withFormat(FileFormat.CSV);
        TextSample sample = TextSample.of(source, content.gzip(), table);
        TextLayout layout = TextLayout.of(sample, table, source.name());
        yield new TableReader(source, sample, layout, table).read(content.gzip());
      }
    };
  }

  private static TableReader.Table unnamed(NumberArray array) {
    return new TableReader.Table(array, List.of(), List.of());
  }

  private static NumberArray dense(RawMatrix m) throws InputException {
    String name = m.origin().description();
    double[] all = new double[Memory.requireDoubles((long) m.rows() * m.columns(), name)];
    for (int k = 0; k < m.count(); k++) {
      all[m.row(k) * m.columns() + m.column(k)] = m.value(k);
      if (m.symmetry() != Symmetry.NONE && m.row(k) != m.column(k)) {
        double mirrored = m.symmetry() == Symmetry.SKEW ? -m.value(k) : m.value(k);
        all[m.column(k) * m.columns() + m.row(k)] = mirrored;
      }
    }
    return new NumberArray(name, List.of(m.rows(), m.columns()), false, m.elementType(), all,
        NumberArray.Notation.TEXT);
  }
}
