package org.secateur.io;

import java.io.IOException;
import java.io.InputStream;

/** Reads arrays of any shape from the containers that hold them. */
final class ArrayReader {
  private ArrayReader() {
  }

  static NumberArray npy(Source source, ReadOptions options) throws InputException {
    if (source.member().isPresent()) {
      throw InputException
          .of("E107", Words.quote(source.name()) + " holds one array without a name; there is no "
              + Words.quote(source.member().get()) + " in it.")
          .at(source.name())
          .withHint("leave out ::" + source.member().get());
    }
    try (InputStream in = source.open()) {
      return NpyData.read(in, source.name(), source.bytes(), options.sizeLimit());
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    }
  }
}
