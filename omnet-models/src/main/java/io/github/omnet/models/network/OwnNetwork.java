package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.util.PairList;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.engine.TensorOps;
import java.util.ArrayList;
import java.util.List;

/** A block of the caller's as a network with tasks. */
final class OwnNetwork extends TaskNetwork {
  private static final String CHILD = "own";

  private final Block block;

  OwnNetwork(NetworkConfig config, Block block) {
    super(config);
    this.block = addChildBlock(CHILD, block);
  }

  @Override
  List<NDList> levels(Pass pass, NDArray x, int[] streams) {
    PairList<String, Object> parameters = new PairList<>();
    parameters.add(NetworkFactory.DROPOUT_SEED, pass.dropoutSeed());
    NDList all = block.forward(pass.store(), new NDList(x), pass.training(), parameters);
    requireScores(all, x.getShape());
    NDList scores = new NDList(streams.length);
    long seen = 0;
    for (int task = 0; task < streams.length; task++) {
      seen += streams[task];
      scores.add(TensorOps.first(TensorOps.of(x).float32(all.get(task)), seen));
    }
    return List.of(scores);
  }

  private void requireScores(NDList found, Shape in) {
    List<Shape> wanted = outputs(in);
    List<Shape> shapes = found.stream().map(NDArray::getShape).toList();
    if (!shapes.equals(wanted)) {
      throw new OmnetException(
          "an own network returns scores of shapes "
              + wanted
              + " for an input of "
              + in
              + ", one for each task; found "
              + shapes);
    }
  }

  private List<Shape> outputs(Shape in) {
    List<Shape> outputs = new ArrayList<>();
    for (int classes : config().classes()) {
      outputs.add(new Shape(in.get(0), classes, in.get(2), in.get(3), in.get(4)));
    }
    return outputs;
  }

  @Override
  String ownPrefix(int task) {
    return CHILD + "." + super.ownPrefix(task);
  }

  /** Layers of foreign blocks are not told apart; their memory is not foreseen. */
  @Override
  List<Shape> trace(LayerTrace trace, Shape in) {
    List<Shape> outputs = outputs(in);
    for (int task = 0; task < outputs.size(); task++) {
      trace.add(CHILD + ".task" + (task + 1), "own", outputs.get(task), 0, 0);
    }
    return outputs;
  }

  /** Most of DJL's layers know their shapes only once they have seen an input's. */
  @Override
  public void knowShapes(NDManager manager) {
    if (!block.isInitialized()) {
      long side = 2 * Backbone.MULTIPLE;
      block.initialize(
          manager, DataType.FLOAT32, new Shape(1, config().channels(), side, side, side));
    }
  }
}
