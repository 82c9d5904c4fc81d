package org.secateur.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/** The version this was built as. */
final class Version implements IVersionProvider {
  private static final Properties BUILD = load();

  @Override
  public String[] getVersion() {
    return new String[]{text()};
  }

  static String text() {
    return "secateur " + number() + (commit().equals("unknown") ? "" : " (" + commit() + ")");
  }

  static String number() {
    return BUILD.getProperty("version", "unknown");
  }

  static String commit() {
    return BUILD.getProperty("commit", "unknown");
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
