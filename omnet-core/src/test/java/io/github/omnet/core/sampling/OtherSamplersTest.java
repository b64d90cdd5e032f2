package io.github.omnet.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OtherSamplersTest {
  private static final Shape GRID = new Shape(24, 20, 16);
  private static final Subject SUBJECT = Phantom.subject(GRID);
  private static final Shape VOXEL = new Shape(1, 1, 1);

  private static int classAt(Box patch) {
    int label = SUBJECT.requireTruth().map().get(patch.x(), patch.y(), patch.z());
    return LabelScheme.BRATS2021.classOf(label);
  }

  private static Subject withTruth(byte[] labels) {
    LabelMap map = LabelMap.wrap(SUBJECT.grid(), labels);
    return SUBJECT.with(
        SUBJECT.volumes(), Optional.of(new TumorLabels(map, LabelScheme.BRATS2021)));
  }

  @Test
  void classesAreDrawnByTheirShares() {
    PatchSampler equal = ClassBalancedSampler.of(SUBJECT, VOXEL, 3);
    PatchSampler skewed = ClassBalancedSampler.of(SUBJECT, VOXEL, 3, 0, 3, 0, 1);
    int[] equally = new int[4];
    int[] skewedly = new int[4];
    for (long n = 0; n < 4000; n++) {
      equally[classAt(equal.patch(n))]++;
      skewedly[classAt(skewed.patch(n))]++;
    }
    for (int count : equally) {
      assertThat(count).isBetween(1000 - 165, 1000 + 165);
    }
    assertThat(skewedly[0]).isZero();
    assertThat(skewedly[2]).isZero();
    assertThat(skewedly[1]).isBetween(3000 - 165, 3000 + 165);
  }

  @Test
  void tumourClassesShareTheirPartEvenlyAlsoWhereOneIsMissing() {
    int[] counts = new int[4];
    PatchSampler even = SamplerFactory.evenClasses(0.6).samplerOf(SUBJECT, VOXEL, 3).orElseThrow();
    for (long n = 0; n < 4000; n++) {
      counts[classAt(even.patch(n))]++;
    }
    assertThat(counts[0]).isBetween(1600 - 165, 1600 + 165);
    for (int id = 1; id < 4; id++) {
      assertThat(counts[id]).isBetween(800 - 165, 800 + 165);
    }
    byte[] labels = SUBJECT.requireTruth().map().data().clone();
    for (int n = 0; n < labels.length; n++) {
      labels[n] = labels[n] == 4 ? 2 : labels[n];
    }
    Subject without = withTruth(labels);
    int[] fewer = new int[5];
    PatchSampler rest = SamplerFactory.evenClasses(0.6).samplerOf(without, VOXEL, 3).orElseThrow();
    for (long n = 0; n < 4000; n++) {
      Box patch = rest.patch(n);
      fewer[without.requireTruth().map().get(patch.x(), patch.y(), patch.z())]++;
    }
    assertThat(fewer[0]).isBetween(1600 - 165, 1600 + 165);
    assertThat(fewer[1]).isBetween(1200 - 165, 1200 + 165);
    assertThat(fewer[4]).isZero();
  }

  @Test
  void aSubjectWithoutTumourGivesBrainAndNothingIfOnlyTumourIsAskedFor() {
    Subject healthy = withTruth(new byte[GRID.voxels()]);
    assertThat(SamplerFactory.evenClasses(0.5).samplerOf(healthy, VOXEL, 3)).isPresent();
    assertThat(SamplerFactory.evenClasses(1).samplerOf(healthy, VOXEL, 3)).isEmpty();
    for (double wrong : new double[] {0, -0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> SamplerFactory.evenClasses(wrong));
    }
  }

  @Test
  void theBackgroundClassStaysWithinTheBrain() {
    PatchSampler background = ClassBalancedSampler.of(SUBJECT, VOXEL, 3, 1, 0, 0, 0);
    boolean[] brain = SUBJECT.brain().data();
    for (long n = 0; n < 500; n++) {
      Box patch = background.patch(n);
      assertThat(brain[GRID.index(patch.x(), patch.y(), patch.z())]).isTrue();
    }
  }

  @Test
  void sharesMustFitTheScheme() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassBalancedSampler.of(SUBJECT, VOXEL, 3, 1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassBalancedSampler.of(SUBJECT, VOXEL, 3, 1, 2, -1, 0));
    assertThatThrownBy(() -> ClassBalancedSampler.of(SUBJECT, VOXEL, 3, 0, 0, 0, 0))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("phantom");
  }

  @Test
  void centresFollowTheWeights() {
    Volume weights = Volume.wrap(Grid.isotropic(new Shape(5, 1, 1)), new float[] {0, 1, 0, 3, 0});
    PatchSampler sampler = WeightedSampler.over(weights, VOXEL, 6);
    int[] counts = new int[5];
    for (long n = 0; n < 4000; n++) {
      counts[sampler.patch(n).x()]++;
    }
    assertThat(counts[0] + counts[2] + counts[4]).isZero();
    assertThat(counts[3]).isBetween(3000 - 165, 3000 + 165);
  }

  @Test
  void weightsMustBeSome() {
    Grid grid = Grid.isotropic(new Shape(2, 1, 1));
    for (float[] bad :
        new float[][] {{0, 0}, {1, -1}, {1, Float.NaN}, {Float.POSITIVE_INFINITY, 1}}) {
      assertThatThrownBy(() -> WeightedSampler.over(Volume.wrap(grid, bad), VOXEL, 1))
          .isInstanceOf(OmnetException.class);
    }
  }

  @Property(tries = 300)
  void aGridOfPatchesCoversEveryVoxelAndStaysInside(
      @ForAll @IntRange(min = 1, max = 20) int extent,
      @ForAll @IntRange(min = 1, max = 9) int patch,
      @ForAll @IntRange(min = 0, max = 8) int overlap) {
    if (overlap >= patch) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  GridSampler.over(new Shape(extent, 3, 2), new Shape(patch, 2, 2), overlap, 0, 0));
      return;
    }
    Shape grid = new Shape(extent, 3, 2);
    GridSampler sampler = GridSampler.over(grid, new Shape(patch, 2, 2), overlap, 1, 0);
    boolean[] covered = new boolean[grid.voxels()];
    int previousEnd = -1;
    for (int n = 0; n < sampler.count(); n++) {
      Box box = sampler.patch(n);
      assertThat(box.isInside(grid) || extent < patch).isTrue();
      if (box.x() > 0) {
        assertThat(previousEnd - box.x()).isGreaterThanOrEqualTo(overlap);
      }
      previousEnd = box.endX();
      for (int z = box.z(); z < Math.min(box.endZ(), 2); z++) {
        for (int y = box.y(); y < Math.min(box.endY(), 3); y++) {
          for (int x = box.x(); x < Math.min(box.endX(), extent); x++) {
            covered[grid.index(x, y, z)] = true;
          }
        }
      }
    }
    assertThat(covered).doesNotContain(false);
    assertThat(sampler.patch(sampler.count())).isEqualTo(sampler.patch(0));
  }

  @Test
  void aGridByHand() {
    GridSampler sampler = GridSampler.over(new Shape(10, 4, 4), new Shape(4, 4, 4), 1, 0, 0);
    assertThat(sampler.count()).isEqualTo(3);
    assertThat(sampler.patch(0).x()).isZero();
    assertThat(sampler.patch(1).x()).isEqualTo(3);
    assertThat(sampler.patch(2).x()).isEqualTo(6);
  }
}
