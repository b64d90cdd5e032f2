package io.github.omnet.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Optimiser with its state in the open: the velocity of every parameter that has been updated. */
final class Sgd {
  private final SgdConfig config;
  private final NDManager manager;
  private final Map<String, NDArray> velocities = new LinkedHashMap<>();

  Sgd(SgdConfig config, NDManager manager) {
    this.config = config;
    this.manager = manager;
  }

  /** Changes one parameter by its gradient, both in place. */
  void update(String name, Parameter parameter, NDArray gradient, long iteration) {
    NDArray w = parameter.getArray();
    NDArray v = velocities.computeIfAbsent(name, key -> zerosLike(w));
    Parameter.Type type = parameter.getType();
    boolean shift = type == Parameter.Type.BIAS || type == Parameter.Type.BETA;
    double rate = config.rateAt(iteration) * (shift ? 2 : 1);
    double decay = type == Parameter.Type.BIAS ? 0 : config.weightDecay();
    try (NDManager step = manager.newSubManager()) {
      step.tempAttachAll(w, v, gradient);
      v.muli((float) config.momentum());
      if (decay > 0) {
        v.addi(w.mul((float) (rate * decay)));
      }
      v.addi(gradient.mul((float) rate));
      w.subi(v);
    }
  }

  private NDArray zerosLike(NDArray w) {
    return manager.zeros(w.getShape());
  }

  /** Velocity by parameter name; shared. */
  Map<String, NDArray> velocities() {
    return velocities;
  }
}
