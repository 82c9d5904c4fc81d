package org.secateur.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.secateur.io.Existing;
import org.secateur.io.FileFormat;
import org.secateur.io.Json;
import org.secateur.io.MatrixReader;
import org.secateur.io.MatrixWriter;
import org.secateur.io.RawMatrix;
import org.secateur.io.ReadOptions;
import org.secateur.io.WriteOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rewrites a matrix in another format. */
@Command(name = "convert", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false, footer = {
        "", "Examples:", "  secateur convert W.mat::W W.npz",
        "  secateur convert edges.csv W.mtx --transpose"},
    description = "Rewrite a matrix in another format; labels and every bit of every weight stay.")
final class ConvertCommand extends Verb {
  @Parameters(index = "0", paramLabel = "IN",
      description = "The matrix: file, file.npz::W, or - with --format.")
  String from = "";

  @Parameters(index = "1", paramLabel = "OUT",
      description = "The new file; its ending names the format unless --to does.")
  Path to = Path.of("");

  @Option(names = "--to", paramLabel = "FORMAT", description = "npy, npz, csv, edges, mtx, mat or idx.")
  @Nullable
  String toFormat;

  @Option(names = "--transpose", description = "Swap rows and columns: pre-rows becomes post-rows.")
  boolean transpose;

  @Mixin
  final InputOptions input = new InputOptions();

  @Override
  boolean writes() {
    return false;
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    RawMatrix raw = MatrixReader.read(from, input.toReadOptions(false).withShape(ReadOptions.Shape.ANY));
    FileFormat format = target();
    RawMatrix out = MatrixConversion.of(raw, format, transpose);
    MatrixWriter.write(out, to, WriteOptions.DEFAULT.withFormat(format)
        .withExisting(common.overwrite ? Existing.OVERWRITE : Existing.REFUSE));
    if (common.json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("schema", "secateur/conversion/1");
      m.put("file", String.valueOf(to.getFileName()));
      m.put("format", format.option());
      m.put("rows", out.rows());
      m.put("columns", out.columns());
      m.put("entries", out.count());
      console.print(Json.write(m));
    } else {
      console.say("Read        %s", raw);
      console.say("Wrote       %s   %s, %s %s", to.getFileName(), format.option(), Text.count(out.count()),
          out.count() == 1 ? "entry" : "entries");
    }
    return ExitCode.OK;
  }

  private FileFormat target() {
    if (toFormat != null) {
      return InputOptions.choice("--to", toFormat, FileFormat.ofOption(toFormat),
          "npy, npz, csv, edges, mtx, mat or idx");
    }
    String name = String.valueOf(to.getFileName()).replaceFirst("\\.gz$", "");
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
    return FileFormat.ofOption(List.of("tsv", "txt").contains(ending) ? "csv" : ending).orElseThrow(
        () -> Failure.of(ExitCode.USAGE, "E172",
            "the ending of \"%s\" names no format".formatted(to.getFileName()),
            "--to npy, npz, csv, edges, mtx, mat or idx"));
  }
}
