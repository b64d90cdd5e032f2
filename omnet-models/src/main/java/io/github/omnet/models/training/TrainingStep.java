package io.github.omnet.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.models.engine.TensorOps;
import io.github.omnet.models.network.Parameters;
import io.github.omnet.models.network.Pass;
import io.github.omnet.models.network.TaskNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One optimiser step: forward and backward over micro-batches, gradients summed, parameters
 * updated.
 *
 * <p>Each task's loss is the cross-entropy averaged over the voxels of the whole batch that count
 * for it, so the sum of the gradients does not depend on how the batch is split. Batch
 * normalisation does: it sees one micro-batch at a time.
 */
final class TrainingStep implements AutoCloseable {
  private final TaskNetwork network;
  private final NDManager manager;
  private final ParameterStore store;
  private final Map<String, Parameter> parameters;
  private final Map<String, NDArray> gradients = new LinkedHashMap<>();
  private final TransferRule rule;
  private final LabelScheme scheme;
  private final int microBatch;
  private final float bnMomentum;

  TrainingStep(
      TaskNetwork network,
      NDManager parent,
      TransferRule rule,
      LabelScheme scheme,
      int microBatch,
      float bnMomentum) {
    this.network = network;
    this.manager = parent.newSubManager();
    this.store = new ParameterStore(manager, false);
    this.parameters = Parameters.of(network);
    this.rule = rule;
    this.scheme = scheme;
    this.microBatch = microBatch;
    this.bnMomentum = bnMomentum;
  }

  /**
   * Runs the batch through the network and back.
   *
   * @return the loss of each task that ran
   */
  float[] gradientsOf(TaskBatch batch, long dropoutSeed) {
    clear();
    int tasks = batch.streams().length;
    long[] counting = new long[tasks];
    for (int task = 0; task < tasks; task++) {
      counting[task] = targets(batch, task).countingVoxels(batch);
    }
    float[] losses = new float[tasks];
    long seed = dropoutSeed;
    for (TaskBatch part : batch.split(microBatch)) {
      accumulate(part, counting, seed++, losses);
    }
    return losses;
  }

  private TaskTargets targets(TaskBatch batch, int task) {
    int classes = network.config().classes().get(task);
    return new TaskTargets(batch, task, classes, rule, scheme);
  }

  private void accumulate(TaskBatch part, long[] counting, long seed, float[] losses) {
    int tasks = losses.length;
    try (NDManager step = manager.newSubManager()) {
      NDArray x = step.create(part.intensities(), part.tensorShape());
      NDList parts = new NDList(tasks);
      try (GradientCollector collector = step.getEngine().newGradientCollector()) {
        NDList scores =
            network.forwardStreams(new Pass(store, true, seed, bnMomentum), x, part.streams());
        NDArray total = null;
        for (int task = 0; task < tasks; task++) {
          if (counting[task] > 0) {
            NDArray loss = loss(step, part, task, scores.get(task), counting[task]);
            parts.add(loss);
            total = total == null ? loss : total.add(loss);
          }
        }
        if (total != null) {
          collector.backward(total);
        }
      }
      int next = 0;
      for (int task = 0; task < tasks; task++) {
        // Reading a value also waits for the engine, so that its errors surface in this step.
        losses[task] += counting[task] > 0 ? parts.get(next++).getFloat() : 0;
      }
      if (next > 0) {
        addGradients(step, tasks);
      }
    }
  }

  private NDArray loss(NDManager step, TaskBatch part, int task, NDArray scores, long counting) {
    TaskTargets targets = targets(part, task);
    Shape shape = scores.getShape();
    NDArray target = step.create(targets.weighted(part, 1f / counting), shape);
    return scores.logSoftmax(1).mul(target).sum().neg();
  }

  private void addGradients(NDManager step, int tasks) {
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
   * Makes the running statistics of batch normalisation the average over these batches: what
   * momentum gives them lags behind weights that still change.
   */
  void recalibrate(List<TaskBatch> batches) {
    int seen = 0;
    for (TaskBatch batch : batches) {
      for (TaskBatch part : batch.split(microBatch)) {
        try (NDManager step = manager.newSubManager();
            // MXNet uses batch statistics only while gradients are recorded.
            GradientCollector collector = step.getEngine().newGradientCollector()) {
          NDArray x = step.create(part.intensities(), part.tensorShape());
          Pass pass = new Pass(store, true, seen, (float) seen / (seen + 1));
          NDList scores = network.forwardStreams(pass, x, part.streams());
          collector.backward(scores.get(0).sum());
          scores.get(scores.size() - 1).sum().getFloat();
        }
        seen++;
      }
    }
    forgetGradients();
  }

  private void forgetGradients() {
    for (Parameter parameter : parameters.values()) {
      if (parameter.requiresGradient() && parameter.getArray().hasGradient()) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
          TensorOps.of(gradient).forget(gradient);
        }
      }
    }
  }

  /** Lets the optimiser change every parameter that has a gradient. */
  void update(Sgd optimizer, long iteration) {
    gradients.forEach(
        (name, gradient) -> optimizer.update(name, parameter(name), gradient, iteration));
    clear();
  }

  private Parameter parameter(String name) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalStateException("no parameter " + name);
    }
    return parameter;
  }

  /** Gradients of the last batch by parameter name; shared. */
  Map<String, NDArray> gradients() {
    return gradients;
  }

  private void clear() {
    gradients.values().forEach(NDArray::close);
    gradients.clear();
  }

  @Override
  public void close() {
    manager.close();
  }
}
