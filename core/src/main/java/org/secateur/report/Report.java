package org.secateur.report;

import java.util.List;

/**
 * What is told of a result: sections of text, tables and figures. A value that holds data and words; how it looks on a page
 * is somebody else's business.
 *
 * @param title of the whole
 * @param subtitle what it is about, in a line
 * @param sections in reading order
 */
public record Report(String title, String subtitle, List<Section> sections) {

  /** Copies the list. */
  public Report {
    sections = List.copyOf(sections);
    if (sections.stream().map(Section::id).distinct().count() < sections.size()) {
      throw new IllegalArgumentException("two sections have the same id");
    }
  }

  /** All figures, in reading order. */
  public List<Figure> figures() {
    return sections.stream().flatMap(s -> s.parts().stream()).filter(Figure.class::isInstance)
        .map(Figure.class::cast).toList();
  }

  /**
   * One section.
   *
   * @param id short, of letters and dashes: what links point to
   * @param title its heading
   * @param parts in reading order
   */
  public record Section(String id, String title, List<Part> parts) {

    /** Copies the list. */
    public Section {
      parts = List.copyOf(parts);
    }
  }
}
