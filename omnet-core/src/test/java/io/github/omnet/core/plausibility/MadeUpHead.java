package io.github.omnet.core.plausibility;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Ellipsoid;
import io.github.omnet.fixtures.Head;
import io.github.omnet.fixtures.Phantom;
import java.util.List;
import java.util.Random;

/**
 * A skull-stripped head of 1.6 l with the contrasts of MRI: white and grey matter, fluid, and a
 * tumour on one side.
 */
final class MadeUpHead {
  static final Grid GRID = new Grid(new Shape(90, 100, 86), scaled(2));

  /** By modality, the grey values of fluid, grey matter, white matter, oedema, enhancing rim. */
  private static final float[][] VALUES = {
    {30, 120, 100, 210, 160},
    {40, 100, 150, 85, 80},
    {45, 105, 150, 90, 330},
    {300, 140, 100, 210, 160}
  };

  /** Relative to the grey value of white matter. */
  private static final float NOISE = 0.09f;

  private static final Head HEAD =
      new Head(
          new Ellipsoid(44.5, 49, 42, 34, 42, 34),
          Ellipsoid.ball(60, 60, 48, 13),
          5.05 / 13,
          7.0 / 13);

  private MadeUpHead() {}

  static Affine scaled(double mm) {
    return Affine.ofRowMajor(mm, 0, 0, 0, 0, mm, 0, 0, 0, 0, mm, 0);
  }

  static Subject subject() {
    List<Modality> modalities = List.of(Modality.values());
    List<Random> noise = modalities.stream().map(m -> new Random(m.name().hashCode())).toList();
    return Phantom.draw(
        "made-up",
        GRID,
        modalities,
        HEAD,
        (channel, label, x, y, z) -> {
          float[] values = VALUES[channel];
          int tissue = label == 0 ? healthy(x, y, z) : label == 1 ? 0 : label == 4 ? 4 : 3;
          return (float) (values[tissue] + NOISE * values[2] * noise.get(channel).nextGaussian());
        });
  }

  private static int healthy(double x, double y, double z) {
    double radius = HEAD.brain().distance(x, y, z);
    // Ventricles, and folds of the cortex between fluid.
    if (radius < 0.22 && Math.abs((x - 44.5) / 34) < 0.15) {
      return 0;
    }
    double folds = Math.sin(0.5 * x + 0.2 * y) + Math.sin(0.45 * y - 0.3 * z) + Math.sin(0.4 * z);
    if (radius > 0.97 || (radius > 0.8 && folds > 1.4)) {
      return 0;
    }
    return radius > 0.75 || folds > 1.2 ? 1 : 2;
  }
}
