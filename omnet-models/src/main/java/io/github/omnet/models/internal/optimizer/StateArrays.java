package io.github.omnet.models.internal.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.internal.engine.TensorOps;
import io.github.omnet.models.packaging.SafeTensors.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** One kind of state: an array for every parameter that has been updated, zero at first. */
final class StateArrays {
  private final String kind;
  private final NDManager manager;
  private final Map<String, NDArray> arrays = new TreeMap<>();

  StateArrays(String kind, NDManager manager) {
    this.kind = kind;
    this.manager = manager;
  }

  NDArray of(String parameter, Shape shape) {
    return arrays.computeIfAbsent(parameter, name -> manager.zeros(shape));
  }

  void copyInto(Map<String, Tensor> state) {
    arrays.forEach(
        (parameter, array) ->
            state.put(
                SavedState.key(kind, parameter),
                new Tensor(
                    Arrays.stream(array.getShape().getShape()).boxed().toList(),
                    array.toFloatArray())));
  }

  void replaceBy(SavedState saved) {
    arrays.values().forEach(NDArray::close);
    arrays.clear();
    saved
        .of(kind)
        .forEach(
            (parameter, tensor) -> {
              Shape shape = new Shape(tensor.shape());
              arrays.put(parameter, TensorOps.array(manager, tensor.values(), shape));
            });
  }
}
