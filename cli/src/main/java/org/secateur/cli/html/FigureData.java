package org.secateur.cli.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secateur.report.Axis;
import org.secateur.report.Figure;
import org.secateur.report.Panel;
import org.secateur.report.Series;
import org.secateur.report.Values;

/** Figures as a document for the page's script. */
final class FigureData {
  private static final double DIGITS = 1e5; // six that mean something

  private FigureData() {
  }

  static List<Object> of(List<Figure> figures) {
    return figures.stream().map(f -> (Object) figure(f)).toList();
  }

  private static Map<String, Object> figure(Figure f) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("id", f.id());
    m.put("title", f.title());
    m.put("panels", f.panels().stream().map(FigureData::panel).toList());
    f.cursor().ifPresent(
        c -> m.put("cursor", Map.of("moves", word(c.moves()), "at", numbers(c.at()), "start", c.start())));
    return m;
  }

  private static Map<String, Object> panel(Panel panel) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("title", panel.title());
    switch (panel) {
      case Panel.Plot p -> {
        m.put("kind", "plot");
        m.put("x", axis(p.x()));
        m.put("y", axis(p.y()));
        m.put("series", p.series().stream().map(FigureData::series).toList());
      }
      case Panel.HeatMap h -> {
        m.put("kind", "heat");
        m.put("x", axis(h.x()));
        m.put("y", axis(h.y()));
        m.put("value", axis(h.value()));
        m.put("shades", word(h.shades()));
        m.put("columns", h.columns());
        m.put("cells", numbers(h.cells()));
      }
      case Panel.Drawing d -> {
        m.put("kind", "drawing");
        m.put("x", numbers(d.x()));
        m.put("y", numbers(d.y()));
        m.put("group", numbers(d.group()));
        m.put("labels", d.labels());
        m.put("strands", d.strands().stream().map(s -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("name", s.name());
          one.put("role", word(s.role()));
          one.put("ends", numbers(s.ends()));
          return one;
        }).toList());
      }
      case Panel.Tiles t -> {
        m.put("kind", "tiles");
        m.put("shades", word(t.shades()));
        m.put("columns", t.columns());
        m.put("tiles", t.tiles().stream().map(FigureData::numbers).toList());
        m.put("labels", t.labels());
      }
    }
    return m;
  }

  private static Map<String, Object> axis(Axis a) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("name", a.name());
    m.put("unit", a.unit());
    m.put("kind", word(a.kind()));
    if (a.kind() == Axis.Kind.CATEGORIES) {
      m.put("categories", a.categories());
    }
    return m;
  }

  private static Map<String, Object> series(Series s) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("name", s.name());
    m.put("role", word(s.role()));
    switch (s) {
      case Series.Line l -> {
        m.put("mark", "line");
        m.put("stroke", word(l.stroke()));
        m.put("x", numbers(l.x()));
        m.put("y", numbers(l.y()));
      }
      case Series.Points p -> {
        m.put("mark", "points");
        m.put("x", numbers(p.x()));
        m.put("y", numbers(p.y()));
        if (!p.labels().isEmpty()) {
          m.put("labels", p.labels());
        }
      }
      case Series.Bars b -> {
        m.put("mark", "bars");
        m.put("height", numbers(b.height()));
      }
      case Series.Histogram h -> {
        m.put("mark", "histogram");
        m.put("edges", numbers(h.edges()));
        m.put("count", numbers(h.count()));
      }
      case Series.Band b -> {
        m.put("mark", "band");
        m.put("x", numbers(b.x()));
        m.put("low", numbers(b.low()));
        m.put("high", numbers(b.high()));
      }
    }
    return m;
  }

  private static String word(Enum<?> e) {
    return e.name().toLowerCase(Locale.ROOT);
  }

  /** Six digits are more than a picture shows; what is no number is absent. */
  private static List<Optional<Object>> numbers(Values values) {
    List<Optional<Object>> list = new ArrayList<>(values.size());
    for (int k = 0; k < values.size(); k++) {
      list.add(Optional.ofNullable(rounded(values.get(k))));
    }
    return list;
  }

  static @Nullable Object rounded(double x) {
    if (!Double.isFinite(x)) {
      return null;
    }
    if (x == Math.rint(x) && Math.abs(x) < 1e15) {
      return (long) x;
    }
    double scale = DIGITS / Math.pow(10, Math.floor(Math.log10(Math.abs(x))));
    double digits = Math.rint(x * scale) / scale;
    return Double.isFinite(scale) && Double.isFinite(digits) ? (Object) digits : (Object) x;
  }
}
