package org.secateur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.certify.Certificate;
import org.secateur.io.Bundle;
import org.secateur.io.BundleContents;
import org.secateur.io.CertificateJson;
import org.secateur.io.FileStamp;
import org.secateur.io.InputException;
import org.secateur.io.Json;
import org.secateur.report.Comparison;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a bundle again. */
@Command(name = "verify", mixinStandardHelpOptions = true, versionProvider = Version.class,
    sortOptions = false, footer = {
        "", "Examples:", "  secateur verify pruned"},
    description = {
        "Hash the files of a bundle again, measure the pair again, and compare every field of the certificate: same,"
            + " within rounding, or different. Exit status 1 if anything differs."})
final class VerifyCommand extends Verb {
  @Parameters(paramLabel = "BUNDLE", description = "A folder that prune wrote.")
  Path folder = Path.of("");

  @Option(names = "--original", paramLabel = "FILE",
      description = "The original network. Default: the file of that name beside the bundle, or in the current folder.")
  @Nullable
  String original;

  @Override
  boolean writes() {
    return false;
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    Bundle bundle = Bundle.open(folder);
    if (RnnVerification.fits(bundle)) {
      progress.report("measuring again", 0, 1);
      List<Comparison.Line> lines = RnnVerification.of(bundle, original);
      progress.close();
      print(console, lines, different(lines));
      return different(lines) == 0 ? ExitCode.OK : ExitCode.NO;
    }
    List<Comparison.Line> lines = new ArrayList<>(files(bundle));
    PruneCommand settings = settings();
    String file = original != null ? original : locate(bundle);
    lines.add(originalHash(bundle, file));
    besideBundle(settings, file);
    try {
      lines.addAll(measured(bundle, settings, file, progress));
    } catch (InputException e) {
      if (different(lines) == 0) {
        throw e;
      }
      console.remark("note[N183]: the files were changed and cannot be measured again: %s", e.message());
    }
    progress.close();
    long different = different(lines);
    print(console, lines, different);
    return different == 0 ? ExitCode.OK : ExitCode.NO;
  }

  private static long different(List<Comparison.Line> lines) {
    return lines.stream().filter(l -> l.verdict() == Comparison.Verdict.DIFFERENT).count();
  }

  private List<Comparison.Line> measured(Bundle bundle, PruneCommand settings, String file,
      TerminalProgress progress) throws InputException {
    progress.report("measuring again", 0, 1);
    BundleContents contents = BundleContents.read(bundle,
        loader(settings.input, settings.meaning, progress).load(file),
        settings.input.toReadOptions(settings.meaning.autoScale()));
    Certificate certificate = settings.certifyAgain(contents, progress);
    progress.report("measuring again", 1, 1);
    Map<String, Object> again = Json.parse(
        Json.write(CertificateJson.of(certificate, contents.original().network())), "certificate");
    return Comparison.of(bundle.certificate(), again);
  }

  /** Side files are looked for where they were, beside the original and beside the bundle. */
  private void besideBundle(PruneCommand settings, String original) {
    List<Path> folders = new ArrayList<>();
    Optional.ofNullable(InputOptions.file(original).toAbsolutePath().getParent()).ifPresent(folders::add);
    Optional.ofNullable(folder.toAbsolutePath().normalize().getParent()).ifPresent(folders::add);
    settings.meaning.leak = found(settings.meaning.leak, folders);
    settings.meaning.signs = Optional.ofNullable(found(settings.meaning.signs, folders)).orElse("as-stored");
    settings.rules.activity = found(settings.rules.activity, folders);
    settings.measure.inputFile = found(settings.measure.inputFile, folders);
  }

  private static @Nullable String found(@Nullable String value, List<Path> folders) {
    if (value != null && !Files.exists(InputOptions.file(value))) {
      for (Path folder : folders) {
        if (Files.isRegularFile(InputOptions.file(folder.resolve(value).toString()))) {
          return folder.resolve(value).toString();
        }
      }
    }
    return value;
  }

  /** The flags the bundle was pruned with, as the command line that made it would have set them. */
  private PruneCommand settings() {
    PruneCommand prune = new PruneCommand();
    CommandLine line = new CommandLine(prune);
    line.setDefaultValueProvider(
        new Defaults(new String[]{"--config", folder.resolve(Bundle.CONFIGURATION).toString()}, Map.of()));
    line.parseArgs("-");
    return prune;
  }

  private String locate(Bundle bundle) throws InputException {
    String spec = String.valueOf(input(bundle).get("file"));
    int colons = spec.indexOf("::");
    String name = colons < 0 ? spec : spec.substring(0, colons);
    String member = colons < 0 ? "" : spec.substring(colons);
    if (name.equals("standard input")) {
      throw InputException.of("E101", "the original came from standard input")
          .withHint("secateur verify %s --original FILE".formatted(folder));
    }
    Path plain = Path.of(name).getFileName();
    Path beside = Optional.ofNullable(folder.toAbsolutePath().normalize().getParent()).orElse(folder);
    for (Path candidate : List.of(beside.resolve(String.valueOf(plain)), Path.of(String.valueOf(plain)))) {
      if (Files.isRegularFile(candidate)) {
        return candidate + member;
      }
    }
    throw InputException
        .of("E101", "the original \"%s\" is neither beside the bundle nor in this folder".formatted(name))
        .withHint("secateur verify %s --original PATH/TO/%s".formatted(folder, name));
  }

  private static Map<?, ?> input(Bundle bundle) {
    return bundle.certificate().get("provenance") instanceof Map<?, ?> p
        && p.get("input") instanceof Map<?, ?> i ? i : Map.of();
  }

  private static Comparison.Line originalHash(Bundle bundle, String file) throws InputException {
    Object stored = input(bundle).get("sha256");
    String now = FileStamp.of(InputOptions.file(file)).sha256();
    return new Comparison.Line("original.sha256", String.valueOf(stored), now,
        now.equals(stored) ? Comparison.Verdict.SAME : Comparison.Verdict.DIFFERENT);
  }

  private List<Comparison.Line> files(Bundle bundle) throws InputException {
    List<Comparison.Line> lines = new ArrayList<>();
    if (bundle.certificate().get("files") instanceof Map<?, ?> files) {
      for (Map.Entry<?, ?> entry : files.entrySet()) {
        Path file = folder.resolve(String.valueOf(Path.of(String.valueOf(entry.getKey())).getFileName()));
        Object stored = entry.getValue() instanceof Map<?, ?> m ? m.get("sha256") : null;
        String now = Files.isRegularFile(file) ? FileStamp.of(file).sha256() : "missing";
        lines.add(new Comparison.Line("files." + entry.getKey() + ".sha256", String.valueOf(stored), now,
            now.equals(stored) ? Comparison.Verdict.SAME : Comparison.Verdict.DIFFERENT));
      }
    }
    return lines;
  }

  private void print(Console console, List<Comparison.Line> lines, long different) {
    if (common.json) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("schema", "secateur/verification/1");
      m.put("same", different == 0);
      m.put("fields", lines);
      console.print(Json.write(m));
      return;
    }
    long rounding = lines.stream().filter(l -> l.verdict() == Comparison.Verdict.WITHIN_ROUNDING).count();
    for (Comparison.Line line : lines) {
      if (line.verdict() == Comparison.Verdict.DIFFERENT || common.verbose) {
        console.say("%-16s %s: %s, now %s", line.verdict().word(), line.field(), line.stored(),
            line.measured());
      }
    }
    console.say("Verified    %s fields: %s same, %s within rounding, %s different", Text.count(lines.size()),
        Text.count(lines.size() - rounding - different), Text.count(rounding), Text.count(different));
  }
}
