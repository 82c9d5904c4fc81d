package org.secateur.cli;

import java.util.Optional;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;
import org.secateur.certify.Certify;
import org.secateur.certify.Level;
import org.secateur.dynamics.Activation;
import org.secateur.io.InputException;
import org.secateur.io.NeuronVector;
import org.secateur.io.ReadOptions;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.study.Measure;
import picocli.CommandLine.Option;

/** What a certificate measures. */
final class CertificateOptions {
  @Option(names = "--modes", paramLabel = "k", defaultValue = "5",
      description = "How many of the slowest modes to compare. Default: ${DEFAULT-VALUE}.")
  int modes = Certify.DEFAULT_MODES;

  @Option(names = "--horizon", paramLabel = "T",
      description = "Latest time to compare trajectories at, in s. Default: the slowest time constant.")
  @Nullable
  Double horizon;

  @Option(names = "--certify", paramLabel = "LEVEL", defaultValue = "full",
      description = "full, or quick: worst direction, slow modes, stability and structure only.")
  String level = "full";

  @Option(names = "--activation", paramLabel = "UNIT", defaultValue = "linear",
      description = "linear, or relu: also compare rectified-linear networks, simulated.")
  String activation = "linear";

  @Option(names = "--input", paramLabel = "FILE",
      description = "Constant input to each neuron in simulated trajectories. Default: drawn, standard normal.")
  @Nullable
  String inputFile;

  Measure toMeasure(Seed seed, Network network) throws InputException {
    if (modes < 1) {
      throw Failure.of(ExitCode.USAGE, "E172", "--modes %d is not a number of modes".formatted(modes),
          "--modes 5");
    }
    if (horizon != null && !(horizon > 0 && horizon < Double.POSITIVE_INFINITY)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--horizon %s is not a time".formatted(horizon),
          "--horizon 10");
    }
    Level levelValue = InputOptions.choice("--certify", level, InputOptions.constant(Level.class, level),
        "full or quick");
    Activation unit = InputOptions.choice("--activation", activation,
        InputOptions.constant(Activation.class, activation),
        "linear or relu");
    Optional<double[]> input = inputFile == null
        ? Optional.empty()
        : Optional.of(NeuronVector.read(inputFile, network.neurons(), network.labels(), ReadOptions.DEFAULT));
    return new Measure(modes, horizon == null ? OptionalDouble.empty() : OptionalDouble.of(horizon),
        levelValue, unit, input,
        seed);
  }
}
