/** Files in and out. */
module io.github.omnet.io {
  requires static transitive org.jspecify;
  requires transitive io.github.omnet.core;
  requires transitive java.desktop;

  exports io.github.omnet.io.picture;
}
