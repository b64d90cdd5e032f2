/** The common tasks in one class, with everything that they need. */
module io.github.omnet {
  requires static transitive org.jspecify;
  requires transitive io.github.omnet.core;
  requires transitive io.github.omnet.io;
  requires transitive io.github.omnet.models;
  requires io.github.omnet.model.small;

  exports io.github.omnet;
}
