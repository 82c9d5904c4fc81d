package org.secateur.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The safetensors format: eight bytes with the length of a JSON header, the header (type, shape and place of each array,
 * and {@code __metadata__} of texts), then the arrays without a gap, little-endian. Hugging Face, "Safetensors" (2022).
 *
 * <p>Nothing that a header claims is believed before it is held against the size of the file: every place has to be as
 * long as shape and type ask for, and the places have to cover the data exactly once.
 */
final class Safetensors {
  static final String METADATA = "__metadata__";
  /** The longest header that is read; the format itself allows 100 MB. */
  static final int LONGEST_HEADER = 8 << 20;
  private static final int MOST_DIMENSIONS = 32;
  private static final int LENGTH_BYTES = 8;

  private Safetensors() {
  }

  /** An array as the header claims it. */
  private record Claim(String name, ElementType type, List<Integer> shape, long begin, long end) {
  }

  static TensorFile read(Source source) throws InputException {
    String name = source.name();
    try (InputStream in = source.open()) {
      byte[] lengthField = in.readNBytes(LENGTH_BYTES);
      if (lengthField.length < LENGTH_BYTES) {
        throw Refusals.truncated(name, lengthField.length, LENGTH_BYTES);
      }
      long length = ByteBuffer.wrap(lengthField).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (length < 0 || length > LONGEST_HEADER) {
        throw InputException
            .of("E191", "refused: " + Words.quote(name) + " declares a header of "
                + Words.size(length < 0 ? 0x1p63 : length) + "; " + Words.size((long) LONGEST_HEADER)
                + " is the most. It may be no safetensors file.")
            .at(name);
      }
      byte[] text = in.readNBytes((int) length);
      if (text.length < length) {
        throw Refusals.truncated(name, LENGTH_BYTES + text.length, LENGTH_BYTES + length);
      }
      if (length == 0 || text[0] != '{') {
        throw Refusals.malformed(name, "its header does not begin with {");
      }
      String json = FieldCutter.decode(text, 0, text.length, name, 1);
      Map<String, @Nullable Object> header = Json.parse(json, name);
      Map<String, String> texts = metadata(header.remove(METADATA), name);
      List<Claim> claims = claims(header, name);
      requireTiling(claims, source.bytes() - LENGTH_BYTES - length, source);
      return TensorFile.of(data(in, claims, header.keySet(), name), texts);
    } catch (IOException e) {
      throw Refusals.unreadable(source.path(), e);
    }
  }

  private static Map<String, String> metadata(@Nullable Object value, String name) throws InputException {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value == null) {
      return texts;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw Refusals.malformed(name, METADATA + " is not an object");
    }
    for (Map.Entry<?, ?> e : map.entrySet()) {
      if (!(e.getValue() instanceof String text)) {
        throw Refusals.malformed(name, METADATA + " holds something that is no text");
      }
      texts.put((String) e.getKey(), text);
    }
    return texts;
  }

  private static List<Claim> claims(Map<String, @Nullable Object> header, String name) throws InputException {
    if (header.size() > Catalog.MOST_ARRAYS) {
      throw Refusals.tooLarge(name, "holds more than " + Words.count(Catalog.MOST_ARRAYS) + " arrays");
    }
    List<Claim> claims = new ArrayList<>();
    for (Map.Entry<String, @Nullable Object> e : header.entrySet()) {
      String shown = name + "::" + e.getKey();
      if (!TensorFile.isName(e.getKey())) {
        throw Refusals.malformed(name, "an array is called " + Words.quote(e.getKey()));
      }
      if (!(e.getValue() instanceof Map<?, ?> claim && claim.get("dtype") instanceof String dtype
          && claim.get("shape") instanceof List<?> shape
          && claim.get("data_offsets") instanceof List<?> offsets && offsets.size() == 2
          && claim.size() == 3)) {
        throw Refusals.malformed(shown, "its entry in the header is not of dtype, shape and data_offsets");
      }
      claims
          .add(claim(e.getKey(), type(dtype, shown), lengths(shape, shown), lengths(offsets, shown), shown));
    }
    claims.sort(Comparator.comparingLong(Claim::begin).thenComparingLong(Claim::end));
    return claims;
  }

  private static Claim claim(String array, ElementType type, long[] shape, long[] offsets, String shown)
      throws InputException {
    if (shape.length > MOST_DIMENSIONS) {
      throw Refusals.malformed(shown, "it has " + Words.count(shape.length) + " dimensions");
    }
    double bytes = type.bytes();
    List<Integer> lengths = new ArrayList<>();
    for (long length : shape) {
      bytes *= length;
      if (length > Integer.MAX_VALUE) {
        throw Refusals.tooLarge(shown, "declares a length of " + Words.count(length));
      }
      lengths.add((int) length);
    }
    if (offsets[1] < offsets[0] || offsets[1] - offsets[0] != bytes) {
      throw Refusals.malformed(shown,
          "its shape asks for " + Words.size(bytes) + " and its place is from byte "
              + Words.count(offsets[0]) + " to byte " + Words.count(offsets[1]));
    }
    return new Claim(array, type, lengths, offsets[0], offsets[1]);
  }

  private static long[] lengths(List<?> numbers, String shown) throws InputException {
    long[] out = new long[numbers.size()];
    for (int d = 0; d < out.length; d++) {
      if (!(numbers.get(d) instanceof Long x) || x < 0) {
        throw Refusals.malformed(shown, "a length or place in its header is no whole number from 0");
      }
      out[d] = x;
    }
    return out;
  }

  private static ElementType type(String dtype, String shown) throws InputException {
    Optional<ElementType> type = switch (dtype) {
      case "BOOL" -> Optional.of(ElementType.BOOL);
      case "U8" -> Optional.of(ElementType.UINT8);
      case "I8" -> Optional.of(ElementType.INT8);
      case "U16" -> Optional.of(ElementType.UINT16);
      case "I16" -> Optional.of(ElementType.INT16);
      case "U32" -> Optional.of(ElementType.UINT32);
      case "I32" -> Optional.of(ElementType.INT32);
      case "U64" -> Optional.of(ElementType.UINT64);
      case "I64" -> Optional.of(ElementType.INT64);
      case "F16" -> Optional.of(ElementType.FLOAT16);
      case "BF16" -> Optional.of(ElementType.BFLOAT16);
      case "F32" -> Optional.of(ElementType.FLOAT32);
      case "F64" -> Optional.of(ElementType.FLOAT64);
      default -> Optional.empty();
    };
    if (type.isEmpty()) {
      throw Refusals.unsupported(shown,
          "holds elements of type " + Words.quote(dtype) + ", which is not read.",
          "store it as F32");
    }
    return type.get();
  }

  private static String dtype(ElementType type) {
    return switch (type) {
      case BOOL -> "BOOL";
      case UINT8 -> "U8";
      case INT8 -> "I8";
      case UINT16 -> "U16";
      case INT16 -> "I16";
      case UINT32 -> "U32";
      case INT32 -> "I32";
      case UINT64 -> "U64";
      case INT64 -> "I64";
      case FLOAT16 -> "F16";
      case BFLOAT16 -> "BF16";
      case FLOAT32 -> "F32";
      case FLOAT64 -> "F64";
      case INTEGER, REAL, PATTERN -> throw new IllegalArgumentException("not a binary type: " + type);
    };
  }

  /** Every byte of the data belongs to one array, and to one only. Claims are in order of their places. */
  private static void requireTiling(List<Claim> claims, long present, Source source) throws InputException {
    Memory.require((double) present, source.name());
    long at = 0;
    for (Claim c : claims) {
      if (c.begin() != at) {
        throw Refusals.malformed(source.name() + "::" + c.name(),
            "its place begins at byte " + Words.count(c.begin()) + " of the data, "
                + (c.begin() < at ? "inside another array" : "after a gap") + " (byte " + Words.count(at)
                + " was next)");
      }
      at = c.end();
    }
    long head = source.bytes() - present;
    if (at > present) {
      throw Refusals.truncated(source.name(), source.bytes(), at > Long.MAX_VALUE - head ? at : head + at);
    }
    if (at < present) {
      throw Refusals.malformed(source.name(),
          Words.some(present - at, "byte") + " at the end "
              + (present - at == 1 ? "belongs" : "belong") + " to no array");
    }
  }

  /** The arrays, read in order of their places and listed in that of the header. */
  private static Map<String, Tensor> data(InputStream in, List<Claim> claims, Iterable<String> order,
      String name)
      throws InputException, IOException {
    Map<String, Tensor> found = new LinkedHashMap<>();
    for (Claim c : claims) {
      int wanted = Memory.requireBytes(c.end() - c.begin(), name + "::" + c.name());
      byte[] bytes = in.readNBytes(wanted);
      if (bytes.length < wanted) {
        throw Refusals.truncated(name, "array " + Words.quote(c.name()) + " is incomplete");
      }
      found.put(c.name(),
          Tensor.ofBytes(c.type(), c.shape().stream().mapToInt(Integer::intValue).toArray(), bytes));
    }
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    for (String array : order) {
      Tensor tensor = found.get(array);
      if (tensor != null) {
        ordered.put(array, tensor);
      }
    }
    return ordered;
  }

  /** Wide elements first, so that each array begins at a multiple of its element's size. */
  static void write(TensorFile file, OutputStream out) throws IOException {
    List<Map.Entry<String, Tensor>> placed = new ArrayList<>(file.tensors().entrySet());
    placed.sort(Comparator.<Map.Entry<String, Tensor>>comparingInt(e -> -e.getValue().type().bytes())
        .thenComparing(Map.Entry::getKey));
    Map<String, Object> header = new LinkedHashMap<>();
    if (!file.texts().isEmpty()) {
      header.put(METADATA, new TreeMap<>(file.texts()));
    }
    long at = 0;
    for (Map.Entry<String, Tensor> e : placed) {
      Tensor t = e.getValue();
      Map<String, Object> claim = new LinkedHashMap<>();
      claim.put("dtype", dtype(t.type()));
      claim.put("shape", t.shape());
      claim.put("data_offsets", new long[]{at, at + t.byteCount()});
      header.put(e.getKey(), claim);
      at += t.byteCount();
    }
    byte[] json = Json.line(header).getBytes(StandardCharsets.UTF_8);
    int padding = (LENGTH_BYTES - json.length % LENGTH_BYTES) % LENGTH_BYTES;
    byte[] length = new byte[LENGTH_BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong((long) json.length + padding);
    out.write(length);
    out.write(json);
    out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    for (Map.Entry<String, Tensor> e : placed) {
      out.write(e.getValue().littleEndian());
    }
  }
}
