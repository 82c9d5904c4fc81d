package org.secateur.cli;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.io.CellDeclaration;
import org.secateur.io.InputException;
import org.secateur.io.NetworkFile;
import org.secateur.io.ReadOptions;
import org.secateur.rnn.GatedNetwork;
import org.secateur.rnn.TransferFunction;
import picocli.CommandLine.Option;

/** What a file of arrays does not say about its network. */
final class CellFlags {
  @Option(names = "--tensor", paramLabel = "NAME",
      description = "The array of recurrent weights, where a file holds several layers.")
  @Nullable
  String tensor;

  @Option(names = "--transfer", paramLabel = "F",
      description = "linear, rectified or tanh: rates from voltages; the candidate's function of gated units.")
  @Nullable
  TransferFunction transfer;

  @Option(names = "--step", paramLabel = "A",
      description = "How far a step goes: v <- (1 - A) v + A (...), A = dt/tau; 1 for networks without leak.")
  @Nullable
  Double step;

  @Option(names = "--reset", paramLabel = "WHERE",
      description = "before or after: where the reset gate acts. Default: as the biases tell.")
  GatedNetwork.@Nullable Reset reset;

  @Option(names = "--quantum", paramLabel = "X",
      description = "What 1 stands for in arrays of whole numbers, such as 0.00390625.")
  @Nullable
  Double quantum;

  NetworkFile read(Path path) throws InputException {
    if (step != null && !(step > 0 && step <= 1)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--step %s is not in (0, 1]".formatted(step),
          "--step 0.1 where dt is a tenth of tau");
    }
    if (quantum != null && !(quantum > 0 && quantum < Double.POSITIVE_INFINITY)) {
      throw Failure.of(ExitCode.USAGE, "E172", "--quantum %s is not positive".formatted(quantum),
          "--quantum 0.00390625");
    }
    return NetworkFile.read(path,
        new CellDeclaration(Optional.ofNullable(tensor), Optional.ofNullable(transfer),
            Optional.ofNullable(step), Optional.ofNullable(reset), Optional.ofNullable(quantum)),
        ReadOptions.DEFAULT);
  }
}
