package org.secateur.report.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.secateur.certify.ComponentFact;
import org.secateur.certify.StructureFacts;
import org.secateur.network.Edges;
import org.secateur.network.ForceLayout;
import org.secateur.network.Network;
import org.secateur.random.Seed;
import org.secateur.report.Axis;
import org.secateur.report.Binning;
import org.secateur.report.Figure;
import org.secateur.report.Numerals;
import org.secateur.report.Panel;
import org.secateur.report.Part;
import org.secateur.report.Report;
import org.secateur.report.Role;
import org.secateur.report.Series;
import org.secateur.report.Table;
import org.secateur.report.Values;

/** The wiring, before and after, on one layout. */
final class StructureSection {
  /** Most edges drawn, and most of those between groups. */
  private static final int MOST_EDGES = 20_000;
  private static final int MOST_BETWEEN = 6_000;

  private final NetworkCase of;
  private final Survey survey;

  StructureSection(NetworkCase of, Survey survey) {
    this.of = of;
    this.survey = survey;
  }

  Report.Section section() {
    List<Part> parts = new ArrayList<>();
    StructureFacts s = of.certificate().structure();
    parts.add(new Part.Paragraph(sentence(s)));
    if (of.original().synapses() > 0) {
      parts.add(drawing());
      parts.add(strengths());
    }
    if (of.certificate().components().size() > 1) {
      parts.add(components());
    }
    return new Report.Section("structure", "Structure", parts);
  }

  private static String sentence(StructureFacts s) {
    String pieces = s.components().after() == s.components().before()
        ? "It hangs together as it did: %s.".formatted(Numerals.count(s.components().after(), "component"))
        : "It falls into %s, where there were %s.".formatted(
            Numerals.count(s.components().after(), "component"), Numerals.count(s.components().before()));
    return s.isolated().after() > s.isolated().before()
        ? pieces + " %s lost every connection.".formatted(
            Numerals.count(s.isolated().after() - s.isolated().before(), "neuron"))
        : pieces;
  }

  /** Which neurons are drawn, and their numbers on the page. */
  private static final class Sample {
    private final int[] neurons;
    private final int[] place; // (n) number on the page, −1 for those left out

    Sample(int[] neurons, int[] place) {
      this.neurons = neurons;
      this.place = place;
    }

    boolean has(int neuron) {
      return place[neuron] >= 0;
    }
  }

  /** All neurons group by group, or, of very many, those found first from the strongest on, breadth first. */
  private Sample sample() {
    Network network = of.original();
    int n = network.neurons();
    int[] chosen = n <= ForceLayout.MOST_NODES ? survey.order().clone() : neighbourhood(network);
    int[] place = new int[n];
    Arrays.fill(place, -1);
    for (int k = 0; k < chosen.length; k++) {
      place[chosen[k]] = k;
    }
    return new Sample(chosen, place);
  }

  private static int[] neighbourhood(Network network) {
    double[] strength = network.absoluteInput();
    int first = IntStream.range(0, strength.length).reduce(0, (a, b) -> strength[b] > strength[a] ? b : a);
    boolean[] seen = new boolean[strength.length];
    int[] queue = new int[ForceLayout.MOST_NODES];
    int count = 0;
    queue[count++] = first;
    seen[first] = true;
    for (int at = 0; at < count && count < queue.length; at++) {
      int i = queue[at];
      for (int k = network.firstSynapse(i); k < network.firstSynapse(i + 1) && count < queue.length; k++) {
        int j = network.pre(k);
        if (!seen[j]) {
          seen[j] = true;
          queue[count++] = j;
        }
      }
    }
    return Arrays.copyOf(queue, count);
  }

  private Figure drawing() {
    Sample sample = sample();
    Edges edges = Edges.of(of.original());
    List<Integer> between = new ArrayList<>();
    List<Integer> within = new ArrayList<>();
    for (int e = 0; e < edges.count(); e++) {
      if (sample.has(edges.post(e)) && sample.has(edges.pre(e))) {
        (survey.group(edges.post(e)) == survey.group(edges.pre(e)) ? within : between).add(e);
      }
    }
    int all = between.size() + within.size();
    int[] bridges = chosen(edges, between, MOST_BETWEEN);
    int[] inner = chosen(edges, within, MOST_EDGES - bridges.length);
    ForceLayout layout = layout(sample, edges, bridges, inner);
    int count = sample.neurons.length;
    Values x = Values.of(count, layout::x);
    Values y = Values.of(count, layout::y);
    Values group = Values.of(count, k -> survey.group(sample.neurons[k]));
    List<String> labels = Arrays.stream(sample.neurons).mapToObj(of.original()::label).toList();
    Panel before = new Panel.Drawing("original", x, y, group, labels, List.of(
        strand("within groups", Role.BACKGROUND, edges, sample, inner, false, false),
        strand("between groups, lost", Role.LOST, edges, sample, bridges, true, false),
        strand("between groups, kept", Role.KEPT, edges, sample, bridges, true, true)));
    Panel after = new Panel.Drawing("pruned", x, y, group, labels, List.of(
        strand("within groups", Role.BACKGROUND, edges, sample, inner, true, true),
        strand("between groups, kept", Role.KEPT, edges, sample, bridges, true, true)));
    String shown = sample.neurons.length < of.original().neurons() || bridges.length + inner.length < all
        ? Numerals.format(" Shown are %,d of %,d neurons and %,d of %,d edges.", sample.neurons.length,
            of.original().neurons(), bridges.length + inner.length, edges.count())
        : "";
    return new Figure("drawing", "The network, before and after, on one layout",
        "Two drawings of the network with every neuron at the same place: the original with edges between groups marked as"
            + " kept or lost, and the pruned network." + shown,
        new Figure.Guide(
            "Neurons are points, groups have their colours, and every neuron stands at the same place twice. Edges between"
                + " groups are drawn strongly: blue if kept, orange and dashed if lost." + shown
                + " The places say nothing but which neurons are close in the wiring.",
            "Every two groups that were joined are joined, by several blue edges.",
            "Groups on the right stand apart, all their orange edges lost.",
            "--connected keeps the best spanning forest; --rule noise protects what groups hang on."),
        List.of(before, after), java.util.Optional.empty());
  }

  /** All, or so many whose draws by edge are the lowest: the same for the same network. */
  private static int[] chosen(Edges edges, List<Integer> of, int most) {
    int[] all = of.stream().mapToInt(Integer::intValue).toArray();
    if (all.length <= most) {
      return all;
    }
    Seed seed = new Seed(1);
    double[] draw = Arrays.stream(all).mapToDouble(e -> seed.uniform("report edges", edges.key(e))).toArray();
    double[] sorted = draw.clone();
    Arrays.parallelSort(sorted);
    double limit = sorted[Math.max(0, most)];
    return IntStream.range(0, all.length).filter(k -> draw[k] < limit).map(k -> all[k]).toArray();
  }

  private static ForceLayout layout(Sample sample, Edges edges, int[] bridges, int[] inner) {
    int[] drawn = IntStream.concat(Arrays.stream(bridges), Arrays.stream(inner)).toArray();
    int[] first = Arrays.stream(drawn).map(e -> sample.place[edges.post(e)]).toArray();
    int[] second = Arrays.stream(drawn).map(e -> sample.place[edges.pre(e)]).toArray();
    double[] pull = Arrays.stream(drawn).mapToDouble(e -> Math.sqrt(Math.abs(edges.weight(e)))).toArray();
    return ForceLayout.of(sample.neurons.length, first, second, pull);
  }

  private Panel.Strand strand(String name, Role role, Edges edges, Sample sample, int[] of, boolean filtered,
      boolean kept) {
    int[] shown = filtered ? Arrays.stream(of).filter(e -> isKept(edges, e) == kept).toArray() : of;
    double[] ends = new double[2 * shown.length];
    for (int k = 0; k < shown.length; k++) {
      ends[2 * k] = sample.place[edges.post(shown[k])];
      ends[2 * k + 1] = sample.place[edges.pre(shown[k])];
    }
    return new Panel.Strand(Numerals.format("%s (%,d)", name, shown.length), role, Values.of(ends));
  }

  private boolean isKept(Edges edges, int e) {
    return of.pruned().weight(edges.post(e), edges.pre(e)) != 0;
  }

  private Figure strengths() {
    double[] before = InputSection.degrees(of.original());
    double[] after = InputSection.degrees(of.pruned());
    double[] strengthBefore = of.original().absoluteInput();
    double[] strengthAfter = of.pruned().absoluteInput();
    return Figure.of("strengths", "Degrees and strengths, neuron by neuron",
        "Scatter plots of in-degree and of absolute input of each neuron, pruned against original.",
        new Figure.Guide(
            "A point is a neuron. Left how many synapses it receives, right the sum of their |w|.",
            "Left a narrow cloud: all neurons lose in proportion. Right points along the diagonal: rescaling makes up for"
                + " what is lost.",
            "Points on the bottom line: neurons that receive nothing any more.",
            "--connected, or more edges."),
        Binning.cloud("in-degree", Axis.linear("original", "synapses"), Axis.linear("pruned", "synapses"),
            List.of(Binning.Cloud.of("neurons", Role.PRUNED, before, after))),
        strengthPanel(strengthBefore, strengthAfter));
  }

  private static Panel strengthPanel(double[] before, double[] after) {
    Panel cloud = Binning.cloud("strength Σ|w|", Axis.linear("original", "1/s"), Axis.linear("pruned", "1/s"),
        List.of(Binning.Cloud.of("neurons", Role.PRUNED, before, after)));
    if (cloud instanceof Panel.Plot plot) {
      double high = Arrays.stream(before).max().orElse(1);
      List<Series> series = new ArrayList<>(plot.series());
      series.add(0, new Series.Line("unchanged", Role.BACKGROUND, Series.Stroke.DASHED, Values.of(0, high),
          Values.of(0, high)));
      return new Panel.Plot(plot.title(), plot.x(), plot.y(), series);
    }
    return cloud;
  }

  private Table components() {
    List<ComponentFact> facts = of.certificate().components();
    return new Table("components", "Components, each certified by itself",
        List.of(Table.Column.numbers("component"), Table.Column.words("first neuron"),
            Table.Column.numbers("neurons"), Table.Column.numbers("pieces now"),
            Table.Column.numbers("worst pattern keeps")),
        facts.stream()
            .map(f -> List.of(Integer.toString(f.component() + 1), of.original().label(f.firstNeuron()),
                Numerals.count(f.neurons()), Numerals.count(f.pieces()),
                f.low().isPresent() && f.high().isPresent()
                    ? Numerals.format("%.2f – %.2f", f.low().getAsDouble(), f.high().getAsDouble())
                    : "–"))
            .limit(200).toList(),
        facts.size() > 20);
  }
}
