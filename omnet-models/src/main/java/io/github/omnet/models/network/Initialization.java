package io.github.omnet.models.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import com.google.common.hash.Hashing;
import io.github.omnet.models.internal.network.BlockParameters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/**
 * First values of a network's parameters, as in the release: weights He normal by fan-in, biases
 * 0.1 but 0 in the first convolution of each network, batch normalisation the identity.
 *
 * <p>Each parameter's values depend on the seed and its name alone, so they are the same on every
 * engine, and a new head does not change what the backbone gets.
 */
final class Initialization {
  private static final float BIAS = 0.1f;

  private final long seed;

  private Initialization(long seed) {
    this.seed = seed;
  }

  /**
   * The release's rule.
   *
   * @param seed decides the weights
   * @return the rule with this seed
   */
  public static Initialization ofRelease(long seed) {
    return new Initialization(seed);
  }

  /**
   * Sets every parameter of a block.
   *
   * @param block the network
   * @param manager owns the values from now on
   */
  public void apply(Block block, NDManager manager) {
    if (block instanceof TaskNetwork network) {
      network.knowShapes(manager);
    }
    if (block instanceof ModelCascade cascade) {
      for (int task = 0; task < cascade.members().size(); task++) {
        apply(cascade.members().get(task), cascade.ownPrefix(task), manager);
      }
    } else {
      apply(block, "", manager);
    }
    if (block instanceof TaskNetwork network) {
      network
          .auxiliaryParameters()
          .forEach(
              (name, parameter) ->
                  BlockParameters.setValues(parameter, manager, values(name, parameter, false)));
    }
  }

  private void apply(Block block, String path, NDManager manager) {
    boolean first = true;
    for (Map.Entry<String, Parameter> entry : BlockParameters.of(block).entrySet()) {
      Parameter parameter = entry.getValue();
      float[] values = values(path + entry.getKey(), parameter, first);
      BlockParameters.setValues(parameter, manager, values);
      first = first && parameter.getType() != Parameter.Type.BIAS;
    }
  }

  private float[] values(String name, Parameter parameter, boolean first) {
    Shape shape = parameter.getShape();
    float[] values = new float[Math.toIntExact(shape.size())];
    switch (parameter.getType()) {
      case WEIGHT -> heNormal(name, shape, values);
      case BIAS -> Arrays.fill(values, first ? 0 : BIAS);
      case GAMMA, RUNNING_VAR -> Arrays.fill(values, 1);
      default -> Arrays.fill(values, 0);
    }
    return values;
  }

  private void heNormal(String name, Shape shape, float[] values) {
    long hash =
        Hashing.murmur3_128()
            .newHasher()
            .putLong(seed)
            .putString(name, StandardCharsets.UTF_8)
            .hash()
            .asLong();
    Random random = new Random(hash);
    // Weights are out, in, k, k, k; those of an up-convolution in, out, 2, 2, 2, where each output
    // takes from one voxel of every input channel.
    boolean up = shape.dimension() > 2 && shape.get(2) == 2;
    long fanIn = up ? shape.get(0) : shape.size() / shape.get(0);
    double deviation = Math.sqrt(2.0 / fanIn);
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) (deviation * random.nextGaussian());
    }
  }
}
