package io.github.omnet.models;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Balls in a ball: a brain with a tumour whose parts differ in every modality, and some noise. */
public final class SyntheticSubjects {
  /** Extent of the volumes. */
  public static final Shape SHAPE = new Shape(40, 44, 36);

  private SyntheticSubjects() {}

  /** A subject whose tumour lies where the seed says, on a grid of 1 mm. */
  public static Subject subject(long seed) {
    return subject(seed, Grid.isotropic(SHAPE));
  }

  /** A subject on a grid of that shape. */
  public static Subject subject(long seed, Grid grid) {
    Random random = new Random(seed);
    Shape s = grid.shape();
    double[] centre = {
      s.x() * (0.4 + 0.2 * random.nextDouble()),
      s.y() * (0.4 + 0.2 * random.nextDouble()),
      s.z() * (0.4 + 0.2 * random.nextDouble())
    };
    byte[] labels = new byte[s.voxels()];
    float[][] images = new float[Modality.values().length][s.voxels()];
    for (int z = 0; z < s.z(); z++) {
      for (int y = 0; y < s.y(); y++) {
        for (int x = 0; x < s.x(); x++) {
          int n = s.index(x, y, z);
          double brain = Math.hypot(Math.hypot(x - s.x() / 2.0, y - s.y() / 2.0), z - s.z() / 2.0);
          if (brain < 0.45 * s.z()) {
            double r = Math.hypot(Math.hypot(x - centre[0], y - centre[1]), z - centre[2]);
            labels[n] = (byte) (r < 3 ? 1 : r < 5 ? 4 : r < 8 ? 2 : 0);
            for (int m = 0; m < images.length; m++) {
              images[m][n] = (float) (10 + CONTRAST[m][labels[n]] + random.nextGaussian());
            }
          }
        }
      }
    }
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    for (int m = 0; m < images.length; m++) {
      volumes.put(List.of(Modality.values()).get(m), Volume.wrap(grid, images[m]));
    }
    return Subject.of(
        "synthetic-" + seed,
        volumes,
        new TumorLabels(LabelMap.wrap(grid, labels), LabelScheme.BRATS2021));
  }

  /** By modality and label: necrosis dark and the rim bright in T1C, oedema bright in FLAIR. */
  private static final double[][] CONTRAST = {
    {0, 2, 8, 0, 5}, {0, -5, -2, 0, -1}, {0, -4, 0, 0, 8}, {0, 6, 6, 0, 2}
  };
}
