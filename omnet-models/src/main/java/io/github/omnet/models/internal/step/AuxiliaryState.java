package io.github.omnet.models.internal.step;

import ai.djl.ndarray.NDManager;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.packaging.SafeTensors.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values of the heads of deep supervision, {@code auxiliary/NAME} beside the optimiser's state: a
 * checkpoint's package has no place for them.
 */
final class AuxiliaryState {
  private static final String PREFIX = "auxiliary/";

  private AuxiliaryState() {}

  /** The values of a network's auxiliary heads; empty if it has none. */
  static Map<String, Tensor> of(TaskNetwork network) {
    Map<String, Tensor> state = new TreeMap<>();
    network
        .auxiliaryParameters()
        .forEach(
            (name, parameter) ->
                state.put(
                    PREFIX + name,
                    new Tensor(shape(parameter.getShape()), parameter.getArray().toFloatArray())));
    return state;
  }

  /** The part of a checkpoint's state that is not of auxiliary heads. */
  static Map<String, Tensor> without(Map<String, Tensor> state) {
    Map<String, Tensor> rest = new TreeMap<>(state);
    rest.keySet().removeIf(key -> key.startsWith(PREFIX));
    return rest;
  }

  /**
   * Gives the auxiliary heads the values of a state.
   *
   * @throws OmnetException if the state lacks one, or has it in another shape
   */
  static void restore(Map<String, Tensor> state, TaskNetwork network, NDManager manager) {
    network
        .auxiliaryParameters()
        .forEach(
            (name, parameter) -> {
              Tensor saved = state.get(PREFIX + name);
              if (saved == null || !saved.shape().equals(shape(parameter.getShape()))) {
                throw new OmnetException(
                    "the checkpoint's heads of deep supervision do not fit '"
                        + name
                        + "'; resume with the network that the checkpoint was written with");
              }
              BlockParameters.setValues(parameter, manager, saved.values());
            });
  }

  private static List<Long> shape(ai.djl.ndarray.types.Shape shape) {
    return Arrays.stream(shape.getShape()).boxed().toList();
  }
}
