package io.github.omnet.models.internal.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.engine.TensorOps;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.packaging.SafeTensors.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The exponential moving average of a network's values, running statistics included. Update {@code
 * n} of a parameter, from 0, keeps {@code min(decay, (1 + n) / (10 + n))} of it; the first one
 * keeps nothing. BlockParameters that have not changed yet have no average.
 *
 * <p>A checkpoint's package holds the averages; beside the optimiser's state lie the values that
 * the training goes on with, {@code raw/NAME}, and how often each was averaged, {@code
 * averaged/NAME}.
 */
public final class WeightAverage implements AutoCloseable {
  private static final String RAW = "raw/";
  private static final String COUNT = "averaged/";

  private final double decay;
  private final NDManager manager;
  private final Map<String, NDArray> means = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();

  public WeightAverage(double decay, NDManager parent) {
    this.decay = decay;
    this.manager = parent.newSubManager();
  }

  /** Adds the present values of those parameters that the last step could change. */
  public void add(Map<String, Parameter> parameters, Predicate<String> changed) {
    parameters.forEach(
        (name, parameter) -> {
          if (changed.test(name)) {
            add(name, parameter.getArray());
          }
        });
  }

  private void add(String name, NDArray value) {
    long n = counts.merge(name, 1L, Long::sum) - 1;
    NDArray mean = means.get(name);
    if (mean == null) {
      NDArray copy = value.duplicate();
      copy.attach(manager);
      means.put(name, copy);
      return;
    }
    float stays = (float) Math.min(decay, (1.0 + n) / (10.0 + n));
    try (NDManager step = manager.newSubManager()) {
      step.tempAttachAll(value, mean);
      mean.muli(stays).addi(value.mul(1 - stays));
    }
  }

  /** The averages by parameter. */
  public Map<String, Tensor> values() {
    Map<String, Tensor> values = new TreeMap<>();
    means.forEach((name, mean) -> values.put(name, tensor(mean)));
    return values;
  }

  /** What a checkpoint needs beside the averages. */
  public Map<String, Tensor> state(Map<String, Parameter> parameters) {
    Map<String, Tensor> state = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          state.put(COUNT + name, new Tensor(List.of(1L), new float[] {count}));
          state.put(RAW + name, tensor(of(name, parameters).getArray()));
        });
    return state;
  }

  /** The part of a checkpoint's state that is not of an average. */
  public static Map<String, Tensor> without(Map<String, Tensor> state) {
    Map<String, Tensor> rest = new TreeMap<>(state);
    rest.keySet().removeIf(key -> key.startsWith(RAW) || key.startsWith(COUNT));
    return rest;
  }

  /**
   * Takes the network's values for averages, and gives the network those of the state.
   *
   * @throws OmnetException if the state is not of these parameters
   */
  public void restore(Map<String, Tensor> state, Map<String, Parameter> parameters) {
    means.values().forEach(NDArray::close);
    means.clear();
    counts.clear();
    state.forEach(
        (key, count) -> {
          if (key.startsWith(COUNT)) {
            String name = key.substring(COUNT.length());
            Tensor raw = state.get(RAW + name);
            Parameter parameter = parameters.get(name);
            if (raw == null || parameter == null || !fits(raw, parameter)) {
              throw new OmnetException(
                  "the checkpoint's averages do not fit '"
                      + name
                      + "'; resume with the network that the checkpoint was written with");
            }
            counts.put(name, (long) count.values()[0]);
            NDArray mean = parameter.getArray();
            means.put(name, TensorOps.array(manager, mean.toFloatArray(), mean.getShape()));
            BlockParameters.setValues(parameter, manager.getParentManager(), raw.values());
          }
        });
  }

  private static boolean fits(Tensor raw, Parameter parameter) {
    return Arrays.equals(
        raw.shape().stream().mapToLong(Long::longValue).toArray(), parameter.getShape().getShape());
  }

  /** Gives the network the averages. */
  public void install(Map<String, Parameter> parameters) {
    means.forEach(
        (name, mean) ->
            BlockParameters.setValues(
                of(name, parameters), manager.getParentManager(), mean.toFloatArray()));
  }

  private static Parameter of(String name, Map<String, Parameter> parameters) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  private static Tensor tensor(NDArray array) {
    return new Tensor(
        Arrays.stream(array.getShape().getShape()).boxed().toList(), array.toFloatArray());
  }

  @Override
  public void close() {
    manager.close();
  }
}
