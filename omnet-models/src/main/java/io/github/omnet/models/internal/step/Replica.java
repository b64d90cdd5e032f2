package io.github.omnet.models.internal.step;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.engine.TensorOps;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.internal.optimizer.Optimizer;
import io.github.omnet.models.loss.LossShare;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.packaging.SafeTensors;
import io.github.omnet.models.plan.DeepSupervision;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TransferRule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The network on one device, with its gradients and its optimiser. Owns its native memory. */
public final class Replica implements AutoCloseable {
  private final TrainingPlan plan;
  private final TaskNetwork network;
  private final NDManager manager;

  /** Those of the network, which packages hold and which are averaged. */
  private final Map<String, Parameter> weights;

  /** Those and what is trained beside them. */
  private final Map<String, Parameter> parameters;

  private final Map<String, NDArray> gradients = new LinkedHashMap<>();
  private final Optimizer optimizer;
  private @Nullable WeightAverage average;
  private ParameterStore store;

  /** Tasks of the last micro-batch. */
  private int tasks;

  /**
   * Makes a network without values.
   *
   * @param precision what its layers compute with
   * @param averages whether this copy keeps the average of the weights, if the plan asks for one
   */
  public Replica(
      TrainingPlan plan, NDManager parent, Device device, Precision precision, boolean averages) {
    this.plan = plan;
    this.manager = parent.newSubManager(device);
    this.network = Networks.of(plan.architecture(), plan.network()).computingIn(precision);
    if (!plan.deepSupervision().isOff()) {
      network.superviseDeeply();
    }
    this.weights = BlockParameters.of(network);
    this.parameters = new LinkedHashMap<>(weights);
    parameters.putAll(network.auxiliaryParameters());
    this.optimizer = Optimizer.of(plan.optimizer(), manager);
    this.store = new ParameterStore(manager, false);
    if (averages && plan.averagingDecay() > 0) {
      average = new WeightAverage(plan.averagingDecay(), manager);
    }
  }

  /** The network; after a change of its arrays from outside call {@link #valuesReplaced}. */
  public TaskNetwork network() {
    return network;
  }

  /** All that is trained, heads of deep supervision too; shared. */
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  public NDManager manager() {
    return manager;
  }

  /** A store keeps the arrays it has seen; new ones need a new store. */
  public void valuesReplaced() {
    store = new ParameterStore(manager, false);
  }

  /**
   * Returns the state of the optimiser, the heads of deep supervision and, if weights are averaged,
   * the weights that the optimiser updates.
   */
  public Map<String, SafeTensors.Tensor> state() {
    Map<String, SafeTensors.Tensor> state = new TreeMap<>(optimizer.state());
    state.putAll(AuxiliaryState.of(network));
    if (average != null) {
      state.putAll(average.state(weights));
    }
    return state;
  }

  /** Goes back to a {@link #state}; the network holds the {@link #weights} of the same moment. */
  public void restore(Map<String, SafeTensors.Tensor> state) {
    AuxiliaryState.restore(state, network, manager);
    optimizer.restore(AuxiliaryState.without(WeightAverage.without(state)), parameters);
    if (average != null) {
      average.restore(state, weights);
    }
    valuesReplaced();
  }

  /** What the networks of a package have for weights: their averages where there are such. */
  public List<Map<String, SafeTensors.Tensor>> weights() {
    return average == null
        ? NetworkState.weights(network)
        : NetworkState.weights(network, average.values());
  }

  /** Gives the network its average weights for good; no further update may follow. */
  public void settle() {
    if (average != null) {
      average.install(weights);
      average.close();
      average = null;
      valuesReplaced();
    }
  }

  /** Gradients by parameter name, of all that was dispatched since the last clearing; shared. */
  public Map<String, NDArray> gradients() {
    return gradients;
  }

  /** The same arrays apart for each network of a cascade; else all together. */
  public Collection<Map<String, NDArray>> separateGradients() {
    if (network.members().size() == 1) {
      return List.of(gradients);
    }
    Map<Integer, Map<String, NDArray>> ofTask = new TreeMap<>();
    gradients.forEach(
        (name, gradient) -> {
          int tasks = 1;
          while (!network.learns(name, tasks)) {
            tasks++;
          }
          ofTask.computeIfAbsent(tasks, task -> new LinkedHashMap<>()).put(name, gradient);
        });
    return ofTask.values();
  }

  /**
   * Starts one micro-batch, forward and backward, and adds its gradients to the sums. Engines that
   * compute behind the caller's back are still at it when this returns.
   *
   * @param transfer which patches count for the tasks of other streams
   * @param counting voxels of the whole batch that count for each task
   */
  public PendingLosses dispatch(
      TaskBatch part, TransferRule transfer, long[] counting, long dropoutSeed) {
    tasks = counting.length;
    NDManager step = manager.newSubManager();
    try {
      NDList losses = new NDList(tasks);
      DeepSupervision deep = plan.deepSupervision();
      NDArray x = TensorOps.array(step, part.intensities(), part.tensorShape());
      try (GradientCollector collector = step.getEngine().newGradientCollector()) {
        List<NDList> levels =
            network.forwardLevels(store, dropoutSeed, plan.bnMomentum(), x, part.streams());
        NDArray total = null;
        for (int task = 0; task < tasks; task++) {
          TaskTargets targets = new TaskTargets(part, network, task, transfer, plan.scheme());
          for (int level = 0; level < levels.size(); level++) {
            NDArray loss =
                loss(step, part, targets, level, levels.get(level).get(task), counting[task]);
            if (level == 0) {
              losses.add(loss);
            }
            NDArray share =
                deep.isOff() ? loss : loss.mul(TensorOps.constant(loss, deep.share(level)));
            total = total == null ? share : total.add(share);
          }
        }
        if (total != null) {
          collector.backward(total);
        }
      }
      addGradients(step);
      return new PendingLosses(step, losses);
    } catch (RuntimeException | Error e) {
      step.close();
      throw e;
    }
  }

  private NDArray loss(
      NDManager step,
      TaskBatch part,
      TaskTargets targets,
      int level,
      NDArray scores,
      long counting) {
    NDArray target = TensorOps.array(step, targets.oneHot(part, level), scores.getShape());
    // Sides are multiples of 8, so each level has a whole part of a patch's voxels.
    int cell = 1 << (3 * level);
    LossShare share = new LossShare(targets.countingVoxels(part) / cell, counting / cell);
    return plan.loss().of(scores, target, share, plan.scheme());
  }

  private void addGradients(NDManager step) {
    parameters.forEach(
        (name, parameter) -> {
          if (parameter.requiresGradient() && network.learns(name, tasks)) {
            NDArray gradient = parameter.getArray().getGradient();
            // A handle of its own, which would else live as long as the parameter.
            gradient.attach(step);
            NDArray sum = gradients.get(name);
            if (sum == null) {
              NDArray copy = gradient.duplicate();
              copy.attach(manager);
              gradients.put(name, copy);
            } else {
              sum.addi(gradient);
            }
            TensorOps.of(gradient).forget(gradient);
          }
        });
  }

  /**
   * Lets the optimiser change every parameter that has a gradient, adds what came of it to the
   * average, and clears the gradients.
   */
  public void update(double rate) {
    optimizer.update(parameters, gradients, rate);
    if (average != null) {
      average.add(weights, name -> network.learns(name, tasks));
    }
    clear();
  }

  public void clear() {
    gradients.values().forEach(NDArray::close);
    gradients.clear();
  }

  /**
   * Moves the running statistics towards those of one micro-batch, and nothing else.
   *
   * @param momentum share of the running statistics that stays
   */
  public void recalibrate(TaskBatch part, long dropoutSeed, float momentum) {
    try (NDManager step = manager.newSubManager();
        // MXNet uses batch statistics only while gradients are recorded.
        GradientCollector collector = step.getEngine().newGradientCollector()) {
      NDArray x = TensorOps.array(step, part.intensities(), part.tensorShape());
      NDList scores = network.forwardStreams(store, dropoutSeed, momentum, x, part.streams());
      // MXNet moves the statistics on the way back, so every head must be on it.
      NDArray all = scores.get(0).sum();
      for (NDArray ofTask : scores.subList(1, scores.size())) {
        all = all.add(ofTask.sum());
      }
      collector.backward(all);
      all.getFloat();
    }
  }

  /** Forgets what backward passes outside of a step have left with the parameters. */
  public void forgetGradients() {
    for (Parameter parameter : parameters.values()) {
      if (parameter.requiresGradient() && parameter.getArray().hasGradient()) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
          TensorOps.of(gradient).forget(gradient);
        }
      }
    }
  }

  @Override
  public void close() {
    optimizer.close();
    if (average != null) {
      average.close();
    }
    manager.close();
  }
}
