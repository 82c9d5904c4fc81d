package org.secateur.cli.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What every page carries: its style, its script, and the library that draws, each once and by its hash. */
final class Assets {
  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  private Assets() {
  }

  static String style() {
    return read("report.css");
  }

  /** The page's own script: its files one after the other, each a function of its own. */
  static String script() {
    return read("charts.js") + read("page.js");
  }

  static String library() {
    return read(ECHARTS);
  }

  /** Nothing may be asked for; what runs and what styles is named by its hash. */
  static String policy(String style, String... scripts) {
    StringBuilder policy = new StringBuilder(
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:");
    policy.append("; style-src ").append(hash(style)).append("; style-src-attr 'unsafe-inline'; script-src");
    for (String script : scripts) {
      policy.append(' ').append(hash(script));
    }
    return policy.toString();
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      // A page's line ends are read as \n, and the hash must be of what is read.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
