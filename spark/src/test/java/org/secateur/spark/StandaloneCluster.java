package org.secateur.spark;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.apache.spark.SparkConf;

/** A master and workers as processes of their own on loopback, from the jars of the class path alone. */
final class StandaloneCluster implements AutoCloseable {
  private static final int START_TRIES = 600;
  private static final long BETWEEN_TRIES = 200_000_000; // ns: two minutes in all

  private final Path folder;
  private final int port;
  private final String classPath;
  private final Process master;
  private final List<Process> workers = new ArrayList<>();

  private StandaloneCluster(Path folder, int port, String classPath) throws IOException {
    this.folder = folder;
    this.port = port;
    this.classPath = classPath;
    Files.createDirectories(folder.resolve("home/jars"));
    for (String jar : classPath.split(File.pathSeparator, -1)) {
      if (jar.endsWith(".jar")) {
        Path link = folder.resolve("home/jars").resolve(Path.of(jar).getFileName());
        if (Files.notExists(link)) {
          Files.createSymbolicLink(link, Path.of(jar));
        }
      }
    }
    this.master = java("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port",
        Integer.toString(port), "--webui-port", "0");
  }

  /** Starts a master and so many workers of one processor and one gigabyte. */
  static StandaloneCluster start(Path folder, int workers) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    StandaloneCluster cluster = new StandaloneCluster(folder, port,
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    cluster.awaitMaster();
    for (int w = 0; w < workers; w++) {
      cluster.addWorker();
    }
    return cluster;
  }

  /** A JVM takes its time to listen, and longer where it shares its processors: a job that asks before is refused. */
  private void awaitMaster() throws IOException {
    for (int tries = 0; tries < START_TRIES && master.isAlive(); tries++) {
      if (listens()) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_TRIES);
    }
    close();
    throw new IOException("no master: " + Files.readString(folder.resolve("master.log")));
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (ConnectException refused) {
      return false;
    }
  }

  void addWorker() throws IOException {
    String name = "worker" + workers.size();
    workers
        .add(java(name, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0",
            "--cores", "1", "--memory", "1g", "-d", folder.resolve(name).toString(), url()));
  }

  String url() {
    return "spark://127.0.0.1:" + port;
  }

  /** What a job on this cluster is configured with. */
  SparkConf conf() {
    return ClusterSession.defaults(new SparkConf(false)).setMaster(url()).setAppName("secateur-test")
        .set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.executor.memory", "1g").set("spark.executor.extraClassPath", classPath);
  }

  /** Kills a worker and the executors it started, without a word to anybody. */
  void kill(int worker) {
    Process process = workers.get(worker);
    List<ProcessHandle> executors = process.toHandle().descendants().toList();
    process.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
  }

  private Process java(String name, String... command) throws IOException {
    List<String> line = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m", "-cp", classPath));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  @Override
  public void close() {
    for (int w = 0; w < workers.size(); w++) {
      kill(w);
    }
    master.destroyForcibly();
  }
}
