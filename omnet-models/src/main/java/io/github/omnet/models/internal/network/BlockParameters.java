package io.github.omnet.models.internal.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.omnet.models.internal.engine.TensorOps;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of parameters by their place in the network, such as {@code
 * backbone.enc0.entry.body.conv.weight}.
 */
public final class BlockParameters {
  /** DJL puts a two-digit number before each child's name. */
  private static final int DJL_PREFIX = 2;

  private BlockParameters() {}

  /**
   * The parameters of a block by name, in the order in which they were declared.
   *
   * @param block any block
   * @return a new map
   */
  public static Map<String, Parameter> of(Block block) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    collect(block, "", named);
    return named;
  }

  /**
   * Gives a parameter its values, in a new array that replaces the one it had. A {@code
   * ParameterStore} used before keeps the old one, which is closed: make a new store afterwards.
   *
   * @param parameter one whose shape is known
   * @param manager owns the array
   * @param values as many as the shape holds, last axis fastest
   */
  public static void setValues(Parameter parameter, NDManager manager, float[] values) {
    // Not array.set or copyTo: MXNet keeps weights that it has used in oneDNN's layout, and
    // refuses.
    parameter.close();
    // The only way that DJL offers to fill a parameter whose shape is declared.
    parameter.setInitializer((owner, shape, type) -> TensorOps.array(owner, values, shape));
    parameter.initialize(manager, DataType.FLOAT32);
  }

  private static void collect(Block block, String path, Map<String, Parameter> named) {
    for (Pair<String, Parameter> own : block.getDirectParameters()) {
      named.put(join(path, own.getKey()), own.getValue());
    }
    List<String> names =
        block.getChildren().stream().map(child -> child.getKey().substring(DJL_PREFIX)).toList();
    for (Pair<String, Block> child : block.getChildren()) {
      String name = child.getKey().substring(DJL_PREFIX);
      // Children that nobody named are called after their class, and only the number differs.
      boolean unique = Collections.frequency(names, name) == 1;
      collect(child.getValue(), join(path, unique ? name : child.getKey()), named);
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
