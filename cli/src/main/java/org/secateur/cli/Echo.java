package org.secateur.cli;

import org.secateur.io.DeclaredNetwork;
import org.secateur.network.Network;

/** Says back what was read and how it was understood. */
final class Echo {
  private Echo() {
  }

  static void print(Console console, DeclaredNetwork declared) {
    console.say("Read        %s", declared.source());
    for (DeclaredNetwork.Fact fact : declared.facts()) {
      console.say("%-11s %s", fact.name(), fact.value());
    }
    console.say("Signs       %s", signs(declared.network()));
  }

  /** Which signs the synapses of a network have. */
  static String signs(Network network) {
    long excitatory = 0;
    long inhibitory = 0;
    boolean[] excites = new boolean[network.neurons()];
    boolean[] inhibits = new boolean[network.neurons()];
    for (int k = 0; k < network.synapses(); k++) {
      if (network.weight(k) > 0) {
        excitatory++;
        excites[network.pre(k)] = true;
      } else {
        inhibitory++;
        inhibits[network.pre(k)] = true;
      }
    }
    boolean dale = true;
    for (int j = 0; j < excites.length; j++) {
      dale &= !(excites[j] && inhibits[j]);
    }
    double all = Math.max(1, excitatory + inhibitory);
    return "excitatory %s, inhibitory %s%s".formatted(Text.percent(excitatory / all),
        Text.percent(inhibitory / all),
        dale && inhibitory > 0 ? "; every neuron has one sign (Dale)" : "");
  }
}
