package io.github.omnet.models.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.HostBuffer;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import io.github.omnet.models.packaging.NetworkWeights;
import java.util.List;

/** One network of a package, folded and on its device, as a function of plain arrays. */
final class NetworkRunner implements WindowPredictor {
  private final EngineKind engine;
  private final NDManager manager;
  private final TaskNetwork network;
  private final ParameterStore store;

  /** Apart: an engine may read its input in place for as long as the pass lasts. */
  private final HostBuffer in = new HostBuffer();

  private final HostBuffer out = new HostBuffer();

  NetworkRunner(ModelPackage model, int index, EngineKind engine, Device device)
      throws ModelPackageException {
    this.engine = engine;
    manager = Engines.start(engine).newBaseManager(device);
    try {
      Architecture architecture = model.manifest().architecture();
      network = Networks.of(architecture.member(), model.manifest().networks().get(index));
      NetworkWeights.load(model.weights(index), network, manager, model.location());
      network.fold();
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
  public int leastBatch() {
    return engine.leastBatch();
  }

  /**
   * Passes take turns: engines use all cores for one, and two at once would need twice the memory.
   */
  @Override
  public synchronized void probabilities(float[] input, Shape shape, float[][] output) {
    try (NDManager step = manager.newSubManager()) {
      NDArray x = in.upload(step, input, shape);
      NDList scores = network.forward(store, new NDList(x), false);
      for (int task = 0; task < scores.size(); task++) {
        out.download(scores.get(task).softmax(1), output[task]);
      }
    }
  }

  @Override
  public synchronized void close() {
    manager.close();
  }
}
