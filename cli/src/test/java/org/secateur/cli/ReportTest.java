package org.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secateur.cli.html.ReportPages;

/** Reports as files: where they are written, and that they hold what was done. */
class ReportTest {
  private static final long MOST_BYTES = 5_000_000;
  private static final String NETWORK = " --kind network --orientation post-rows --leak dominant:0.05";

  @TempDir
  private Path folder = Path.of("");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void begin() {
    shell = new Shell(folder);
    shell.write("w.npy", Fixtures.npy(Fixtures.clusters(8)));
  }

  private String page(String name) throws Exception {
    Path file = shell.path(name);
    assertThat(Files.size(file)).isLessThan(MOST_BYTES);
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @Test
  void aBundleHasItsReportAndVerifies() throws Exception {
    shell.does("prune @w.npy" + NETWORK + " --keep 0.5 --report -o @cut");
    String page = page("cut/report.html");
    assertThat(page).contains("Verdict", "Price list", "Against alternatives",
        "@inproceedings{moore2020noise",
        "secateur prune w.npy");
    assertThat(page).doesNotContain(folder.toString());
    assertThat(Files.readString(shell.path("cut/certificate.json"))).contains("report.html");
    shell.does("verify @cut");
    ReportPages.assertClean(shell.path("cut/report.html"));
  }

  @Test
  void theReportDoesNotChangeTheCertificate() throws Exception {
    shell.does("prune @w.npy" + NETWORK + " --keep 0.5 --report -o @one");
    shell.does("prune @w.npy" + NETWORK + " --keep 0.5 -o @two");
    assertEquals(Files.readString(shell.path("two/synapses.csv")),
        Files.readString(shell.path("one/synapses.csv")));
    assertEquals(Files.readString(shell.path("two/configuration.toml")),
        Files.readString(shell.path("one/configuration.toml")));
  }

  @Test
  void aDirectedPairOfSomebodyElse() throws Exception {
    double[][] w = Fixtures.directed(30, 6);
    shell.write("d.npy", Fixtures.npy(w));
    for (int i = 0; i < 30; i++) {
      w[i][(i + 1) % 30] = 0;
    }
    shell.write("e.npy", Fixtures.npy(w));
    shell.run("certify @d.npy @e.npy" + NETWORK + " --leak-pruned matched --report @pair.html");
    assertThat(page("pair.html")).contains("somebody else pruned this network", "complex plane");
    shell.run("certify @d.npy @e.npy" + NETWORK + " --leak-pruned matched --report @pair.html")
        .exits(ExitCode.REFUSED).says("E194");
    ReportPages.assertClean(shell.path("pair.html"));
  }

  /** Capped factors end at one value, which the title counts; the certificate has the page's hash. */
  @Test
  void aTrainedNetworkHasItsReport() throws Exception {
    shell.does("rnn train --task flipflop --units 20 --updates 20 -o @net.npz");
    shell.does(
        "rnn prune @net.npz --task flipflop --trials 32 --calibration 32 --mask s-np --repair capped --keep 0.4"
            + " --report -o @cut");
    String page = page("cut/report.html");
    assertThat(page).contains("Accuracy by mask and repair", "Eigenvalues of the recurrent weights",
        "cut off at the 50.0 % quantile", "Which synapses stay", "random", "of its accuracy",
        "@inproceedings{moore2020noise");
    assertThat(page).doesNotContain(folder.toString());
    assertThat(Files.readString(shell.path("cut/certificate.json"))).contains("report.html");
    shell.does("verify @cut");
    ReportPages.assertClean(shell.path("cut/report.html"));
  }

  /** Refused before anything is read. */
  @Test
  void aReportNeedsAFolder() {
    shell.run("rnn prune @net.npz --keep 0.4 --report").exits(ExitCode.USAGE).says("E172");
  }

  @Test
  void aMachineHasItsReport() throws Exception {
    shell.does("boltzmann fit bars-and-stripes --layers 16,6 --epochs 2 -o @m.rbm");
    shell.does(
        "boltzmann prune @m.rbm bars-and-stripes --rounds 2 --fraction-per-round 0.3 --retrain 1 --report -o @cut.rbm");
    assertThat(page("cut.rbm/report.html")).contains("Receptive fields", "Fisher information", "scholl2021");
    ReportPages.assertClean(shell.path("cut.rbm/report.html"));
  }

  /** Three clusters have three slow modes; the fourth is a fast one, and no rule keeps it. */
  @Test
  void theDemoSpeaksOfItsThreeSlowModes() throws Exception {
    shell.does("demo -o @demo -q");
    assertThat(page("demo/report.html")).contains("The 3 slowest time constants are within 0.1")
        .doesNotContain("are kept as well by");
  }

  @Test
  void withoutAFolderThereIsNoPlaceForIt() {
    shell.run("prune @w.npy" + NETWORK + " --keep 0.5 --report").exits(ExitCode.USAGE).says("E172", "-o DIR");
  }
}
