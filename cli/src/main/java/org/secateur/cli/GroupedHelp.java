package org.secateur.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists a command's flags under headings, one for each set of flags that belongs together. */
final class GroupedHelp {
  private static final String OWN = "Of this command:";
  private static final Map<String, String> HEADINGS = headings();

  private GroupedHelp() {
  }

  private static Map<String, String> headings() {
    Map<String, String> m = new LinkedHashMap<>();
    m.put("budget", "How much to keep (exactly one):");
    m.put("rules", "Which rule, and what happens to the survivors:");
    m.put("machine", "What machine:");
    m.put("criterion", "Which synapses go, and what goes with them:");
    m.put("training", "How it is trained:");
    m.put("evaluation", "How it is measured:");
    m.put("pruning", "Which synapses go, and what becomes of the others:");
    m.put("own", OWN);
    m.put("noise", "Noise that drives the network:");
    m.put("trials", "What the network is run on:");
    m.put("cell", "What the file does not say:");
    m.put("data", "How data become binary patterns:");
    m.put("engine", "Where it is pruned:");
    m.put("meaning", "What the matrix means (declared, never guessed):");
    m.put("measure", "What is measured:");
    m.put("input", "How the file is read:");
    m.put("common", "On every command:");
    return m;
  }

  static void install(CommandLine line) {
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, GroupedHelp::render);
  }

  private static String render(Help help) {
    CommandSpec spec = help.commandSpec();
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    List<OptionSpec> own = new ArrayList<>(spec.options());
    own.removeIf(OptionSpec::hidden);
    List<OptionSpec> standard = own.stream().filter(o -> o.usageHelp() || o.versionHelp()).toList();
    own.removeAll(standard);
    for (Map.Entry<String, String> heading : HEADINGS.entrySet()) {
      groups.put(heading.getValue(), List.of()); // keeps its place
      CommandSpec mixin = spec.mixins().get(heading.getKey());
      if (mixin != null) {
        List<String> names = mixin.options().stream().map(OptionSpec::longestName).toList();
        List<OptionSpec> group = own.stream().filter(o -> names.contains(o.longestName())).toList();
        own.removeAll(group);
        groups.put(heading.getValue(), group);
      }
    }
    groups.computeIfPresent(HEADINGS.get("common"), (heading, group) -> concat(group, standard));
    groups.put(OWN, own);
    StringBuilder text = new StringBuilder();
    groups.values().removeIf(List::isEmpty);
    groups.forEach(
        (heading, options) -> text.append('\n').append(heading).append('\n').append(list(help, options)));
    return text.toString();
  }

  private static List<OptionSpec> concat(List<OptionSpec> some, List<OptionSpec> more) {
    List<OptionSpec> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static String list(Help help, List<OptionSpec> options) {
    Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.parameterLabelRenderer());
    return layout.toString();
  }
}
