package io.github.omnet.core.metric;

import io.github.omnet.core.morphology.Border;
import io.github.omnet.core.morphology.DistanceTransform;
import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Spacing;

/** Measures distances between the voxel borders of two masks. */
final class VoxelBorderDistances {
  private VoxelBorderDistances() {}

  static SurfaceDistances between(Comparison pair) {
    if (pair.predictionEmpty() || pair.referenceEmpty()) {
      return SurfaceDistances.NONE;
    }
    Mask prediction = Border.of(pair.prediction());
    Mask reference = Border.of(pair.reference());
    return new SurfaceDistances(
        directed(prediction, reference, pair.spacing()),
        directed(reference, prediction, pair.spacing()));
  }

  private static DirectedDistances directed(Mask from, Mask to, Spacing spacing) {
    double[] squared = DistanceTransform.squaredTo(to, spacing, Workers.callerOnly());
    boolean[] in = from.data();
    double[] distances = new double[from.count()];
    int found = 0;
    for (int n = 0; n < in.length; n++) {
      if (in[n]) {
        distances[found++] = Math.sqrt(squared[n]);
      }
    }
    return DirectedDistances.ofUnsorted(distances);
  }
}
