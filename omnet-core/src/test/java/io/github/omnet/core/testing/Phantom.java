package io.github.omnet.core.testing;

import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Map;

/**
 * A made-up head for tests: an ellipsoid brain on a background of 0, and a tumour off its centre
 * whose shells are oedema (2), enhancing (4) and necrosis (1).
 */
public final class Phantom {
  private Phantom() {}

  public static Subject subject(String id, Grid grid) {
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      volumes.put(modality, volume(grid, volumes.size()));
    }
    return Subject.of(id, volumes, new TumorLabels(labels(grid), LabelScheme.BRATS2021));
  }

  public static Subject subject(Shape shape) {
    return subject("phantom", Grid.isotropic(shape));
  }

  public static Volume volume(Grid grid, long seed) {
    Shape s = grid.shape();
    CounterRandom random = CounterRandom.of(7, seed);
    float[] data = new float[s.voxels()];
    for (int n = 0; n < data.length; n++) {
      double noise = random.nextDouble();
      if (distance(s, n, 0.5, 0.45) <= 1) {
        data[n] = (float) (100 * (seed + 1) + 50 * noise + 30 * distance(s, n, 0.6, 0.2));
      }
    }
    return Volume.wrap(grid, data);
  }

  public static LabelMap labels(Grid grid) {
    Shape s = grid.shape();
    byte[] data = new byte[s.voxels()];
    for (int n = 0; n < data.length; n++) {
      double d = distance(s, n, 0.6, 0.2);
      data[n] = (byte) (d > 1 ? 0 : d > 0.75 ? 2 : d > 0.4 ? 4 : 1);
    }
    return LabelMap.wrap(grid, data);
  }

  /** Distance from a centre, both relative to the extent: 1 on the surface of the ellipsoid. */
  private static double distance(Shape s, int n, double centre, double radius) {
    int i = n % s.x();
    int j = n / s.x() % s.y();
    int k = n / (s.x() * s.y());
    double x = (i + 0.5) / s.x() - centre;
    double y = (j + 0.5) / s.y() - centre;
    double z = (k + 0.5) / s.z() - centre;
    return Math.sqrt(x * x + y * y + z * z) / radius;
  }

  /** A volume of independent random values, none of them 0. */
  public static Volume noise(Grid grid, long seed) {
    CounterRandom random = CounterRandom.of(seed, 0);
    float[] data = new float[grid.shape().voxels()];
    for (int n = 0; n < data.length; n++) {
      data[n] = (float) (1 + random.nextDouble());
    }
    return Volume.wrap(grid, data);
  }
}
