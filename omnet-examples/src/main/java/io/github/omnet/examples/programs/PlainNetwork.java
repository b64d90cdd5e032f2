package io.github.omnet.examples.programs;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelParts;
import io.github.omnet.models.packaging.ModelZoo;
import io.github.omnet.models.plan.Curriculum;
import io.github.omnet.models.plan.TrainingPlanBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A network that is not part of omnet: two convolutions, and one more for each task. */
public final class PlainNetwork extends AbstractBlock {
  /** The name stands in plans, checkpoints and packages. */
  public static final Architecture ARCHITECTURE = Architecture.own("plain", PlainNetwork::new);

  private final SequentialBlock features = new SequentialBlock();
  private final List<Block> heads = new ArrayList<>();

  private PlainNetwork(NetworkConfig config) {
    for (int layer = 0; layer < 2; layer++) {
      features.add(convolution(3, config.width()));
      features.add(BatchNorm.builder().build());
      features.add(Activation.reluBlock());
    }
    addChildBlock("features", features);
    for (int classes : config.classes()) {
      // A stage that does not train task n leaves the parameters below headN alone.
      heads.add(addChildBlock("head" + (heads.size() + 1), convolution(1, classes)));
    }
  }

  private static Block convolution(int kernel, int filters) {
    int padding = kernel / 2;
    return Conv3d.builder()
        .setKernelShape(new Shape(kernel, kernel, kernel))
        .optPadding(new Shape(padding, padding, padding))
        .setFilters(filters)
        .build();
  }

  /** Scores N, classes, D, H, W of each task, from N, channels, D, H, W. */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    NDList shared = features.forward(store, inputs, training, parameters);
    NDList scores = new NDList();
    for (Block head : heads) {
      scores.addAll(head.forward(store, shared, training, parameters));
    }
    return scores;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape[] shared = features.getOutputShapes(inputs);
    return heads.stream().map(head -> head.getOutputShapes(shared)[0]).toArray(Shape[]::new);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    features.initialize(manager, type, inputs);
    for (Block head : heads) {
      head.initialize(manager, type, features.getOutputShapes(inputs));
    }
  }

  /**
   * Makes a plan.
   *
   * @param iterations optimiser steps
   * @return a plan for this network with the three tasks of OM-Net
   */
  public static TrainingPlanBuilder plan(long iterations) {
    NetworkConfig config = new NetworkConfig(4, List.of(5, 5, 2), 8, 0);
    return new TrainingPlanBuilder(ARCHITECTURE, config, Curriculum.paper(iterations));
  }

  /**
   * Opens a model with this network.
   *
   * @param pathOrName a folder, a zip file, or the name of a model on the class path
   * @return the package
   * @throws IOException if it cannot be read
   */
  public static ModelPackage open(String pathOrName) throws IOException {
    return ModelZoo.open(pathOrName, ModelParts.STANDARD.withNetwork(ARCHITECTURE));
  }
}
