package org.secateur.cli;

import java.nio.file.Path;

import org.secateur.io.InputException;
import org.secateur.io.RnnBundle;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What every command that reads a trained network and perhaps trials for it is given. */
abstract class RnnReading extends Verb {
  @Parameters(paramLabel = "NET",
      description = "A trained network: .safetensors, .npz, or a folder of .npy and .csv files.")
  Path net = Path.of("");

  @Mixin(name = "trials")
  final TrialFlags trials = new TrialFlags();

  @Mixin(name = "cell")
  final CellFlags cell = new CellFlags();

  @Override
  Configuration configuration() throws InputException {
    return Configuration.of(spec(), RnnBundle.stamp(cell.read(net)));
  }
}
