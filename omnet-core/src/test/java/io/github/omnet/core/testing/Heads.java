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

/** Made-up heads in RAS whose two halves are alike but for a tumour. */
public final class Heads {
  private Heads() {}

  /**
   * An ellipsoid brain about a sagittal plane at {@code twiceX / 2}, with bright ventricles and a
   * pattern that are the same left and right, and a bright tumour on the right side.
   */
  public static Subject withTumour(Grid grid, int twiceX, boolean tumour) {
    Shape s = grid.shape();
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    byte[] labels = new byte[s.voxels()];
    for (Modality modality : new Modality[] {Modality.FLAIR, Modality.T2}) {
      float[] data = new float[s.voxels()];
      for (int n = 0; n < data.length; n++) {
        int i = n % s.x();
        int j = n / s.x() % s.y();
        int k = n / (s.x() * s.y());
        double side = 2.0 * Math.abs(2 * i - twiceX) / 2 / s.x();
        double y = 2.0 * j / (s.y() - 1) - 1;
        double z = 2.0 * k / (s.z() - 1) - 1;
        if (side * side / 0.6 + y * y / 0.9 + z * z / 0.7 <= 1) {
          boolean ventricle = side < 0.2 && Math.abs(y) < 0.4 && Math.abs(z) < 0.4;
          double value = 1 + 0.3 * Math.sin(5 * side + 3 * y) + (ventricle ? 2 : 0);
          boolean in = tumour && 2 * i > twiceX && square(side - 0.4) + y * y + z * z < 0.06;
          labels[n] = (byte) (in ? 2 : 0);
          data[n] = (float) (value + (in ? 1 : 0)) * (modality == Modality.T2 ? 10 : 1);
        }
      }
      volumes.put(modality, Volume.wrap(grid, data));
    }
    LabelMap map = LabelMap.wrap(grid, labels);
    return Subject.of("head", volumes, new TumorLabels(map, LabelScheme.BRATS2021));
  }

  private static double square(double value) {
    return value * value;
  }

  /** A brain of any form, and noise in it. */
  public static Subject random(Shape shape, long seed) {
    CounterRandom random = CounterRandom.of(seed, 1);
    double share = random.uniform(0.02, 0.9);
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    for (Modality modality : new Modality[] {Modality.T1, Modality.T1C}) {
      float[] data = new float[shape.voxels()];
      for (int n = 0; n < data.length; n++) {
        data[n] = random.chance(share) ? (float) random.uniform(-3, 3) : 0;
      }
      volumes.put(modality, Volume.wrap(Grid.isotropic(shape), data));
    }
    return Subject.of("random", volumes);
  }
}
