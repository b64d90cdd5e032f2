/** Volumes with geometry, transforms, sampling, morphology, metrics and fusion. */
@SuppressWarnings("module") // the modules that see what is internal are built later
module io.github.omnet.core {
  requires static transitive org.jspecify;
  requires com.google.common;
  requires hipparchus.clustering;
  requires hipparchus.core;

  exports io.github.omnet.core;
  exports io.github.omnet.core.augment;
  exports io.github.omnet.core.fusion;
  exports io.github.omnet.core.interpolation;
  exports io.github.omnet.core.metric;
  exports io.github.omnet.core.morphology;
  exports io.github.omnet.core.parallel;
  exports io.github.omnet.core.plausibility;
  exports io.github.omnet.core.postprocess;
  exports io.github.omnet.core.preprocess;
  exports io.github.omnet.core.random;
  exports io.github.omnet.core.sampling;
  exports io.github.omnet.core.subject;
  exports io.github.omnet.core.transform;
  exports io.github.omnet.core.volume;
  exports io.github.omnet.core.internal to
      io.github.omnet.io,
      io.github.omnet.models;
  exports io.github.omnet.core.internal.file to
      io.github.omnet.io,
      io.github.omnet.models,
      io.github.omnet.report;
  exports io.github.omnet.core.internal.fusion to
      io.github.omnet.models;
  exports io.github.omnet.core.internal.sampling to
      io.github.omnet.models;
}
