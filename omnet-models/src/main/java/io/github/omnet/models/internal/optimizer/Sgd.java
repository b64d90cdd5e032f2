package io.github.omnet.models.internal.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.omnet.models.optimizer.SgdConfig;
import io.github.omnet.models.packaging.SafeTensors.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** See {@link SgdConfig}. */
final class Sgd extends Optimizer {
  private static final String VELOCITY = "velocity";

  private final SgdConfig config;
  private final StateArrays velocities;

  Sgd(SgdConfig config, NDManager parent) {
    super(config, parent);
    this.config = config;
    velocities = arrays(VELOCITY);
  }

  @Override
  void change(NDManager step, String name, NDArray w, NDArray gradient, double rate, double decay) {
    NDArray v = velocities.of(name, w.getShape());
    step.tempAttachAll(v);
    v.muli((float) config.momentum());
    if (decay > 0) {
      v.addi(w.mul((float) (rate * decay)));
    }
    v.addi(gradient.mul((float) rate));
    w.subi(v);
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new TreeMap<>();
    velocities.copyInto(state);
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state, Map<String, Parameter> parameters) {
    velocities.replaceBy(SavedState.checked(state, parameters, List.of(VELOCITY)));
  }
}
