package io.github.omnet.models.internal.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.optimizer.OptimizerConfig;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.packaging.SafeTensors.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes parameters by their gradients. All that it remembers from one update to the next can be
 * saved and restored, after which it continues as if it had never stopped, to the last bit.
 *
 * <p>As in the release, biases of convolutions learn at twice the rate without weight decay, and
 * shifts (beta) of batch normalisation at twice the rate.
 *
 * <p>Not safe for several threads at a time.
 */
public abstract sealed class Optimizer implements AutoCloseable permits Sgd, Adam {
  private final double weightDecay;
  private final NDManager manager;

  Optimizer(OptimizerConfig config, NDManager parent) {
    weightDecay = config.weightDecay();
    manager = parent.newSubManager();
  }

  /**
   * An optimiser that has not updated anything yet.
   *
   * @param config which, and its constants
   * @param parent where its state lives, on the device of the parameters; it keeps a manager of its
   *     own under this one until it is closed
   * @return a new optimiser
   */
  public static Optimizer of(OptimizerConfig config, NDManager parent) {
    if (config instanceof SgdConfig sgd) {
      return new Sgd(sgd, parent);
    }
    return new Adam((AdamConfig) config, parent);
  }

  /**
   * Changes every parameter that has a gradient, in place, and no other. Call it outside of a
   * gradient collector.
   *
   * @param parameters by name; may hold more than there are gradients for
   * @param gradients by the same names; left as they are
   * @param rate learning rate of this update, at least 0: the configuration's times the schedule's
   *     factor
   * @throws IllegalArgumentException if the rate is not a number or negative, or a gradient has no
   *     parameter or another shape; nothing has been changed then
   */
  public final void update(
      Map<String, Parameter> parameters, Map<String, NDArray> gradients, double rate) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a learning rate is 0 or more, found " + rate);
    }
    Map<String, Parameter> changing = new LinkedHashMap<>();
    gradients.forEach((name, g) -> changing.put(name, fitting(name, parameters.get(name), g)));
    changing.forEach(
        (name, parameter) -> {
          NDArray gradient = Objects.requireNonNull(gradients.get(name));
          NDArray w = parameter.getArray();
          Multipliers times = Multipliers.of(parameter.getType());
          // What is made on the way goes before the next parameter's turn, so that no more than the
          // largest parameter's worth of it is there at a time.
          try (NDManager step = manager.newSubManager()) {
            step.tempAttachAll(w, gradient);
            change(step, name, w, gradient, rate * times.rate(), weightDecay * times.decay());
          }
        });
  }

  private static Parameter fitting(String name, @Nullable Parameter parameter, NDArray gradient) {
    if (parameter == null) {
      throw new IllegalArgumentException("a gradient for '" + name + "', which is no parameter");
    }
    if (!gradient.getShape().equals(parameter.getArray().getShape())) {
      throw new IllegalArgumentException(
          "the gradient of '"
              + name
              + "' has shape "
              + gradient.getShape()
              + ", the parameter "
              + parameter.getArray().getShape());
    }
    return parameter;
  }

  /**
   * Changes one parameter.
   *
   * @param step owns the parameter, the gradient and what is made of them until the change is done
   * @param rate this parameter's own
   * @param decay this parameter's own
   */
  abstract void change(
      NDManager step, String name, NDArray w, NDArray gradient, double rate, double decay);

  /**
   * All that is remembered, for each parameter that has been updated: SGD's {@code velocity/NAME};
   * Adam's {@code moment1/NAME}, {@code moment2/NAME} and {@code steps/NAME}, a single number.
   *
   * @return copies, sorted by name
   */
  public abstract Map<String, Tensor> state();

  /**
   * Replaces all that is remembered.
   *
   * @param state as {@link #state} gave it
   * @param parameters those that will be updated, by name; those without state start afresh
   * @throws OmnetException if the state is another optimiser's, incomplete, or of other parameters
   *     or shapes; nothing has been replaced then
   */
  public abstract void restore(Map<String, Tensor> state, Map<String, Parameter> parameters);

  /** For each parameter an array that lives as long as this optimiser. */
  final StateArrays arrays(String kind) {
    return new StateArrays(kind, manager);
  }

  /** Frees the state's native memory. */
  @Override
  public final void close() {
    manager.close();
  }
}
