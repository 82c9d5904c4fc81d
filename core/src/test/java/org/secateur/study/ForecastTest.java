package org.secateur.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secateur.dynamics.Drift;
import org.secateur.certify.Level;
import org.secateur.random.Seed;

/**
 * Memory as forecast against memory as needed: a virtual machine of its own is given what the networks take, and
 * beside it either twice the forecast and the 12 MB that the machine itself and its generations may need, which has to do, or
 * half of the forecast, which must not.
 */
class ForecastTest {
  private static final double MEBIBYTE = 1 << 20;
  private static final double OVERHEAD = 12 * MEBIBYTE;

  /** What a probe said of itself. */
  private record Said(double held, double forecast, boolean finished, String text) {
  }

  private static Said probe(String family, int n, String work, double heap)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmn2m",
        "-Xmx" + (long) Math.ceil(heap / MEBIBYTE) + "m", "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
        ForecastProbe.class.getName(), family, Integer.toString(n), work));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(),
        java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    double[] numbers = text.lines().filter(l -> l.startsWith("held")).findFirst()
        .map(
            l -> java.util.Arrays.stream(l.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray())
        .orElse(new double[]{Double.NaN, Double.NaN});
    boolean outOfMemory = text.contains("OutOfMemoryError");
    assertThat(process.exitValue() == 0 || outOfMemory).as(text).isTrue();
    return new Said(numbers[0], numbers[1], process.exitValue() == 0, text);
  }

  @ParameterizedTest
  @CsvSource({"hubs, 40000, sketch", "grid, 60000, sketch", "geometric, 30000, sparse", "blocks, 2000, dense",
      "hubs, 20000, quick", "blocks, 1500, quick"})
  void memoryIsForecastWithinAFactorOfTwo(String family, int n, String work)
      throws IOException, InterruptedException {
    Said plenty = probe(family, n, "look:" + work, 1e9);
    double forecast = plenty.forecast;
    Said twice = probe(family, n, work, plenty.held + OVERHEAD + 2 * forecast);
    assertThat(twice.finished).as("with twice the forecast %.0f MB: %s", forecast / MEBIBYTE, twice.text)
        .isTrue();
    Said half = probe(family, n, work, plenty.held + forecast / 2);
    assertThat(half.finished).as("with half the forecast %.0f MB: %s", forecast / MEBIBYTE, half.text)
        .isFalse();
  }

  /** Work grows with the network, and forecasts with it: a million neurons are not promised in the time of a thousand. */
  @Test
  void forecastsGrowWithTheNetwork() {
    for (Level level : Level.values()) {
      Forecast small = Forecasts.certificate(Drift.of(ForecastProbe.network("hubs", 6_000)), level);
      Forecast large = Forecasts.certificate(Drift.of(ForecastProbe.network("hubs", 12_000)), level);
      assertThat(large.seconds()).isGreaterThan(small.seconds());
      assertThat(large.bytes()).isGreaterThan(small.bytes());
    }
    Drift drift = Drift.of(ForecastProbe.network("blocks", 10_000));
    assertThat(Forecasts.sketch(drift, new Precision.MeanError(0.01)).seconds())
        .isGreaterThan(Forecasts.sketch(drift, new Precision.MeanError(0.1)).seconds());
    assertThat(Forecasts.sketch(drift, new Precision.Probes(70)).bytes())
        .isGreaterThan(Forecasts.sketch(drift, new Precision.Probes(7)).bytes());
    assertThat(
        RouteChoice.of(new ScoreRoute.Sketched(Precision.DEFAULT, new Seed(1)), drift, 1e12).forecast())
        .isEqualTo(Forecasts.sketch(drift, Precision.DEFAULT));
  }
}
