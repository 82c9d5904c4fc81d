/** Readers and writers, bundles, certificates as JSON. */
module org.secateur.io {
  requires transitive org.secateur.core;
  requires static transitive org.jspecify;
  requires tools.jackson.core;
  requires java.desktop;
  requires xchart;

  exports org.secateur.io;
  exports org.secateur.io.picture;
  exports org.secateur.io.study;
}
