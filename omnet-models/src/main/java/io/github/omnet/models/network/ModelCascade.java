package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The papers' model cascade: a whole basic network for each task, with nothing shared. Three tasks
 * make MC3, the first two of them MC2, the first alone MC1.
 *
 * <p>In use all networks run on all patches here; where the later ones need to run is up to the
 * caller, who finds them in {@link #members}. In training each sees its own stream.
 */
final class ModelCascade extends TaskNetwork {
  private final List<OmNet> networks = new ArrayList<>();

  /**
   * Builds the networks; their parameters have shapes, but no values yet.
   *
   * @param config channels, classes of each task, base width of every network
   */
  public ModelCascade(NetworkConfig config) {
    super(config);
    for (int classes : config.classes()) {
      NetworkConfig one =
          new NetworkConfig(config.channels(), List.of(classes), config.width(), config.dropout());
      networks.add(addChildBlock(name(networks.size()), new OmNet(one)));
    }
  }

  private static String name(int task) {
    return "net" + (task + 1);
  }

  /** The networks, one for each task. */
  @Override
  public List<OmNet> members() {
    return List.copyOf(networks);
  }

  @Override
  NDList tasks(Pass pass, NDArray x, int[] streams) {
    NDList scores = new NDList(streams.length);
    int end = 0;
    for (int task = 0; task < streams.length; task++) {
      int start = task == 0 || streams[task] == 0 ? 0 : end;
      end += streams[task];
      NDArray own = start == 0 ? head(x, end) : x.get(start + ":" + end);
      scores.addAll(networks.get(task).tasks(pass, own, new int[] {end - start}));
    }
    return scores;
  }

  /** Each network trains on its own stream alone: three separate trainings in one. */
  @Override
  public int firstStream(int task) {
    return task;
  }

  @Override
  String ownPrefix(int task) {
    return name(task) + ".";
  }

  @Override
  List<Shape> trace(LayerTrace trace, Shape in) {
    List<Shape> outputs = new ArrayList<>();
    for (OmNet network : networks) {
      outputs.addAll(network.trace(trace.below(name(outputs.size())), in));
    }
    return outputs;
  }
}
