package io.github.omnet.models.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.models.internal.engine.TensorOps;
import java.util.ArrayList;
import java.util.List;

/** See {@link TaskLoss#REGION_DICE}. */
final class RegionDice {
  private static final int[] CLASSES = {1};

  private RegionDice() {}

  /**
   * The regions of a task: for each, 1 at the classes that belong to it, else 0. Classes beyond
   * those of the scheme belong to none. Two classes tell one region from the rest.
   */
  static List<float[]> regions(int classes, LabelScheme scheme) {
    if (classes == 2) {
      return List.of(new float[] {0, 1});
    }
    List<float[]> regions = new ArrayList<>();
    for (TumorRegion region : TumorRegion.values()) {
      float[] members = new float[classes];
      for (int id = 0; id < Math.min(classes, scheme.labels().size()); id++) {
        members[id] = scheme.contains(region, scheme.labelOf(id)) ? 1 : 0;
      }
      regions.add(members);
    }
    return regions;
  }

  static NDArray of(NDArray logP, NDArray target, LossShare share, LabelScheme scheme) {
    Shape shape = logP.getShape();
    long voxels = shape.get(2) * shape.get(3) * shape.get(4);
    int classes = Math.toIntExact(shape.get(1));
    Shape flat = new Shape(shape.get(0), classes, voxels);
    NDArray p = logP.exp().reshape(flat);
    NDArray t = target.reshape(flat);
    NDArray counts = t.sum(CLASSES);
    NDArray one = TensorOps.constant(t, 1);
    NDList losses = new NDList();
    NDList present = new NDList();
    for (float[] members : regions(classes, scheme)) {
      NDArray mask = TensorOps.array(t.getManager(), members, new Shape(1, classes, 1));
      NDArray inRegion = p.mul(mask).sum(CLASSES);
      NDArray truth = t.mul(mask).sum(CLASSES);
      NDArray common = inRegion.mul(truth).sum();
      NDArray predicted = inRegion.mul(counts).sum();
      NDArray labelled = truth.sum();
      NDArray dice =
          common.add(common).add(SoftDice.SMOOTH).div(predicted.add(labelled).add(SoftDice.SMOOTH));
      // 1 for a region with voxels, else 0.
      NDArray isPresent = labelled.minimum(one);
      losses.add(dice.neg().add(1).mul(isPresent));
      present.add(isPresent);
    }
    NDArray weight = TensorOps.constant(logP, share.weight());
    return sum(losses).div(sum(present).maximum(one)).mul(weight);
  }

  private static NDArray sum(NDList terms) {
    NDArray sum = terms.get(0);
    for (NDArray term : terms.subList(1, terms.size())) {
      sum = sum.add(term);
    }
    return sum;
  }
}
