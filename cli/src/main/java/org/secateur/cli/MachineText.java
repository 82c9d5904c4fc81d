package org.secateur.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.secateur.boltzmann.Machine;

/** Machines in words. */
final class MachineText {
  private MachineText() {
  }

  /** Layers, synapses and density: 784-64, 50,176 synapses (all pairs). */
  static String line(Machine m) {
    long pairs = 0;
    for (int l = 0; l + 1 < m.layers(); l++) {
      pairs += (long) m.units(l) * m.units(l + 1);
    }
    return "%s   %s (%s)".formatted(layers(m), Text.count(m.synapses(), "synapse"),
        pairs == m.synapses()
            ? "all pairs of neighbouring layers"
            : Text.percent((double) m.synapses() / pairs) + " of all pairs");
  }

  /** 784-64. */
  static String layers(Machine m) {
    return Arrays.stream(m.units()).mapToObj(Integer::toString).collect(Collectors.joining("-"));
  }
}
