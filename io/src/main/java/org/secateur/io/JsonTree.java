package org.secateur.io;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Values turned into trees of maps, lists, text, {@link Long}, {@link Double} and {@link Boolean}. */
final class JsonTree {
  private static final String REASON = "_reason";

  private JsonTree() {
  }

  /** The tree of a value; numbers that are not finite are null. */
  static @Nullable Object of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String s -> s;
      case Boolean b -> b;
      case Integer n -> Long.valueOf(n);
      case Long n -> n;
      case Short n -> Long.valueOf(n);
      case Byte n -> Long.valueOf(n);
      case Double x -> Double.isFinite(x) ? x : null;
      case Float x -> Float.isFinite(x) ? Double.valueOf(x.toString()) : null;
      case Enum<?> e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-');
      case Optional<?> o -> of(o.orElse(null));
      case OptionalDouble o -> o.isPresent() ? of(o.getAsDouble()) : null;
      case OptionalInt o -> o.isPresent() ? Long.valueOf(o.getAsInt()) : null;
      case OptionalLong o -> o.isPresent() ? o.getAsLong() : null;
      case Map<?, ?> map -> ofMap(map);
      case Record r -> ofMap(components(r));
      case double[] x -> list(Arrays.stream(x).boxed().toList());
      case int[] x -> Arrays.stream(x).mapToObj(Long::valueOf).toList();
      case long[] x -> Arrays.stream(x).boxed().toList();
      case Object[] x -> list(Arrays.asList(x));
      case Iterable<?> all -> list(all);
      case CharSequence c -> c.toString();
      default -> throw new IllegalArgumentException("no JSON for a " + value.getClass().getName());
    };
  }

  private static List<@Nullable Object> list(Iterable<?> items) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object item : items) {
      list.add(of(item));
    }
    return list;
  }

  private static Map<String, @Nullable Object> ofMap(Map<?, ?> map) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    map.forEach((key, item) -> {
      if (!(key instanceof String name)) {
        throw new IllegalArgumentException("keys must be text, was " + key);
      }
      out.put(name, of(item));
      reason(item).ifPresent(why -> out.put(name + REASON, why));
    });
    return out;
  }

  /** Why there is a null where a number was meant. */
  private static Optional<String> reason(@Nullable Object item) {
    return switch (item) {
      case Double x -> Double.isFinite(x) ? Optional.empty() : Optional.of(word(x));
      case Float x -> Float.isFinite(x) ? Optional.empty() : Optional.of(word(x));
      case OptionalDouble o -> o.isPresent() ? reason(o.getAsDouble()) : Optional.empty();
      case Optional<?> o -> o.isPresent() ? reason(o.get()) : Optional.empty();
      case double[] x -> reasonOfAll(Arrays.stream(x).filter(d -> !Double.isFinite(d)).count(), x.length);
      case Iterable<?> all -> reasonOfAll(StreamSupport.stream(all.spliterator(), false)
          .filter(i -> i instanceof Double d && !Double.isFinite(d))
          .count(), StreamSupport.stream(all.spliterator(), false).count());
      case null, default -> Optional.empty();
    };
  }

  private static Optional<String> reasonOfAll(long bad, long all) {
    return bad == 0 ? Optional.empty() : Optional.of(bad + " of " + all + " values are not finite");
  }

  private static String word(double x) {
    return Double.isNaN(x) ? "not a number" : x > 0 ? "infinite" : "minus infinite";
  }

  private static Map<String, @Nullable Object> components(Record value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        map.put(snakeCase(component.getName()), component.getAccessor().invoke(value));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalArgumentException("no JSON for a " + value.getClass().getName(), e);
      }
    }
    return map;
  }

  static String snakeCase(String camelCase) {
    StringBuilder out = new StringBuilder();
    camelCase.chars().forEach(c -> {
      if (Character.isUpperCase(c)) {
        out.append('_');
      }
      out.append((char) Character.toLowerCase(c));
    });
    return out.toString();
  }
}
