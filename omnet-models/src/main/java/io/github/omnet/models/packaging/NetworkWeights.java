package io.github.omnet.models.packaging;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.network.TaskNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Moves weights between a network on some engine and plain arrays. */
final class NetworkWeights {
  private NetworkWeights() {}

  /**
   * Copies every parameter out of a network.
   *
   * @param network one with values
   * @return arrays by parameter name
   */
  public static Map<String, SafeTensors.Tensor> of(TaskNetwork network) {
    Map<String, SafeTensors.Tensor> weights = new LinkedHashMap<>();
    BlockParameters.of(network)
        .forEach(
            (name, parameter) ->
                weights.put(
                    name,
                    new SafeTensors.Tensor(shape(parameter), parameter.getArray().toFloatArray())));
    return weights;
  }

  /**
   * Gives a network its values.
   *
   * @param weights arrays by parameter name
   * @param network built with the same configuration
   * @param manager owns the values
   * @param where the file they come from, for messages
   * @throws ModelPackageException if a name is missing or too many, or a shape differs
   */
  public static void load(
      Map<String, SafeTensors.Tensor> weights, TaskNetwork network, NDManager manager, String where)
      throws ModelPackageException {
    network.knowShapes(manager);
    Map<String, Parameter> parameters = BlockParameters.of(network);
    TreeSet<String> missing = new TreeSet<>(parameters.keySet());
    missing.removeAll(weights.keySet());
    TreeSet<String> unknown = new TreeSet<>(weights.keySet());
    unknown.removeAll(parameters.keySet());
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new ModelPackageException(
          where,
          "weights do not fit the architecture: missing " + missing + ", unknown " + unknown,
          "model.json and weights must come from one training");
    }
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      SafeTensors.Tensor tensor = weights.get(entry.getKey());
      if (tensor == null || !tensor.shape().equals(shape(entry.getValue()))) {
        throw new ModelPackageException(
            where,
            entry.getKey()
                + " has another shape than the architecture's "
                + shape(entry.getValue()),
            "model.json and weights must come from one training");
      }
      BlockParameters.setValues(entry.getValue(), manager, tensor.values());
    }
  }

  private static List<Long> shape(Parameter parameter) {
    List<Long> shape = new ArrayList<>();
    for (long extent : parameter.getShape().getShape()) {
      shape.add(extent);
    }
    return shape;
  }
}
