/** Volumes with geometry, transforms, sampling, morphology, metrics and fusion. */
module io.github.omnet.core {
  requires static transitive org.jspecify;
  requires com.google.common;

  exports io.github.omnet.core;
  exports io.github.omnet.core.subject;
  exports io.github.omnet.core.volume;
}
