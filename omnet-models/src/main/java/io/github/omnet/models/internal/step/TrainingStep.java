package io.github.omnet.models.internal.step;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.google.common.primitives.Floats;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.internal.optimizer.GradientNorm;
import io.github.omnet.models.packaging.SafeTensors;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TransferRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One optimiser step: forward and backward over micro-batches, gradients summed, parameters
 * updated.
 *
 * <p>Losses are averaged over the voxels of the whole batch that count, so the sum of the gradients
 * does not depend on how the batch is split (soft Dice excepted). Batch normalisation does: it sees
 * one micro-batch at a time.
 *
 * <p>With several devices the micro-batches take turns on them. The devices' gradients are summed
 * on the first, and each then makes the same update to its own copy of the network. The running
 * statistics that count are the first device's.
 */
public final class TrainingStep implements AutoCloseable {
  private final TrainingPlan plan;
  private final List<Replica> replicas = new ArrayList<>();

  public TrainingStep(
      TrainingPlan plan, NDManager manager, List<Device> devices, Precision precision) {
    this.plan = plan;
    for (Device device : devices) {
      replicas.add(new Replica(plan, manager, device, precision, replicas.isEmpty()));
    }
  }

  /** The copy that counts. */
  public Replica first() {
    return replicas.get(0);
  }

  /** Gives every device the values of the first. */
  public void distribute() {
    first().valuesReplaced();
    if (replicas.size() == 1) {
      return;
    }
    Map<String, Parameter> weights = first().parameters();
    for (Replica other : others()) {
      other
          .parameters()
          .forEach(
              (name, parameter) ->
                  BlockParameters.setValues(
                      parameter,
                      other.manager(),
                      Objects.requireNonNull(weights.get(name), name).getArray().toFloatArray()));
      other.valuesReplaced();
    }
  }

  /** Goes back to the first replica's state; {@link #distribute} afterwards. */
  public void restore(Map<String, SafeTensors.Tensor> state) {
    replicas.forEach(replica -> replica.restore(state));
  }

  /**
   * What a batch says.
   *
   * @param losses of the tasks that ran
   * @param norm of the gradient over all parameters, before clipping
   */
  public record Gradient(List<Float> losses, double norm) {
    public boolean isFinite() {
      boolean finite = Double.isFinite(norm);
      for (float loss : losses) {
        finite &= Float.isFinite(loss);
      }
      return finite;
    }
  }

  /**
   * Runs the batch through the network and back, and clips the gradient.
   *
   * @param transfer which patches count for the tasks of other streams
   */
  public Gradient gradientOf(TaskBatch patches, TransferRule transfer, long dropoutSeed) {
    replicas.forEach(Replica::clear);
    TaskBatch batch = patches.handedOnBy(transfer);
    long[] counting = counting(batch, transfer);
    float[] losses = new float[counting.length];
    TaskBatch[] parts = batch.split(plan.microBatch());
    for (int from = 0; from < parts.length; from += replicas.size()) {
      round(parts, from, transfer, counting, dropoutSeed, losses);
    }
    sumOverDevices();
    double norm = clip();
    handToDevices();
    return new Gradient(Floats.asList(losses), norm);
  }

  /** Networks that share nothing are trained apart, so each is clipped by its own norm. */
  private double clip() {
    double squares = 0;
    for (Map<String, NDArray> gradients : first().separateGradients()) {
      double norm = GradientNorm.clip(gradients, plan.clipNorm());
      squares += norm * norm;
    }
    return Math.sqrt(squares);
  }

  private long[] counting(TaskBatch batch, TransferRule transfer) {
    long[] counting = new long[batch.streams().length];
    for (int task = 0; task < counting.length; task++) {
      counting[task] =
          new TaskTargets(batch, first().network(), task, transfer, plan.scheme())
              .countingVoxels(batch);
    }
    return counting;
  }

  /** One micro-batch on each device. All are under way before the first is waited for. */
  private void round(
      TaskBatch[] parts,
      int from,
      TransferRule transfer,
      long[] counting,
      long seed,
      float[] losses) {
    List<PendingLosses> pending = new ArrayList<>();
    try {
      for (int r = 0; r < replicas.size() && from + r < parts.length; r++) {
        pending.add(replicas.get(r).dispatch(parts[from + r], transfer, counting, seed + from + r));
      }
      for (PendingLosses part : pending) {
        part.addTo(losses);
      }
    } finally {
      pending.forEach(PendingLosses::close);
    }
  }

  private void sumOverDevices() {
    Map<String, NDArray> sums = first().gradients();
    for (Replica other : others()) {
      other
          .gradients()
          .forEach(
              (name, gradient) -> {
                NDArray sum = sumOf(sums, name);
                try (NDArray here = gradient.toDevice(sum.getDevice(), true)) {
                  sum.addi(here);
                }
              });
      other.clear();
    }
  }

  private void handToDevices() {
    for (Replica other : others()) {
      first()
          .gradients()
          .forEach(
              (name, sum) -> {
                NDArray there = sum.toDevice(other.manager().getDevice(), true);
                there.attach(other.manager());
                other.gradients().put(name, there);
              });
    }
  }

  private List<Replica> others() {
    return replicas.subList(1, replicas.size());
  }

  private static NDArray sumOf(Map<String, NDArray> sums, String name) {
    NDArray sum = sums.get(name);
    if (sum == null) {
      throw new IllegalStateException("the first device has no gradient of " + name);
    }
    return sum;
  }

  /** Lets the optimiser change every parameter that has a gradient. */
  public void update(double rate) {
    replicas.forEach(replica -> replica.update(rate));
  }

  /**
   * Makes the running statistics of batch normalisation the average over these batches: what
   * momentum gives them lags behind weights that still change.
   */
  public void recalibrate(Iterable<TaskBatch> batches) {
    int seen = 0;
    for (TaskBatch batch : batches) {
      for (TaskBatch part : batch.handedOnBy(plan.transfer()).split(plan.microBatch())) {
        first().recalibrate(part, seen, (float) seen / (seen + 1));
        seen++;
      }
    }
    first().forgetGradients();
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
  }
}
