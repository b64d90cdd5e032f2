package io.github.omnet.models.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.engine.ComputeShare;
import io.github.omnet.models.internal.engine.HostBuffer;
import io.github.omnet.models.internal.engine.PyTorchKernels;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import java.util.List;

/** One network of a package, folded and on its device, as a function of plain arrays. */
final class NetworkRunner implements WindowPredictor {
  private final EngineKind engine;
  private final Precision precision;
  private final ComputeShare share;
  private final NDManager manager;
  private final TaskNetwork network;
  private final ParameterStore store;

  /** Apart: an engine may read its input in place for as long as the pass lasts. */
  private final HostBuffer in = new HostBuffer();

  private final HostBuffer out = new HostBuffer();

  NetworkRunner(
      ModelPackage model, int index, EngineKind engine, Precision precision, ComputeShare share)
      throws ModelPackageException {
    model.manifest().architecture().requireFits(engine);
    this.engine = engine;
    this.precision = precision;
    this.share = share;
    manager = Engines.start(engine).newBaseManager(share.device());
    try {
      network = model.network(index, manager);
      network.fold().computingIn(precision);
      store = new ParameterStore(manager, false);
    } catch (ModelPackageException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public List<Integer> classes() {
    return network.config().classes();
  }

  @Override
  public int leastBatch(Shape window) {
    long rows = network.config().width() * window.get(0) * window.get(1);
    // The few layers of a large window that are too small for a fast kernel are doubled alone.
    boolean fastAlone = precision == Precision.BFLOAT16 || rows > PyTorchKernels.LARGEST_SLOW;
    return fastAlone ? 1 : engine.leastBatch();
  }

  /** One batch at a time, with this network's share of the compute threads. */
  @Override
  public synchronized void probabilities(float[] input, Shape shape, float[][] output) {
    share.enter();
    try (NDManager step = manager.newSubManager()) {
      NDArray x = share.upload(in, step, input, shape);
      NDList scores = network.forward(store, new NDList(x), false);
      for (int task = 0; task < scores.size(); task++) {
        NDArray chances = scores.get(task).softmax(1);
        out.download(chances, output[task]);
        requireFinite(output[task], Math.toIntExact(chances.size()), task);
      }
    } finally {
      share.leave();
    }
  }

  /** What is not a number must not vote: each engine would make another mask of it. */
  static void requireFinite(float[] values, int count, int task) {
    float sum = 0;
    for (int n = 0; n < count; n++) {
      // 0 for every finite number, else NaN, which stays.
      sum += values[n] * 0;
    }
    if (sum != 0) {
      throw new OmnetException(
          "the network's output for task "
              + (task + 1)
              + " is not finite; the model's weights or the subject's intensities are too large,"
              + " so check the images for extreme values and fetch or train the model again");
    }
  }

  @Override
  public synchronized void close() {
    manager.close();
  }
}
