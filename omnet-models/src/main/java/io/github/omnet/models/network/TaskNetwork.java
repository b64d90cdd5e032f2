package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.internal.engine.TensorOps;
import io.github.omnet.models.internal.natives.LayerPrecision;
import io.github.omnet.models.internal.network.BlockParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network with one or more tasks on shared features. Takes {@code N, C, D, H, W} and returns for
 * each task the scores (logits) {@code N, classes, D, H, W}, coarse to fine.
 */
public abstract class TaskNetwork extends AbstractBlock {
  private final NetworkConfig config;
  private Precision precision = Precision.FLOAT32;

  /** Heads of deep supervision, in training alone. */
  private @Nullable AuxiliaryHeads auxiliary;

  /**
   * For the networks of this package.
   *
   * @param config channels, classes, base width
   */
  TaskNetwork(NetworkConfig config) {
    this.config = config;
  }

  /**
   * Returns what the network was built from.
   *
   * @return channels, classes, base width
   */
  public final NetworkConfig config() {
    return config;
  }

  /**
   * Chooses the numbers that the layers compute with from now on. BlockParameters stay as they are.
   *
   * @param resolved not {@link Precision#AUTO}
   * @return this
   */
  public final TaskNetwork computingIn(Precision resolved) {
    if (resolved == Precision.AUTO) {
      throw new IllegalArgumentException("resolve the precision for an engine and a device first");
    }
    precision = resolved;
    return this;
  }

  /**
   * Trains on a batch made of streams, one after the other along N: task {@code k} sees the streams
   * from {@link #firstStream} to {@code k}, or the first {@code k + 1} if stream {@code k} is
   * empty, and tasks beyond the last stream do not run. This is how training feeds each task its
   * own patches and hands them on to the later tasks.
   *
   * @param store where the parameters' arrays are found
   * @param dropoutSeed decides which units drop out; the same seed drops the same units
   * @param bnMomentum share of batch normalisation's running statistics that stays
   * @param x N, C, D, H, W
   * @param streams patches in each stream, at most as many streams as tasks; their sum is N
   * @return scores of each task that ran
   */
  public final NDList forwardStreams(
      ParameterStore store, long dropoutSeed, float bnMomentum, NDArray x, int... streams) {
    return forwardStreams(new Pass(store, true, dropoutSeed, bnMomentum), x, streams);
  }

  /** The same in training or in use. */
  final NDList forwardStreams(Pass pass, NDArray x, int... streams) {
    return forwardLevels(pass, x, streams).get(0);
  }

  /**
   * Trains as {@link #forwardStreams} does, and returns the scores of the auxiliary heads too.
   *
   * @param store where the parameters' arrays are found
   * @param dropoutSeed decides which units drop out
   * @param bnMomentum share of batch normalisation's running statistics that stays
   * @param x N, C, D, H, W
   * @param streams patches in each stream
   * @return scores of each task that ran: at level {@code l} those of {@code D / 2^l}, {@code H /
   *     2^l} and {@code W / 2^l} voxels. Level 0 alone without {@link #superviseDeeply deep
   *     supervision}, else 0 to 2
   */
  public final List<NDList> forwardLevels(
      ParameterStore store, long dropoutSeed, float bnMomentum, NDArray x, int... streams) {
    return forwardLevels(new Pass(store, true, dropoutSeed, bnMomentum), x, streams);
  }

  private List<NDList> forwardLevels(Pass pass, NDArray x, int... streams) {
    if (streams.length < 1
        || streams.length > config.classes().size()
        || Arrays.stream(streams).sum() != x.getShape().get(0)) {
      throw new IllegalArgumentException(
          "streams "
              + Arrays.toString(streams)
              + " do not make up the batch "
              + x.getShape()
              + " of a network with "
              + config.classes().size()
              + " tasks");
    }
    check(x.getShape());
    return scores(pass, x, streams);
  }

  private List<NDList> scores(Pass pass, NDArray x, int[] streams) {
    TensorOps ops = TensorOps.of(x);
    LayerPrecision until = ops.computeIn(precision);
    try {
      return levels(pass, ops.input(x), streams);
    } finally {
      until.close();
    }
  }

  /**
   * The first of the streams that a task sees in training; the last is its own.
   *
   * @param task from 0
   * @return 0, for the patches of all earlier tasks; the task itself where nothing is shared
   */
  public int firstStream(int task) {
    return 0;
  }

  /**
   * Returns the networks that a model package holds one by one: those of a cascade, one for each
   * task, and of others the network itself.
   *
   * @return at least one, coarse to fine
   */
  public List<? extends TaskNetwork> members() {
    return List.of(this);
  }

  /**
   * Gives all parameters their first values, as in the release: weights He normal by fan-in, biases
   * 0.1 but 0 in the first convolution of each network, batch normalisation the identity. Each
   * parameter's values depend on the seed and its name alone, so they are the same on every engine.
   *
   * @param seed decides the weights
   * @param manager owns the values from now on
   * @return this
   */
  public final TaskNetwork initialize(long seed, NDManager manager) {
    Initialization.ofRelease(seed).apply(this, manager);
    return this;
  }

  /**
   * Scores of the first {@code streams.length} tasks, the full resolution first; coarser levels
   * follow in training under deep supervision.
   */
  abstract List<NDList> levels(Pass pass, NDArray x, int[] streams);

  /** Adds the scores of the auxiliary heads, if there are any and the pass is of training. */
  final List<NDList> supervised(Pass pass, NDList scores, List<NDArray> decoded, int[] streams) {
    return auxiliary == null || !pass.training()
        ? List.of(scores)
        : auxiliary.add(pass, scores, decoded, streams);
  }

  /**
   * Gives each task two more heads for training: 1x1x1 convolutions on the levels of the decoder
   * that have half and a quarter of the resolution. They are not among the blocks and parameters of
   * this network, so they are neither counted nor packaged. Call it before {@link #initialize}.
   *
   * @return this
   * @throws OmnetException if the network has no decoder that this library knows, as one of the
   *     caller's own
   */
  public final TaskNetwork superviseDeeply() {
    auxiliary = auxiliaryHeads();
    return this;
  }

  /** The heads to train with; networks with a {@link Backbone} have some. */
  @Nullable AuxiliaryHeads auxiliaryHeads() {
    throw new OmnetException(
        "this network has no deep supervision: its decoder is not known; train it without");
  }

  /**
   * Returns the parameters of the auxiliary heads. Their names begin as those of their task's own
   * parameters, so {@link #learns} knows them.
   *
   * @return by name, such as {@code head2.level1.weight}; empty without deep supervision
   */
  public Map<String, Parameter> auxiliaryParameters() {
    return auxiliary == null ? Map.of() : auxiliary.parameters(this);
  }

  /**
   * Returns whether a parameter takes part in the first so many tasks.
   *
   * @param name of the parameter, by {@link BlockParameters}
   * @param tasks how many tasks run
   * @return false if it belongs to a later task alone
   */
  public final boolean learns(String name, int tasks) {
    for (int task = tasks; task < config.classes().size(); task++) {
      if (name.startsWith(ownPrefix(task))) {
        return false;
      }
    }
    return true;
  }

  /** How the names of all parameters that serve one task alone begin; tasks from 0. */
  String ownPrefix(int task) {
    return "head" + (task + 1) + ".";
  }

  /** Follows a shape to the outputs of all tasks. */
  abstract List<Shape> trace(LayerTrace trace, Shape in);

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    NDArray x = inputs.singletonOrThrow();
    check(x.getShape());
    int[] streams = new int[config.classes().size()];
    streams[0] = Math.toIntExact(x.getShape().get(0));
    return scores(Pass.of(store, training, parameters), x, streams).get(0);
  }

  private void check(Shape shape) {
    boolean fits = shape.dimension() == 5 && shape.get(1) == config.channels();
    for (int axis = 2; fits && axis < 5; axis++) {
      fits = shape.get(axis) % Backbone.MULTIPLE == 0;
    }
    if (!fits) {
      throw new OmnetException(
          "the network takes N x "
              + config.channels()
              + " x D x H x W with D, H and W multiples of "
              + Backbone.MULTIPLE
              + ", found "
              + shape);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return trace(LayerTrace.ignore(), inputShapes[0]).toArray(new Shape[0]);
  }

  /**
   * Makes sure that all parameters have shapes. They may get values, which do not count.
   *
   * @param manager owns what is made for it
   */
  public void knowShapes(NDManager manager) {}

  /** DJL's own answer is no until it has seen a shape, and its training pass then starts anew. */
  @Override
  public boolean isInitialized() {
    return getParameters().values().stream().allMatch(Parameter::isInitialized);
  }

  @Override
  public void initialize(NDManager manager, DataType dataType, Shape... inputShapes) {
    Initialization.ofRelease(0).apply(this, manager);
  }

  /**
   * Folds batch normalisation into the convolutions, in place: faster, and for inference only.
   * Replaces arrays, so use a new {@code ParameterStore} afterwards.
   *
   * @return this
   */
  public final TaskNetwork fold() {
    Foldable.foldAll(this);
    // Else PyTorch keeps a graph of every pass for gradients that nobody will ask for.
    freezeParameters(true);
    return this;
  }

  /**
   * The network layer by layer, with shapes, parameters and multiply-adds.
   *
   * @param input shape N, C, D, H, W
   * @return the summary
   */
  public final NetworkSummary summary(Shape input) {
    check(input);
    LayerTrace trace = LayerTrace.record();
    trace(trace, input);
    return new NetworkSummary(
        input, new ArrayList<>(trace.layers()), NetworkSummary.ParameterCounts.of(this));
  }
}
