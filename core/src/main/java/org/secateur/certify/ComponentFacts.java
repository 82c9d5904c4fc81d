package org.secateur.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.secateur.dynamics.Drift;
import org.secateur.network.Components;
import org.secateur.network.Network;
import org.secateur.network.Parts;
import org.secateur.random.Seed;
import org.secateur.spectral.Extreme;
import org.secateur.spectral.FreeModes;
import org.secateur.spectral.LargePair;
import org.secateur.spectral.Pencil;

/** Certifies the components of a disconnected network one by one; neurons without connections are left out. */
final class ComponentFacts {
  private ComponentFacts() {
  }

  static List<ComponentFact> of(Drift original, Drift pruned, Seed seed) {
    Components components = Components.of(original.network());
    List<ComponentFact> facts = new ArrayList<>();
    if (components.count() < 2) {
      return facts;
    }
    Parts parts = Parts.of(components, original.size());
    for (int c = 0; c < parts.count(); c++) {
      if (parts.size(c) > 1) {
        facts.add(fact(c, parts, original.network(), pruned.network(), seed));
      }
    }
    return facts;
  }

  /** What was found of the components of a large network. */
  static List<ComponentFact> of(LargePair.Pencils pencils) {
    List<ComponentFact> facts = new ArrayList<>();
    for (LargePair.Part p : pencils.parts()) {
      OptionalDouble low = OptionalDouble.empty();
      OptionalDouble high = OptionalDouble.empty();
      if (p.pencil() instanceof Pencil.Range(Extreme l, Extreme h, int free, Pencil.Method method)) {
        low = OptionalDouble.of(l.value());
        high = OptionalDouble.of(h.value());
      }
      facts.add(new ComponentFact(p.component(), p.firstNeuron(), p.neurons(), p.pieces(), p.smallestSlack(),
          p.free(),
          low, high));
    }
    return facts;
  }

  private static ComponentFact fact(int c, Parts parts, Network original, Network pruned, Seed seed) {
    Drift before = Drift.of(parts.part(original, c));
    Drift after = Drift.of(parts.part(pruned, c));
    double slack = Double.POSITIVE_INFINITY;
    for (int i = 0; i < before.size(); i++) {
      slack = Math.min(slack, before.slack(i));
    }
    OptionalDouble low = OptionalDouble.empty();
    OptionalDouble high = OptionalDouble.empty();
    if (Pencil.of(before, after,
        seed) instanceof Pencil.Range(Extreme l, Extreme h, int free, Pencil.Method method)) {
      low = OptionalDouble.of(l.value());
      high = OptionalDouble.of(h.value());
    }
    return new ComponentFact(c, parts.member(c, 0), before.size(), Components.of(after.network()).count(),
        slack,
        FreeModes.of(before).count() > 0, low, high);
  }
}
