package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.fusion.ClassProbabilities;
import io.github.omnet.core.fusion.RegionThresholds;
import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two balls of oedema, whose probability falls smoothly at their border, seen at 2 mm. */
class FineLabelsTest {
  private static final LabelScheme SCHEME = LabelScheme.BRATS2021;
  private static final OmNetFusion FUSION = new OmNetFusion(SCHEME);
  private static final int OEDEMA = 2;

  private static final Grid FINE = Grid.isotropic(new Shape(64, 60, 56));
  private static final Grid COARSE = Transforms.resample(new Spacing(2, 2, 2)).gridAfter(FINE);
  private static final Ball LARGE = new Ball(24, 30, 28, 13.3);
  private static final Ball SMALL = new Ball(54, 30, 28, 4.6);

  /** Centre and radius in voxels of the fine grid. */
  private record Ball(double x, double y, double z, double radius) {
    /** How far inside, in mm. */
    double depth(double[] at) {
      return radius - Math.sqrt(square(at[0] - x) + square(at[1] - y) + square(at[2] - z));
    }

    Ball grownBy(double mm) {
      return new Ball(x, y, z, radius + mm);
    }

    private static double square(double value) {
      return value * value;
    }
  }

  private static FusedTasks fused() {
    Shape shape = COARSE.shape();
    float[][] p = new float[5][shape.voxels()];
    for (int k = 0, n = 0; k < shape.z(); k++) {
      for (int j = 0; j < shape.y(); j++) {
        for (int i = 0; i < shape.x(); i++, n++) {
          double[] world = COARSE.toWorld(i, j, k);
          double[] at = FINE.toVoxel(world[0], world[1], world[2]);
          double depth = Math.max(LARGE.depth(at), SMALL.depth(at));
          p[OEDEMA][n] = (float) (1 / (1 + Math.exp(-depth)));
          p[0][n] = 1 - p[OEDEMA][n];
        }
      }
    }
    ClassProbabilities tasks = ClassProbabilities.wrap(COARSE, p);
    TumorLabels labels = FUSION.refine(tasks, tasks);
    return new FusedTasks(
        labels, List.of(tasks, tasks), List.of(), new RegionEvidence(COARSE, SCHEME), 1, 0);
  }

  private static FusedTasks labelled(TumorLabels labels, FusedTasks like) {
    return new FusedTasks(labels, like.tasks(), List.of(), like.regions(), 1, 0);
  }

  private static byte[] truth(Ball... balls) {
    Shape shape = FINE.shape();
    byte[] labels = new byte[shape.voxels()];
    for (int k = 0, n = 0; k < shape.z(); k++) {
      for (int j = 0; j < shape.y(); j++) {
        for (int i = 0; i < shape.x(); i++, n++) {
          for (Ball ball : balls) {
            if (ball.depth(new double[] {i, j, k}) > 0) {
              labels[n] = (byte) SCHEME.labelOf(OEDEMA);
            }
          }
        }
      }
    }
    return labels;
  }

  private static long errors(byte[] labels, byte[] truth) {
    long errors = 0;
    for (int n = 0; n < truth.length; n++) {
      errors += labels[n] != truth[n] ? 1 : 0;
    }
    return errors;
  }

  @Test
  void aBorderIsFoundBetweenTheVoxelsOfTheCoarseGrid() {
    FusedTasks fused = fused();
    byte[] truth = truth(LARGE, SMALL);
    byte[] fine = FineLabels.on(FINE, fused, fused.labels(), FUSION).map().data();
    byte[] fromLabels =
        Transforms.resample(FINE, Interpolation.LINEAR, LabelInterpolation.ONE_HOT)
            .apply(fused.labels().map())
            .data();
    assertThat(errors(fine, truth)).isLessThan(errors(fromLabels, truth) / 2);
    assertThat(errors(fine, truth)).isLessThan(400);
  }

  @Test
  void aThresholdCountsOnTheFineGrid() {
    FusedTasks fused = fused();
    // Where the probability is 0.25, one is ln 3 = 1.1 mm outside; the network's voxels are 2 mm.
    OmNetFusion lower = FUSION.withThresholds(RegionThresholds.parse("WT=0.25"));
    TumorLabels coarse = lower.refine(fused.tasks().get(0), fused.tasks().get(1));
    byte[] fine = FineLabels.on(FINE, labelled(coarse, fused), coarse, lower).map().data();
    byte[] larger = truth(LARGE.grownBy(Math.log(3)), SMALL.grownBy(Math.log(3)));
    assertThat(errors(fine, larger)).isLessThan(400);
    assertThat(errors(fine, truth(LARGE, SMALL))).isGreaterThan(2000);
  }

  @Test
  void whatPostProcessingRemovedStaysRemoved() {
    FusedTasks fused = fused();
    byte[] kept = fused.labels().map().data().clone();
    Shape shape = COARSE.shape();
    for (int n = 0; n < kept.length; n++) {
      if (n % shape.x() >= shape.x() * 2 / 3) {
        kept[n] = 0;
      }
    }
    TumorLabels corrected = new TumorLabels(LabelMap.wrap(COARSE, kept), SCHEME);
    byte[] fine = FineLabels.on(FINE, fused, corrected, FUSION).map().data();
    byte[] all = FineLabels.on(FINE, fused, fused.labels(), FUSION).map().data();
    for (int n = 0; n < fine.length; n++) {
      boolean left = n % FINE.shape().x() < 42;
      assertThat(fine[n]).isEqualTo(left ? all[n] : 0);
    }
  }

  @Test
  void aSubjectWithoutTumourStaysWithout() {
    float[][] p = new float[5][COARSE.shape().voxels()];
    java.util.Arrays.fill(p[0], 1);
    ClassProbabilities none = ClassProbabilities.wrap(COARSE, p);
    TumorLabels labels = FUSION.refine(none, none);
    FusedTasks fused =
        new FusedTasks(
            labels, List.of(none, none), List.of(), new RegionEvidence(COARSE, SCHEME), 1, 0);
    TumorLabels fine = FineLabels.on(FINE, fused, labels, FUSION);
    assertThat(fine.map().grid()).isEqualTo(FINE);
    assertThat(errors(fine.map().data(), truth())).isZero();
  }
}
