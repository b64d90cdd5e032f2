package io.github.omnet.core.metric;

import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import java.util.function.IntToDoubleFunction;

/** Measures how far the surfaces of two masks are apart. */
final class SurfaceMeasurement {
  private SurfaceMeasurement() {}

  static SurfaceDistances betweenVoxelBorders(Comparison pair) {
    if (pair.predictionEmpty() || pair.referenceEmpty()) {
      return SurfaceDistances.NONE;
    }
    Mask prediction = Morphology.border(pair.prediction());
    Mask reference = Morphology.border(pair.reference());
    return new SurfaceDistances(
        directed(prediction, reference, pair.spacing(), n -> 1),
        directed(reference, prediction, pair.spacing(), n -> 1));
  }

  static SurfaceDistances betweenMeshes(Comparison pair) {
    if (pair.predictionEmpty() || pair.referenceEmpty()) {
      return SurfaceDistances.NONE;
    }
    double[] area = SurfelAreas.byCode(pair.spacing());
    MeshSurface p = MeshSurface.of(pair.prediction());
    MeshSurface r = MeshSurface.of(pair.reference());
    return new SurfaceDistances(
        directed(p.corners(), r.corners(), pair.spacing(), n -> area[p.code(n)]),
        directed(r.corners(), p.corners(), pair.spacing(), n -> area[r.code(n)]));
  }

  private static DirectedDistances directed(
      Mask from, Mask to, Spacing spacing, IntToDoubleFunction weight) {
    NearestSearch search = new NearestSearch(to, spacing);
    DistanceHistogram histogram = new DistanceHistogram();
    boolean[] in = from.data();
    Shape shape = from.shape();
    int n = 0;
    for (int z = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        for (int x = 0; x < shape.x(); x++, n++) {
          if (in[n]) {
            histogram.add(search.squaredFrom(x, y, z), 1, weight.applyAsDouble(n));
          }
        }
      }
    }
    return histogram.sorted();
  }
}
