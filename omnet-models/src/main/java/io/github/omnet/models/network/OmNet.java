package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.internal.engine.TensorOps;
import java.util.ArrayList;
import java.util.List;

/**
 * OM-Net: one backbone, and a head for each task on the same features (Zhou, Ding et al., MICCAI
 * 2018). With one task it is the papers' basic network, a 3-D FusionNet.
 */
sealed class OmNet extends TaskNetwork permits OmNetSe {
  private final Backbone backbone;
  private final List<TaskHead> heads = new ArrayList<>();

  /**
   * Builds the network; its parameters have shapes, but no values yet.
   *
   * @param config channels, classes of each task, base width
   */
  public OmNet(NetworkConfig config) {
    this(config, false);
  }

  OmNet(NetworkConfig config, boolean excited) {
    super(config);
    backbone = addChildBlock("backbone", new Backbone(config));
    for (int classes : config.classes()) {
      TaskHead head =
          excited && !heads.isEmpty()
              ? TaskHead.excited(config.width(), classes)
              : new TaskHead(config.width(), classes);
      heads.add(addChildBlock("head" + (heads.size() + 1), head));
    }
  }

  @Override
  final List<NDList> levels(Pass pass, NDArray x, int[] streams) {
    List<NDArray> decoded = backbone.decoded(pass, x);
    NDList features = TensorOps.of(x).upToEach(decoded.get(0), streams);
    NDList scores = new NDList(streams.length);
    for (int task = 0; task < streams.length; task++) {
      scores.add(heads.get(task).apply(pass, features.get(task)));
    }
    return supervised(pass, scores, decoded, streams);
  }

  @Override
  final AuxiliaryHeads auxiliaryHeads() {
    return new AuxiliaryHeads(config());
  }

  @Override
  final List<Shape> trace(LayerTrace trace, Shape in) {
    Shape features = backbone.trace(trace, "backbone", in);
    List<Shape> outputs = new ArrayList<>();
    for (int task = 0; task < heads.size(); task++) {
      outputs.add(heads.get(task).trace(trace, "head" + (task + 1), features));
    }
    return outputs;
  }
}
