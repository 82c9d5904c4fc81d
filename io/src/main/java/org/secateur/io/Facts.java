package org.secateur.io;

import java.util.List;
import java.util.OptionalInt;

/** Everything about a raw matrix but its entries. */
record Facts(int rows, int columns, List<String> labels, Symmetry symmetry, Storage storage,
    ElementType elementType, Direction direction, RawMatrix.Origin origin, TextForm form,
    OptionalInt indexBase) {

  String name(int i) {
    return i < labels.size() ? labels.get(i) : Integer.toString(i + indexBase.orElse(0));
  }

  Facts withElementType(ElementType type) {
    return new Facts(rows, columns, labels, symmetry, storage, type, direction, origin, form, indexBase);
  }
}
