package org.secateur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.secateur.io.Bundle;
import org.secateur.io.Json;
import org.secateur.io.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what to cite. */
@Command(name = "cite", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
    footer = {
        "", "Examples:",
        "  secateur cite pruned --bibtex"},
    description = "What to cite: this software, and the papers behind the rule of a bundle.")
final class CiteCommand extends Verb {
  /** A work: key, how to print it, and its BibTeX. */
  private record Work(String key, String text, String bibtex) {
  }

  private static final Work MOORE = new Work("moore2020",
      "Moore E., Chaudhuri R. (2020). Using noise to probe recurrent neural network structure and prune synapses."
          + " Advances in Neural Information Processing Systems 33. arXiv:2011.07334",
      """
          @inproceedings{moore2020noise,
            author    = {Moore, Eli and Chaudhuri, Rishidev},
            title     = {Using noise to probe recurrent neural network structure and prune synapses},
            booktitle = {Advances in Neural Information Processing Systems},
            volume    = {33},
            year      = {2020},
            eprint    = {2011.07334},
            eprinttype = {arXiv}
          }""");

  private static final Work SPIELMAN = new Work("spielman2011",
      "Spielman D.A., Srivastava N. (2011). Graph sparsification by effective resistances. SIAM Journal on Computing 40,"
          + " 1913-1926.",
      """
          @article{spielman2011graph,
            author  = {Spielman, Daniel A. and Srivastava, Nikhil},
            title   = {Graph sparsification by effective resistances},
            journal = {SIAM Journal on Computing},
            volume  = {40},
            number  = {6},
            pages   = {1913--1926},
            year    = {2011}
          }""");

  private static final Work SCHOLL = new Work("scholl2021",
      "Scholl C., Rule M.E., Hennig M.H. (2021). The information theory of developmental pruning: Optimizing global network"
          + " architectures using local synaptic rules. PLOS Computational Biology 17(10), e1009458.",
      """
          @article{scholl2021information,
            author  = {Scholl, Carolin and Rule, Michael E. and Hennig, Matthias H.},
            title   = {The information theory of developmental pruning: Optimizing global network architectures using
                       local synaptic rules},
            journal = {PLOS Computational Biology},
            volume  = {17},
            number  = {10},
            pages   = {e1009458},
            year    = {2021}
          }""");

  @Parameters(arity = "0..1", paramLabel = "BUNDLE",
      description = "A folder that prune, or a command of boltzmann, wrote.")
  @Nullable
  Path bundle;

  @Option(names = "--bibtex", description = "As BibTeX.")
  boolean bibtex;

  @Override
  boolean writes() {
    return false;
  }

  @Override
  int run(Console console, TerminalProgress progress) throws Exception {
    if (bundle != null && Files.exists(bundle.resolve(RunFolder.RUN))) {
      RunFolder.open(bundle);
      print(console, List.of(software(), SCHOLL));
      return ExitCode.OK;
    }
    String rule = bundle == null ? "noise" : String.valueOf(rule(Bundle.open(bundle).certificate()));
    List<Work> works = switch (rule) {
      case "resistance" -> List.of(software(), SPIELMAN);
      case "weight", "uniform", "top" -> List.of(software());
      default -> List.of(software(), MOORE);
    };
    print(console, works);
    return ExitCode.OK;
  }

  private void print(Console console, List<Work> works) {
    if (common.json) {
      console.print(Json.write(Map.of("schema", "secateur/citation/1", "works", works)));
      return;
    }
    for (Work work : works) {
      console.print(bibtex ? work.bibtex() : work.text());
    }
  }

  private static @Nullable Object rule(Map<String, @Nullable Object> certificate) {
    return certificate.get("provenance") instanceof Map<?, ?> p
        && p.get("configuration") instanceof Map<?, ?> c
            ? c.get("rule")
            : "noise";
  }

  private static Work software() {
    String version = Version.number();
    return new Work("secateur",
        "Secateur " + version + ": prune networks by local, activity-driven rules, and prove what"
            + " survived (software, Apache-2.0).",
        """
            @software{secateur,
              title   = {Secateur: prune networks by local, activity-driven rules, and prove what survived},
              version = {%s},
              license = {Apache-2.0}
            }""".formatted(version));
  }
}
