package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that machines cannot learn from as they are: each is refused or warned of, and the hint gets past it. */
final class BoltzmannDataTest {
  private static final String FIT = "boltzmann fit @d.csv --layers 4,3 --epochs 1 -o @m";

  @TempDir
  Path folder;

  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void makeShell() {
    shell = new Shell(folder);
  }

  private void rows(String... rows) {
    StringJoiner text = new StringJoiner("\n", "", "\n");
    List.of(rows).forEach(text::add);
    shell.write("d.csv", text.toString());
  }

  /** The first option that the message proposes. */
  private static String hint(Shell.Result result) {
    return result.err().replaceFirst("(?s).*hint: ((--[a-z-]+( [^-, ]\\S*)?\\s?)+).*", "$1")
        .replaceAll("[,;](?= |$)", "").strip();
  }

  /** Case 38. */
  @Test
  void valuesOutOfRange() {
    rows("0,255,0,255", "255,0,0,255", "255,255,0,0", "0,0,255,255");
    Shell.Result refused = shell.refuses(ExitCode.DATA, FIT + " --no-header").says("E200", "data reach 255",
        "--scale 255");
    shell.does(FIT + " --no-header " + hint(refused));
  }

  /** Case 39. */
  @Test
  void anotherNumberOfVisibleUnits() {
    shell.does("boltzmann fit bars-and-stripes:2 --layers 4,3 --epochs 1 -o @four");
    shell.write("d.npy", Fixtures.npy("|u1", "(2, 6, 6)", new byte[72]));
    byte[] some = new byte[72];
    for (int k = 0; k < some.length; k += 3) {
      some[k] = 1;
    }
    shell.write("d.npy", Fixtures.npy("|u1", "(2, 6, 6)", some));
    Shell.Result refused = shell.refuses(ExitCode.DATA, "boltzmann score @four @d.npy").says("E201",
        "model has 4 visible units, data have 36 columns (6x6)");
    shell.does("boltzmann score @four @d.npy " + hint(refused));
    shell.refuses(ExitCode.DATA, "boltzmann fit @d.npy --layers 4,3 -o @m").says("E201");
    shell.does("boltzmann fit @d.npy --layers 4,3 --epochs 1 -o @m " + hint(refused));
    byte[] colored = new byte[150];
    for (int k = 0; k < colored.length; k += 4) {
      colored[k] = 1;
    }
    shell.write("c.npy", Fixtures.npy("|u1", "(2, 75)", colored));
    Shell.Result three = shell.refuses(ExitCode.DATA, "boltzmann score @four @c.npy").says("E201",
        "(5x5x3?)");
    shell.does("boltzmann score @four @c.npy --threshold mean " + hint(three));
  }

  @Test
  void neitherZeroNorOne() {
    rows("0,0.5,0,1", "1,0,0,1", "1,0.25,1,0", "0,0,1,1");
    Shell.Result refused = shell.refuses(ExitCode.DATA, FIT + " --no-header").says("E203", "neither 0 nor 1");
    shell.does(FIT + " --no-header " + hint(refused));
  }

  @Test
  void notANumber() {
    rows("0,nan,0,1", "1,0,0,1", "1,1,1,0", "0,0,1,1");
    shell.refuses(ExitCode.DATA, FIT + " --no-header").says("E120", "NaN",
        "fill them in, or leave out those samples");
    shell.write("d.npy", Fixtures.npy(new double[][]{{0, 1, 0, Double.POSITIVE_INFINITY}, {1, 0, 0, 1}}));
    shell.refuses(ExitCode.DATA, "boltzmann fit @d.npy --layers 4,3 -o @m").says("E121");
  }

  @Test
  void constantColumns() {
    rows("0,1,0,1", "1,1,0,1", "1,1,1,0", "0,1,1,1");
    shell.does(FIT + " --no-header").says("W205", "1 of 4 columns");
    rows("1,1,1,1", "1,1,1,1");
    shell.does(FIT + " --no-header --overwrite").says("W205", "4 of 4 columns");
    shell.refuses(ExitCode.DATA, FIT + " --no-header --overwrite --threshold 2").says("E204");
  }

  @Test
  void labels() {
    rows("0,1,0,1", "1,1,0,1", "1,1,1,0", "0,0,1,1");
    shell.write("y.csv", "0\n1\n0\n9\n");
    shell.refuses(ExitCode.DATA, FIT + " --no-header --labels @y.csv").says("E207",
        "more classes (10) than labels (4)");
    shell.write("y.csv", "0\n1\n");
    shell.refuses(ExitCode.DATA, FIT + " --no-header --labels @y.csv").says("E206", "2 labels", "4 samples");
    shell.write("y.csv", "0\n1\n0\n1\n");
    shell.does(FIT + " --no-header --labels @y.csv");
    rows("a,b,c,d,label", "0,1,0,1,0", "1,1,0,1,1", "1,0,1,0,1");
    Shell.Result refused = shell.refuses(ExitCode.DATA, FIT + " --overwrite").says("E207");
    shell.does(FIT + " --overwrite " + hint(refused));
  }

  @Test
  void testPatternsWithClassesThatTheDataDoNotHave() {
    shell.does("boltzmann fit bars-and-stripes:2 --layers 4,3 --epochs 1 -o @four");
    rows("0,1,0,1", "1,1,0,1", "1,1,1,0", "0,0,1,1");
    shell.write("y.csv", "0\n1\n0\n1\n").write("z.csv", "0\n1\n2\n1\n");
    shell.refuses(ExitCode.DATA, "boltzmann score @four @d.csv --no-header --labels @y.csv --test @d.csv"
        + " --test-labels @z.csv").says("E207");
    shell.does("boltzmann score @four @d.csv --no-header --labels @y.csv --test @d.csv --test-labels @y.csv");
  }

  @Test
  void generatedDataAreBinaryAlready() {
    shell.refuses(ExitCode.USAGE, "boltzmann fit font-digits --layers 100,5 --threshold 0.5 -o @m").says(
        "E172",
        "generated");
    shell.refuses(ExitCode.USAGE, "boltzmann fit font-digits:1.5 --layers 100,5 -o @m").says("E172");
    shell.refuses(ExitCode.DATA, "boltzmann fit font-digitz --layers 100,5 -o @m").says("E101",
        "generated data",
        "font-digits");
    Shell.Result refused = shell.refuses(ExitCode.DATA, "boltzmann fit bars-and-stripes:2 --layers 9,3 -o @m")
        .says("E201", "9 visible units");
    shell.does("boltzmann fit bars-and-stripes:2 -o @m " + hint(refused));
  }

  @Test
  void anArchiveOfSeveralArraysIsNamedWithOne() {
    byte[] x = {0, 1, 1, 0, 1, 0, 0, 1};
    shell.write("d.npz", Fixtures.zip(java.util.Map.of("x.npy", Fixtures.npy("|u1", "(4, 2)", x), "y.npy",
        Fixtures.npy("|u1", "(4,)", new byte[]{0, 1, 1, 0}))));
    shell.refuses(ExitCode.DATA, "boltzmann fit @d.npz --layers 2,3 -o @m").says("E103",
        "name the array: d.npz::");
    assertThat(shell.does("boltzmann fit @d.npz::x --labels @d.npz::y --layers 2,3 --epochs 1 -o @m").out())
        .contains("2 classes", "--labels");
  }

  /** The command of the documentation, on the digits themselves. */
  @Test
  void realDigits() {
    Path data = Stream.of(System.getProperty("secateur.shared.data"), System.getenv("SECATEUR_SHARED_DATA"),
        "../../shared/data", "../shared/data").filter(f -> f != null && Files.isDirectory(Path.of(f)))
        .findFirst().map(f -> Path.of(f).resolve("mnist-subset/t10k1000-images-idx3-ubyte"))
        .orElse(Path.of("none"));
    Assumptions.assumeTrue(Files.exists(data),
        "no folder shared/data beside the repository; set SECATEUR_SHARED_DATA");
    Shell.Result refused = shell.refuses(ExitCode.DATA,
        "boltzmann fit " + data + " --layers 784,20 --epochs 2 -o @m");
    shell.does("boltzmann fit " + data + " --layers 784,20 --epochs 2 -o @m " + hint(refused.says("E200")));
    assertThat(
        shell.does("boltzmann fit " + data + " --crop 4..23 --threshold mean --layers 400,400 --epochs 0"
            + " --receptive-field 5x5 -o @f").out())
        .contains("8,836 synapses");
  }
}
