package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.github.omnet.models.internal.engine.TensorOps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  List<NDList> levels(Pass pass, NDArray x, int[] streams) {
    List<NDList> levels = new ArrayList<>();
    int end = 0;
    for (int task = 0; task < streams.length; task++) {
      int start = task == 0 || streams[task] == 0 ? 0 : end;
      end += streams[task];
      NDArray own = start == 0 ? TensorOps.first(x, end) : x.get(start + ":" + end);
      List<NDList> ofTask = networks.get(task).levels(pass, own, new int[] {end - start});
      for (int level = 0; level < ofTask.size(); level++) {
        if (task == 0) {
          levels.add(new NDList(streams.length));
        }
        levels.get(level).addAll(ofTask.get(level));
      }
    }
    return levels;
  }

  /** Each network has its own. */
  @Override
  @Nullable AuxiliaryHeads auxiliaryHeads() {
    networks.forEach(TaskNetwork::superviseDeeply);
    return null;
  }

  /** Under the names that the networks' other parameters have: {@code net2.head1.level1.weight}. */
  @Override
  public Map<String, Parameter> auxiliaryParameters() {
    Map<String, Parameter> all = new LinkedHashMap<>();
    for (int task = 0; task < networks.size(); task++) {
      String path = ownPrefix(task);
      networks
          .get(task)
          .auxiliaryParameters()
          .forEach((name, parameter) -> all.put(path + name, parameter));
    }
    return all;
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
