package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import io.github.omnet.models.internal.engine.TensorOps;
import io.github.omnet.models.internal.network.BlockParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What deep supervision adds to a network in training: for each task a 1x1x1 convolution from the
 * features of a coarser level of the decoder to the scores of its classes. Level 1 has half of the
 * resolution, level 2 a quarter. They are no part of the network, so neither its parameter count
 * nor its packages know them.
 */
final class AuxiliaryHeads {
  /** How many levels below the full resolution have heads. */
  static final int LEVELS = 2;

  /** By level and task. */
  private final List<List<Convolution3d>> heads = new ArrayList<>();

  AuxiliaryHeads(NetworkConfig config) {
    for (int level = 1; level <= LEVELS; level++) {
      int channels = config.width() << level;
      heads.add(config.classes().stream().map(out -> new Convolution3d(channels, out, 1)).toList());
    }
  }

  /**
   * Adds the scores of the coarser levels to those of the full resolution.
   *
   * @param scores of the tasks that run
   * @param decoded features of the decoder, the full resolution first
   * @param streams patches in each stream; each task gets those up to its own
   * @return the scores of each level, the full resolution first
   */
  List<NDList> add(Pass pass, NDList scores, List<NDArray> decoded, int[] streams) {
    List<NDList> levels = new ArrayList<>();
    levels.add(scores);
    for (int level = 1; level <= LEVELS; level++) {
      NDList features = TensorOps.of(decoded.get(level)).upToEach(decoded.get(level), streams);
      NDList coarse = new NDList(streams.length);
      for (int task = 0; task < streams.length; task++) {
        NDArray found = heads.get(level - 1).get(task).apply(pass, features.get(task));
        coarse.add(TensorOps.of(found).float32(found));
      }
      levels.add(coarse);
    }
    return levels;
  }

  /** The parameters, named as if the heads were parts of those of the network. */
  Map<String, Parameter> parameters(TaskNetwork network) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    for (int level = 1; level <= LEVELS; level++) {
      for (int task = 0; task < heads.get(level - 1).size(); task++) {
        String path = network.ownPrefix(task) + "level" + level + ".";
        BlockParameters.of(heads.get(level - 1).get(task))
            .forEach((name, parameter) -> named.put(path + name, parameter));
      }
    }
    return named;
  }
}
