package org.secateur.report;

import java.util.List;

/**
 * What only the program around a result knows of it.
 *
 * @param name of what was pruned
 * @param facts what was read and understood, each with the flag that changes it
 * @param command the command that did it
 * @param version of this program
 * @param warnings what was warned of
 * @param provenance hashes, versions, times
 * @param configuration the resolved configuration as text
 * @param afterwards commands that make it again and check it
 */
public record Setting(String name, List<Part.Fact> facts, String command, String version,
    List<String> warnings,
    List<Part.Fact> provenance, String configuration, List<String> afterwards) {

  /** Copies the lists. */
  public Setting {
    facts = List.copyOf(facts);
    warnings = List.copyOf(warnings);
    provenance = List.copyOf(provenance);
    afterwards = List.copyOf(afterwards);
  }

  /** Where it came from, and how to have it again. */
  public Report.Section provenanceSection() {
    return new Report.Section("provenance", "Provenance", List.of(new Part.Facts(provenance),
        new Part.Copyable("Again, and check", String.join("\n", afterwards), true),
        new Part.Copyable("Resolved configuration", configuration, true)));
  }
}
