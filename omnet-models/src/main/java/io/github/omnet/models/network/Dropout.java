package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.engine.TensorOps;
import java.util.SplittableRandom;

/**
 * Drops single values with a given probability in training and scales the others up. Which ones is
 * a function of the pass's seed alone, the same on every engine, so that a resumed training drops
 * what the uninterrupted one would have.
 */
final class Dropout extends TensorBlock {
  private final float probability;

  Dropout(float probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new OmnetException("dropout probability " + probability + " is not in [0, 1)");
    }
    this.probability = probability;
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    if (!pass.training() || probability == 0) {
      return x;
    }
    SplittableRandom random = new SplittableRandom(pass.dropoutSeed());
    float[] keep = new float[Math.toIntExact(x.size())];
    float scale = 1 / (1 - probability);
    for (int n = 0; n < keep.length; n++) {
      keep[n] = random.nextDouble() < probability ? 0 : scale;
    }
    return x.mul(TensorOps.array(x.getManager(), keep, x.getShape()));
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape x) {
    return x;
  }
}
