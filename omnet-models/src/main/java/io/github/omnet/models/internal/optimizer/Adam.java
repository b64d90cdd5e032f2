package io.github.omnet.models.internal.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.packaging.SafeTensors.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** See {@link AdamConfig}. */
final class Adam extends Optimizer {
  private static final String MEAN = "moment1";
  private static final String MEAN_SQUARE = "moment2";

  private final AdamConfig config;
  private final StateArrays means;
  private final StateArrays meanSquares;
  private final Map<String, Long> steps = new TreeMap<>();

  Adam(AdamConfig config, NDManager parent) {
    super(config, parent);
    this.config = config;
    means = arrays(MEAN);
    meanSquares = arrays(MEAN_SQUARE);
  }

  @Override
  void change(NDManager step, String name, NDArray w, NDArray gradient, double rate, double decay) {
    NDArray m = means.of(name, w.getShape());
    NDArray v = meanSquares.of(name, w.getShape());
    step.tempAttachAll(m, v);
    NDArray g = gradient;
    if (decay > 0 && config.decoupled()) {
      w.muli((float) (1 - rate * decay));
    } else if (decay > 0) {
      g = w.mul((float) decay).addi(gradient);
    }
    m.muli((float) config.beta1()).addi(g.mul((float) (1 - config.beta1())));
    v.muli((float) config.beta2()).addi(g.mul(g).muli((float) (1 - config.beta2())));
    long t = steps.merge(name, 1L, Long::sum);
    // StrictMath: the same on every JDK and whether compiled yet or not.
    double bias1 = 1 - StrictMath.pow(config.beta1(), (double) t);
    double root2 = Math.sqrt(1 - StrictMath.pow(config.beta2(), (double) t));
    // Both corrections as numbers: rate * (m / bias1) / (sqrt(v) / root2 + epsilon).
    NDArray denominator = v.sqrt().addi((float) (config.epsilon() * root2));
    w.subi(m.div(denominator).muli((float) (rate * root2 / bias1)));
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new TreeMap<>();
    means.copyInto(state);
    meanSquares.copyInto(state);
    steps.forEach(
        (name, t) ->
            state.put(
                SavedState.key(SavedState.STEPS, name), new Tensor(List.of(1L), new float[] {t})));
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state, Map<String, Parameter> parameters) {
    SavedState saved =
        SavedState.checked(state, parameters, List.of(MEAN, MEAN_SQUARE, SavedState.STEPS));
    means.replaceBy(saved);
    meanSquares.replaceBy(saved);
    steps.clear();
    saved.of(SavedState.STEPS).forEach((name, t) -> steps.put(name, (long) t.values()[0]));
  }
}
