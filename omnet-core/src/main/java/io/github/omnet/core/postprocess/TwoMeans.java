package io.github.omnet.core.postprocess;

import io.github.omnet.core.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.clustering.CentroidCluster;
import org.hipparchus.clustering.Clusterable;
import org.hipparchus.clustering.KMeansPlusPlusClusterer;
import org.hipparchus.clustering.distance.EuclideanDistance;
import org.hipparchus.random.Well19937c;

/** Splits voxels in two by their intensities. */
final class TwoMeans {
  private static final int MAXIMUM_ITERATIONS = 100;

  private TwoMeans() {}

  /** One voxel as a point in the space of intensities. */
  private static final class Point implements Clusterable {
    private final int index;
    private final double[] values;

    Point(int index, double[] values) {
      this.index = index;
      this.values = values;
    }

    @Override
    public double[] getPoint() {
      return values;
    }
  }

  /** For each voxel whether it is in the second of the two clusters. */
  static boolean[] split(List<Volume> images, int[] voxels, long seed) {
    List<Point> points = new ArrayList<>(voxels.length);
    for (int n = 0; n < voxels.length; n++) {
      double[] values = new double[images.size()];
      for (int c = 0; c < values.length; c++) {
        values[c] = images.get(c).data()[voxels[n]];
      }
      points.add(new Point(n, values));
    }
    List<CentroidCluster<Point>> clusters =
        new KMeansPlusPlusClusterer<Point>(
                2, MAXIMUM_ITERATIONS, new EuclideanDistance(), new Well19937c(seed))
            .cluster(points);
    boolean[] inSecond = new boolean[voxels.length];
    for (Point point : clusters.get(1).getPoints()) {
      inSecond[point.index] = true;
    }
    return inSecond;
  }
}
