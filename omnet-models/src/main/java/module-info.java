/** OM-Net and its relatives on Deep Java Library: networks, training, inference, weights. */
@SuppressWarnings("module") // the module that sees what is internal is built later
module io.github.omnet.models {
  requires static transitive org.jspecify;
  requires transitive ai.djl.api;
  requires transitive io.github.omnet.core;
  requires static ai.djl.mxnet_engine;
  requires com.google.common;
  requires com.google.gson;
  requires com.sun.jna;
  requires java.logging;
  requires org.slf4j;

  exports io.github.omnet.models.engine;
  exports io.github.omnet.models.inference;
  exports io.github.omnet.models.loss;
  exports io.github.omnet.models.monitor;
  exports io.github.omnet.models.network;
  exports io.github.omnet.models.optimizer;
  exports io.github.omnet.models.packaging;
  exports io.github.omnet.models.plan;
  exports io.github.omnet.models.training;
  exports io.github.omnet.models.validation;
  exports io.github.omnet.models.internal.monitor to
      io.github.omnet.report;

  opens io.github.omnet.models.network to
      com.google.gson;
  opens io.github.omnet.models.packaging to
      com.google.gson;
  opens io.github.omnet.models.internal.checkpoint to
      com.google.gson;
}
