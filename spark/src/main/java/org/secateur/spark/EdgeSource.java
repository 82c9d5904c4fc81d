package org.secateur.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** An edge list on any file system that Hadoop knows: a file, or a folder of part files. */
sealed interface EdgeSource permits TextEdges, ParquetEdges {

  /** Its rows, some thousand at a time; zero weights are left out. */
  JavaRDD<EdgeBatch> batches(JavaSparkContext spark);

  /**
   * Looks what a path holds; the data are not read.
   *
   * @param dropLoops whether self-connections are left out rather than refused
   * @throws ClusterException E101 if there is nothing there, E303 if it cannot be read as a list of edges
   */
  static EdgeSource of(JavaSparkContext spark, String path, boolean dropLoops) {
    Configuration configuration = spark.hadoopConfiguration();
    try {
      Path at = new Path(path);
      FileSystem files = at.getFileSystem(configuration);
      if (!files.exists(at)) {
        throw ClusterException.of("E101", "there is no \"%s\" on %s".formatted(path, files.getUri()))
            .withHint(
                "a path without a scheme is looked for on the cluster's default file system; file:///PATH"
                    + " must be readable by every worker");
      }
      List<Path> parts = parts(files, at);
      if (parts.isEmpty()) {
        throw ClusterException.of("E130", "\"%s\" holds no files: nothing to prune".formatted(path))
            .withHint("name the folder with the part files itself");
      }
      boolean parquet = ParquetEdges.isParquet(files, parts.getFirst());
      for (Path part : parts) {
        if (ParquetEdges.isParquet(files, part) != parquet) {
          throw ClusterException.of("E303", parquet
              ? "this is no Parquet file, and %s is one".formatted(parts.getFirst().getName())
              : "this is a Parquet file, and %s is none".formatted(parts.getFirst().getName()))
              .at(part.toString()).withHint("keep files of one kind in a folder");
        }
      }
      return parquet
          ? ParquetEdges.of(configuration, path, parts, dropLoops)
          : new TextEdges(path, dropLoops);
    } catch (IOException | IllegalArgumentException e) {
      throw ClusterException.of("E101", "\"%s\" cannot be opened: %s".formatted(path, e.getMessage()))
          .withHint(
              "file:///PATH, hdfs://HOST/PATH, or another scheme whose connector is on Spark's class path")
          .because(e);
    }
  }

  private static List<Path> parts(FileSystem files, Path at) throws IOException {
    FileStatus status = files.getFileStatus(at);
    if (status.isFile()) {
      return List.of(at);
    }
    List<FileStatus> seen = Arrays.stream(files.listStatus(at))
        .filter(s -> !s.getPath().getName().startsWith("_") && !s.getPath().getName().startsWith("."))
        .toList();
    Optional<FileStatus> inner = seen.stream().filter(FileStatus::isDirectory).findFirst();
    if (inner.isPresent()) {
      throw ClusterException.of("E303", "a folder among the files of \"%s\"".formatted(at))
          .at(inner.get().getPath().toString()).withHint("name the folder with the part files itself");
    }
    return seen.stream().map(FileStatus::getPath).sorted().toList();
  }
}
