package io.github.omnet.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.github.omnet.models.internal.network.BlockParameters;
import io.github.omnet.models.network.NetworkParts;
import io.github.omnet.models.reference.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Between the engines' arrays and those of the slow reference. */
public final class EngineArrays {
  private EngineArrays() {}

  public static NDArray of(NDManager manager, Tensor t) {
    return manager.create(t.floats(), new Shape(t.n(), t.c(), t.d(), t.h(), t.w()));
  }

  /** Gives every parameter of a block values that leave none of its terms out. */
  public static Map<String, double[]> randomize(Block block, NDManager manager, long seed) {
    NetworkParts.initialize(block, seed, manager);
    Random random = new Random(seed);
    Map<String, double[]> values = new LinkedHashMap<>();
    BlockParameters.of(block)
        .forEach(
            (name, parameter) -> {
              float[] v = parameter.getArray().toFloatArray();
              for (int k = 0; k < v.length && parameter.getType() != Parameter.Type.WEIGHT; k++) {
                v[k] += (float) (0.4 * random.nextDouble() - 0.2);
              }
              BlockParameters.setValues(parameter, manager, v);
              values.put(name, doubles(v));
            });
    return values;
  }

  public static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int k = 0; k < floats.length; k++) {
      doubles[k] = floats[k];
    }
    return doubles;
  }

  /** Within 1e-4, or that share of the largest number where numbers exceed 1. */
  public static void assertClose(NDArray actual, Tensor expected) {
    assertThat(actual.getShape())
        .isEqualTo(new Shape(expected.n(), expected.c(), expected.d(), expected.h(), expected.w()));
    assertClose(actual.toFloatArray(), expected.values(), 1e-4);
  }

  public static void assertClose(float[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double size = 1;
    for (int k = 0; k < actual.length; k++) {
      assertThat(actual[k]).isFinite();
      largest = Math.max(largest, Math.abs(actual[k] - expected[k]));
      size = Math.max(size, Math.abs(expected[k]));
    }
    assertThat(largest).as("largest difference").isLessThan(tolerance * size);
  }
}
