package io.github.omnet.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.omnet.models.internal.engine.TensorOps;
import java.util.Set;

/**
 * Cross-task guided attention (Zhou et al., IEEE TIP 2020): the scores of one task decide which
 * channels of the shared features {@code F} the next task looks at, apart for the voxels that the
 * guide takes for its region and for the others.
 *
 * <p>With the guide's probabilities of the region and of the rest, {@code P_in} and {@code P_out},
 * and for j in {in, out}: {@code a_j = sum over the patch of F * P_j}, by channel; {@code m_j = a_j
 * / (|a_j|_1 + eps)}; {@code z_j = Conv1x1x1_j(m_j * F)}; the scores are {@code Conv1x1x1(P_in *
 * z_in + P_out * z_out)}.
 *
 * <p>No gradient flows from here into the guide; through {@code F} inside {@code a_j} it does.
 * Since {@code a_j} sums over the patch, the result depends on the patch's extent: use windows of
 * the size trained with.
 */
final class CrossTaskGuidedAttention extends TensorBlock {
  /** Keeps a channel weighting finite where no voxel belongs to a region. */
  static final float EPSILON = 1e-6f;

  private static final int[] VOXELS = {2, 3, 4};

  private final int guideClasses;
  private final Set<Integer> region;
  private final Convolution3d inside;
  private final Convolution3d outside;
  private final Convolution3d classifier;

  /**
   * Builds the block.
   *
   * @param width channels of the features
   * @param guideClasses classes of the task that guides
   * @param region those of them that make up its region, such as the complete tumour
   * @param classes outputs of the task that is guided
   */
  public CrossTaskGuidedAttention(int width, int guideClasses, Set<Integer> region, int classes) {
    this.guideClasses = guideClasses;
    this.region = Set.copyOf(region);
    inside = addChildBlock("inside", new Convolution3d(width, classes, 1));
    outside = addChildBlock("outside", new Convolution3d(width, classes, 1));
    classifier = addChildBlock("classifier", new Convolution3d(classes, classes, 1));
  }

  /**
   * Runs the block.
   *
   * @param pass parameters and mode
   * @param features N, C, D, H, W; not negative
   * @param guide scores (logits) of the task that guides, N, classes, D, H, W
   * @return scores of the task that is guided
   */
  NDArray apply(Pass pass, NDArray features, NDArray guide) {
    NDArray probabilities = guide.softmax(1).stopGradient();
    NDArray in = probability(probabilities, true);
    NDArray out = probability(probabilities, false);
    NDArray zIn = inside.apply(pass, weighted(features, in));
    NDArray zOut = outside.apply(pass, weighted(features, out));
    NDArray scores = classifier.apply(pass, in.mul(zIn).add(out.mul(zOut)));
    return TensorOps.of(scores).float32(scores);
  }

  /** Probability of the region's classes, or of all others, together: N, 1, D, H, W. */
  private NDArray probability(NDArray probabilities, boolean within) {
    float[] counted = new float[guideClasses];
    for (int id = 0; id < guideClasses; id++) {
      counted[id] = region.contains(id) == within ? 1 : 0;
    }
    NDArray mask =
        TensorOps.array(probabilities.getManager(), counted, new Shape(1, guideClasses, 1, 1, 1));
    return probabilities.mul(mask).sum(new int[] {1}, true);
  }

  /** The features, each channel scaled by its share of what lies where the probability is. */
  private static NDArray weighted(NDArray features, NDArray probability) {
    NDArray a = features.mul(probability).sum(VOXELS, true);
    NDArray share = a.div(a.abs().sum(new int[] {1}, true).add(EPSILON));
    return features.mul(share);
  }

  @Override
  NDArray apply(Pass pass, NDArray x) {
    throw new UnsupportedOperationException("attention needs the scores that guide it as well");
  }

  /** Takes the features and the guide's scores. */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    return new NDList(apply(Pass.of(store, training, parameters), inputs.get(0), inputs.get(1)));
  }

  @Override
  Shape trace(LayerTrace trace, String path, Shape features) {
    Shape z = inside.trace(trace, LayerTrace.join(path, "inside"), features);
    outside.trace(trace, LayerTrace.join(path, "outside"), features);
    return classifier.trace(trace, LayerTrace.join(path, "classifier"), z);
  }
}
