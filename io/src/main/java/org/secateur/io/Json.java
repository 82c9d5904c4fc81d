package org.secateur.io;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Documents of maps, lists, text, numbers and truth values, in and out. Keys keep their order, so the same value is the
 * same text. A number that is not finite becomes {@code null}, and beside it {@code <key>_reason} says what it was.
 */
public final class Json {
  /** The deepest nesting that is read. */
  public static final int DEEPEST = 64;

  /** The largest document that is read, in bytes. */
  public static final long LARGEST = 256L << 20;

  private static final int LONGEST_TEXT = 16 << 20;
  private static final int LONGEST_NUMBER = 400;
  private static final int LONGEST_LONG = 20;

  private static final JsonFactory FACTORY = JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxDocumentLength(LARGEST)
          .maxStringLength(LONGEST_TEXT)
          .maxNumberLength(LONGEST_NUMBER)
          .maxNameLength(4096)
          .build())
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .build();

  private Json() {
  }

  /**
   * The document of a value: a map with text keys, a record (keys are its components, in snake case), a list or another
   * iterable, an array of numbers, an optional, an enum (its name in lower case), text, a number, a truth value.
   *
   * @throws IllegalArgumentException if there is something else in it
   */
  public static String write(Object value) {
    StringWriter out = new StringWriter();
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indent);
    ObjectWriteContext context = new ObjectWriteContext.Base() {
      @Override
      public PrettyPrinter getPrettyPrinter() {
        return printer;
      }

      @Override
      public boolean hasPrettyPrinter() {
        return true;
      }
    };
    try (JsonGenerator generator = FACTORY.createGenerator(context, out)) {
      put(generator, JsonTree.of(value));
    }
    return out.append('\n').toString();
  }

  /** The same document without a line break or a blank between its parts. */
  public static String line(Object value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      put(generator, JsonTree.of(value));
    }
    return out.toString();
  }

  private static void put(JsonGenerator g, @Nullable Object value) {
    switch (value) {
      case null -> g.writeNull();
      case Map<?, ?> map -> {
        g.writeStartObject();
        map.forEach((key, item) -> {
          g.writeName((String) key);
          put(g, item);
        });
        g.writeEndObject();
      }
      case List<?> list -> {
        g.writeStartArray();
        list.forEach(item -> put(g, item));
        g.writeEndArray();
      }
      case Boolean b -> g.writeBoolean(b);
      case Long n -> g.writeNumber(n);
      case Double x -> g.writeNumber(x);
      default -> g.writeString((String) value);
    }
  }

  /**
   * Reads a document whose outermost value is an object.
   *
   * @param file of at most {@link #LARGEST} bytes
   * @return maps in the order of the file, lists, {@link String}, {@link Long}, {@link Double}, {@link Boolean}, null
   * @throws InputException E101 if there is no such file, E108 if it is not one JSON object
   */
  public static Map<String, @Nullable Object> read(Path file) throws InputException {
    String name = Refusals.nameOf(file);
    if (!Files.exists(file)) {
      InputException e = InputException.of("E101", "no file " + Words.quote(name) + ".");
      throw NearMatch.inFolder(file)
          .map(near -> e.withHint("did you mean " + Words.quote(near) + " (same folder)?"))
          .orElse(e);
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw InputException
            .of("E191",
                "refused: " + Words.quote(name) + " holds " + Words.size(Files.size(file))
                    + "; a document has at most "
                    + Words.size(LARGEST) + ".")
            .at(name);
      }
      return parse(text(Files.readAllBytes(file), name), name);
    } catch (IOException e) {
      throw Refusals.unreadable(file, e);
    }
  }

  private static String text(byte[] bytes, String name) throws InputException {
    return FieldCutter.decode(bytes, 0, bytes.length, name, 1);
  }

  /**
   * Reads a document whose outermost value is an object.
   *
   * @param text the document
   * @param name what messages call it
   */
  public static Map<String, @Nullable Object> parse(String text, String name) throws InputException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Refusals.malformed(name, "a JSON object is expected");
      }
      Map<String, @Nullable Object> object = object(parser, name);
      if (parser.nextToken() != null) {
        throw Refusals.malformed(name, "there is something after the JSON object");
      }
      return object;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      throw InputException.of("E108", Words.quote(name) + " is not valid JSON: " + e.getOriginalMessage())
          .at("line " + line + ", column " + column + " of " + name)
          .because(e);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser, String name) throws InputException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      map.put(key, item(parser, name));
    }
    return map;
  }

  private static @Nullable Object item(JsonParser parser, String name) throws InputException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, name);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(item(parser, name));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> finite(parser.getString(), name);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Object integer(JsonParser parser) {
    String digits = parser.getString();
    if (digits.length() > LONGEST_LONG) {
      return Double.valueOf(digits);
    }
    BigInteger whole = new BigInteger(digits);
    return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : (Object) Double.valueOf(digits);
  }

  private static Double finite(String digits, String name) throws InputException {
    double x = Double.parseDouble(digits);
    if (!Double.isFinite(x)) {
      throw Refusals.malformed(name, "the number " + Words.quote(digits) + " is beyond double precision");
    }
    return x;
  }
}
