package org.secateur.cli.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;

/** Pages in a real browser, for tests of commands. */
public final class ReportPages {
  private ReportPages() {
  }

  /** Opens a page, and fails unless every figure is drawn and nobody complains; does nothing without a Chromium. */
  public static void assertClean(Path page) throws Exception {
    Optional<String> chromium = Browser.installed();
    if (chromium.isEmpty()) {
      return;
    }
    try (Browser browser = Browser.start(chromium.get())) {
      browser.open(page);
      assertThat(browser.evaluate("Array.from(document.querySelectorAll('.chart'))"
          + ".every(function (c) { return c.querySelector('svg, canvas') !== null; })")).isEqualTo(true);
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).hasSize(1);
    }
  }
}
