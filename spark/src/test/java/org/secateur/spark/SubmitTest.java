package org.secateur.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as spark-submit starts it, in a process of its own: the master comes from the surroundings. */
class SubmitTest {
  @TempDir
  Path folder;

  private record Ended(int status, String said) {
  }

  private Ended submit(String... arguments) throws IOException, InterruptedException {
    Path jar = folder.resolve("application.jar"); // what it would hold is on the class path
    new JarOutputStream(Files.newOutputStream(jar)).close();
    List<String> line = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "org.apache.spark.deploy.SparkSubmit", "--master", "local[1]", "--conf",
            "spark.driver.host=127.0.0.1",
            "--class", "org.secateur.cli.Main", jar.toString(), "prune"));
    line.addAll(List.of(arguments));
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", folder.toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return new Ended(builder.start().waitFor(), Files.readString(log));
  }

  @Test
  void prunesAndRefusesToReplace() throws IOException, InterruptedException {
    Path edges = Files.writeString(folder.resolve("edges.tsv"), "0 1 1\n1 2 0.5\n0 2 2\n2 3 1\n");
    Path out = folder.resolve("cut");
    String[] order = {edges.toString(), "--engine", "spark", "--kind", "graph", "--edges", "3", "--connected",
        "-o", out.toString(), "--json"};
    Ended done = submit(order);
    assertThat(done.status).as(done.said).isZero();
    assertThat(done.said).contains("\"kept_edges\" : 3", "\"edges\" : 4");
    assertThat(out.resolve("report.json")).exists();
    Ended again = submit(order);
    assertThat(again.status).isNotZero();
    assertThat(again.said).contains("error[E194]").contains("exists already");
  }
}
