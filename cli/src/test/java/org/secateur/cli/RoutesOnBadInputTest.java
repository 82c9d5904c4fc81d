package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secateur.random.Seed;

/** Networks that are hard on solvers, through each route: every one ends, with scores that add up or with a reason. */
final class RoutesOnBadInputTest {
  private static final List<String> ROUTES = List.of("exact", "sketch:140", "simulate", "auto");
  private static final int NODES = 60;

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  /** A tree of {@link #NODES} nodes and as many chords, and then the nodes that nothing joins. */
  private static List<String> lines(int first, IntToDoubleFunction weight) {
    List<String> lines = new ArrayList<>();
    Seed seed = new Seed(5);
    for (int i = 1; i < NODES; i++) {
      int parent = (int) (seed.uniform("parent", i) * i);
      lines.add("%d %d %s".formatted(first + i, first + parent,
          Double.toString(weight.applyAsDouble(lines.size()))));
      if (i > 2 && parent + 1 != i && parent + 1 < i - 1) {
        lines.add(
            "%d %d %s".formatted(first + i, first + parent + 1,
                Double.toString(weight.applyAsDouble(lines.size()))));
      }
    }
    return lines;
  }

  private void graph(int nodes, List<String> lines) {
    shell.write("g.mtx", "%%MatrixMarket matrix coordinate real symmetric\n" + nodes + " " + nodes + " "
        + lines.size() + "\n" + String.join("\n", lines) + "\n");
  }

  private Shell.Result scores(String route) {
    return shell.run("scores @g.mtx --kind graph -q --scores " + route + " -o @s.csv");
  }

  private double sum() {
    List<List<String>> cells = shell.cells("s.csv");
    double sum = 0;
    for (List<String> row : cells.subList(1, cells.size())) {
      double resistance = Double.parseDouble(row.get(4));
      double weight = Double.parseDouble(row.get(2));
      assertThat(resistance).as(row.toString()).isFinite().isPositive();
      sum += weight * resistance;
    }
    return sum;
  }

  /** Foster: leverages add up to the nodes less the components. */
  private void assertFoster(String route, int rank) {
    // Each leverage has a relative standard error of √(2/k) at most, so their sum has no larger one; five of them, k = 140. A
    // simulation has no fewer independent samples.
    double share = route.equals("exact") || route.equals("auto") ? 1e-6 : 5 * Math.sqrt(2.0 / 140);
    assertThat(sum()).isCloseTo(rank, within(share * rank));
  }

  private static Stream<Arguments> hard() {
    return Stream.of("zero", "denormal", "orders", "isolated", "disconnected", "complete", "star")
        .flatMap(c -> ROUTES.stream().map(r -> Arguments.of(c, r)));
  }

  @ParameterizedTest
  @MethodSource("hard")
  void isScored(String which, String route) {
    Seed seed = new Seed(9);
    switch (which) {
      case "zero" -> graph(NODES + 1, with(lines(1, e -> 1), "%d 1 0.0".formatted(NODES + 1)));
      case "denormal" -> graph(NODES + 1, with(lines(1, e -> 1), "%d 1 1e-310".formatted(NODES + 1)));
      case "orders" -> graph(NODES, lines(1, e -> Math.pow(10, 12 * seed.uniform("orders", e) - 6)));
      case "isolated" -> graph(NODES + 5, lines(3, e -> 1));
      case "disconnected" -> graph(2 * NODES, both(lines(1, e -> 1), lines(NODES + 1, e -> 2)));
      case "complete" -> {
        List<String> all = new ArrayList<>();
        for (int i = 2; i <= NODES; i++) {
          for (int j = 1; j < i; j++) {
            all.add(i + " " + j + " 1");
          }
        }
        graph(NODES, all);
      }
      default ->
        graph(NODES, java.util.stream.IntStream.rangeClosed(2, NODES).mapToObj(i -> i + " 1 1").toList());
    }
    scores(route).exits(ExitCode.OK);
    assertFoster(route, which.equals("disconnected") ? 2 * (NODES - 1) : NODES - 1);
  }

  private static List<String> with(List<String> lines, String last) {
    return both(lines, List.of(last));
  }

  private static List<String> both(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** Forty orders of magnitude: more than double precision can hold in one sum. Iterations end, and the hint works. */
  @Test
  void whatIterationsCannotSolveSaysSoAndIsSolvedExactly() {
    Seed seed = new Seed(9);
    graph(NODES, lines(1, e -> Math.pow(10, 40 * seed.uniform("orders", e))));
    scores("sketch").exits(ExitCode.NO).says("E144", "relative residual of", "--scores exact:");
    assertThat(folder.resolve("s.csv")).doesNotExist();
    scores("exact").exits(ExitCode.OK);
    assertFoster("exact", NODES - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "sketch", "simulate", "auto"})
  void duplicatesAreRefused(String route) {
    List<String> lines = lines(1, e -> 1);
    graph(NODES, with(lines, lines.getFirst()));
    scores(route).exits(ExitCode.DATA).says("E156", "more than once");
  }

  /** Neuron n17 and its neighbour excite each other by five times what they leak. */
  @ParameterizedTest
  @ValueSource(strings = {"exact", "sketch", "simulate", "auto"})
  void indefiniteMatricesAreRefusedByTheirRow(String route) {
    StringBuilder ring = new StringBuilder("source,target,weight\n");
    for (int i = 0; i < 40; i++) {
      ring.append("n%d,n%d,%s\n".formatted(i, (i + 1) % 40, i == 17 ? "5" : "0.3"));
    }
    shell.write("ring.csv", ring.toString());
    shell.refuses(ExitCode.DATA,
        "scores @ring.csv --undirected --kind network --leak 1 -q -o @s.csv --scores " + route)
        .says(route.equals("sketch") ? "E143" : "E140", "ode n17");
  }

  /** A hub with 10⁵ leaves: every leaf's edge is a bridge, of leverage 1. */
  @ParameterizedTest
  @ValueSource(strings = {"exact", "sketch", "auto"})
  void starOfAHundredThousandLeaves(String route) {
    int leaves = 100_000;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < leaves; i++) {
      lines.add((i + 2) + " 1 1");
    }
    graph(leaves + 1, lines);
    scores(route).exits(ExitCode.OK);
    assertThat(sum()).isCloseTo(leaves, within(1e-3 * leaves)); // all but 10⁻⁵ of a leaf's variance is local
  }

  /** A path of a million neurons is read, looked at and scored; its slowest mode takes 10¹¹ times its fastest. */
  @Test
  void pathOfAMillion() {
    int n = 1_000_000;
    StringBuilder text = new StringBuilder(
        "%%MatrixMarket matrix coordinate real symmetric\n" + n + " " + n + " "
            + (n - 1) + "\n");
    for (int i = 1; i < n; i++) {
      text.append(i + 1).append(' ').append(i).append(" 1\n");
    }
    shell.write("g.mtx", text.toString());
    Shell.Result result = shell.does("scores @g.mtx --kind graph -q --json");
    assertThat(Tree.number(result.json(), "sum")).isCloseTo(0.5 * (n - 1), within(1e-6 * n));
    assertEquals("sparse", result.json().get("method"));
  }
}
