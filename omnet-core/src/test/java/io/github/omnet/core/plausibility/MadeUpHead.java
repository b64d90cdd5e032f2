package io.github.omnet.core.plausibility;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * A skull-stripped head of 1.6 l with the contrasts of MRI: white and grey matter, fluid, and a
 * tumour on one side.
 */
final class MadeUpHead {
  static final Grid GRID = new Grid(new Shape(90, 100, 86), scaled(2));

  /** Grey values of fluid, grey matter, white matter, oedema, enhancing rim. */
  private static final Map<Modality, float[]> VALUES =
      Map.of(
          Modality.FLAIR, new float[] {30, 120, 100, 210, 160},
          Modality.T1, new float[] {40, 100, 150, 85, 80},
          Modality.T1C, new float[] {45, 105, 150, 90, 330},
          Modality.T2, new float[] {300, 140, 100, 210, 160});

  private MadeUpHead() {}

  static Affine scaled(double mm) {
    return Affine.ofRowMajor(mm, 0, 0, 0, 0, mm, 0, 0, 0, 0, mm, 0);
  }

  static Subject subject() {
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      volumes.put(modality, image(modality, 0.09f));
    }
    return Subject.of("made-up", volumes);
  }

  /** One modality with its own noise, relative to the grey value of white matter. */
  static Volume image(Modality modality, float noise) {
    float[] values = VALUES.getOrDefault(modality, new float[0]);
    Random random = new Random(modality.name().hashCode());
    Shape shape = GRID.shape();
    float[] data = new float[shape.voxels()];
    for (int n = 0; n < data.length; n++) {
      int y = n / shape.x() % shape.y();
      int z = n / shape.x() / shape.y();
      int tissue = tissue(n % shape.x(), y, z);
      if (tissue >= 0) {
        data[n] = (float) (values[tissue] + noise * values[2] * random.nextGaussian());
      }
    }
    return Volume.wrap(GRID, data);
  }

  private static int tissue(double x, double y, double z) {
    double u = (x - 44.5) / 34;
    double v = (y - 49) / 42;
    double w = (z - 42) / 34;
    double radius = Math.sqrt(u * u + v * v + w * w);
    if (radius > 1) {
      return -1;
    }
    double tumour = Math.hypot(Math.hypot(x - 60, y - 60), z - 48);
    if (tumour < 7) {
      return tumour > 5 ? 4 : 0;
    }
    if (tumour < 13) {
      return 3;
    }
    // Ventricles, and folds of the cortex between fluid.
    if (radius < 0.22 && Math.abs(u) < 0.15) {
      return 0;
    }
    double folds = Math.sin(0.5 * x + 0.2 * y) + Math.sin(0.45 * y - 0.3 * z) + Math.sin(0.4 * z);
    if (radius > 0.97 || (radius > 0.8 && folds > 1.4)) {
      return 0;
    }
    return radius > 0.75 || folds > 1.2 ? 1 : 2;
  }
}
