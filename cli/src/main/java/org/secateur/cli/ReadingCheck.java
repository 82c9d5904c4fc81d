package org.secateur.cli;

import java.util.Optional;

import org.secateur.io.InputException;
import org.secateur.io.ReadOptions;
import org.secateur.io.SizeForecast;

/** Asks the beginning of a file what reading it will take, before the rest of it is touched. */
final class ReadingCheck {
  /** Work that takes longer is announced. */
  static final double WORTH_SAYING_SECONDS = 10;
  /** Of Java's largest heap, what can be filled with what is needed at once. */
  private static final double USABLE_HEAP = 0.9;

  private ReadingCheck() {
  }

  /**
   * Refuses what would not fit, and says what will take long.
   *
   * @param spec which file; standard input cannot be looked at twice and passes
   * @param memory most bytes to plan for
   * @return the forecast, if there is one
   * @throws InputException what reading would throw over the header
   */
  static Optional<SizeForecast> of(String spec, ReadOptions options, long memory, Console console)
      throws InputException {
    Optional<SizeForecast> forecast = SizeForecast.of(spec, options);
    if (forecast.isPresent() && isCredible(forecast.get())) {
      check(spec, forecast.get(), memory, console);
    }
    return forecast;
  }

  /** What claims more entries than its bytes can hold is the reader's to refuse. */
  private static boolean isCredible(SizeForecast size) {
    return (double) size.entries() <= (double) ReadOptions.MAX_RATIO * size.fileBytes();
  }

  private static void check(String spec, SizeForecast size, long memory, Console console) {
    double bytes = size.bytesAtOnce();
    double heap = USABLE_HEAP * Runtime.getRuntime().maxMemory();
    if (bytes > Math.min((double) memory, heap)) {
      boolean bound = memory <= heap;
      throw Failure.of(ExitCode.LIMIT, "E190",
          "reading %s alone needs about %s; %s.".formatted(name(spec, size), Text.bytes(bytes), bound
              ? Text.bytes((double) memory) + " allowed"
              : "Java was given " + Text.bytes((double) Runtime.getRuntime().maxMemory())),
          bound
              ? "--memory " + Text.memory(1.1 * bytes)
              : "SECATEUR_JAVA_OPTIONS=-Xmx%s gives Java more".formatted(Text.memory(1.5 * bytes)));
    }
    if (size.seconds() > WORTH_SAYING_SECONDS) {
      console.remark("Forecast    reading: about %s and %s (%s)", Text.duration(size.seconds()),
          Text.bytes(bytes), sizes(size));
    }
  }

  private static String name(String spec, SizeForecast size) {
    return "\"%s\" (%s)".formatted(InputOptions.file(spec).getFileName(), sizes(size));
  }

  private static String sizes(SizeForecast size) {
    return (size.exact() ? "" : "about ") + Text.count(size.rows(), "node") + ", "
        + Text.count(size.entries()) + (size.entries() == 1 ? " entry" : " entries");
  }
}
