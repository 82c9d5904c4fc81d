package org.secateur.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.secateur.boltzmann.prune.Selection;
import org.secateur.boltzmann.prune.UnitLoss;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The commands of Boltzmann machines. */
@Command(name = "boltzmann", mixinStandardHelpOptions = true, versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND", footer = {"", "First steps:",
        "  secateur boltzmann fit font-digits --layers 100,40 --epochs 10 -o digits.rbm",
        "  secateur boltzmann prune digits.rbm font-digits --rounds 3 -o pruned.rbm"},
    description = "Train, prune, score and sample Boltzmann machines of binary units.")
final class BoltzmannCommand implements Runnable {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  /** The commands by name. */
  static Map<String, Verb> parts() {
    Map<String, Verb> m = new LinkedHashMap<>();
    m.put("fit", new FitCommand());
    m.put("prune", new MachinePruneCommand());
    m.put("score", new ScoreCommand());
    m.put("sample", new SampleCommand());
    m.put("inspect", new MachineInspectCommand());
    return m;
  }

  /** Lets the words of some flags have hyphens. */
  static void teach(CommandLine line) {
    teach(line, Selection.Scope.class);
    teach(line, Selection.Zeros.class);
    teach(line, UnitLoss.Side.class);
    teach(line, MachinePruneFlags.Rates.class);
    teach(line, MachinePruneFlags.CountFrom.class);
    teach(line, EvaluationFlags.Partition.class);
    teach(line, TrainerFlags.Trainer.class);
  }

  /** Lets the words of one flag have hyphens. */
  static <E extends Enum<E>> void teach(CommandLine line, Class<E> type) {
    line.registerConverter(type,
        word -> InputOptions.constant(type, word).orElseThrow(() -> new TypeConversionException(
            "'%s' is none of %s".formatted(word, Arrays.stream(type.getEnumConstants())
                .map(e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "))))));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
