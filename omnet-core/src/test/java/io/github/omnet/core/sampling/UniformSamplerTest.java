package io.github.omnet.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.fixtures.RandomImages;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UniformSamplerTest {
  private static final Shape GRID = new Shape(24, 20, 16);
  private static final Subject SUBJECT = Phantom.subject(GRID);
  private static final Shape PATCH = new Shape(8, 6, 4);

  private static boolean centreIsIn(Mask region, Box patch) {
    Shape p = patch.shape();
    return region
        .data()[
        region.shape().index(patch.x() + p.x() / 2, patch.y() + p.y() / 2, patch.z() + p.z() / 2)];
  }

  @Property(tries = 200)
  void centresLieInTheRegionOfTheTask(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int task) {
    CentreRegion region = CentreRegion.ofTask(task);
    UniformSampler sampler = UniformSampler.over(SUBJECT, region, PATCH, seed);
    Mask centres = region.centres(SUBJECT);
    for (long n = 0; n < 50; n++) {
      Box patch = sampler.patch(n);
      assertThat(patch.shape()).isEqualTo(PATCH);
      assertThat(centreIsIn(centres, patch)).isTrue();
    }
  }

  @Test
  void everyVoxelOfTheRegionIsDrawnAboutEquallyOften() {
    boolean[] in = new boolean[GRID.voxels()];
    int[] members = {3, 100, 101, 2000, 7679};
    for (int n : members) {
      in[n] = true;
    }
    UniformSampler sampler =
        UniformSampler.over(Mask.wrap(SUBJECT.grid(), in), new Shape(1, 1, 1), 5);
    int[] counts = new int[in.length];
    for (long n = 0; n < 10_000; n++) {
      Box patch = sampler.patch(n);
      counts[GRID.index(patch.x(), patch.y(), patch.z())]++;
    }
    for (int n : members) {
      // Six standard deviations.
      assertThat(counts[n]).isBetween(2000 - 240, 2000 + 240);
    }
  }

  @Test
  void patchNIsTheSameInWhateverOrderItIsAskedFor() {
    UniformSampler one = UniformSampler.over(SUBJECT.brain(), PATCH, 9);
    UniformSampler other = UniformSampler.over(SUBJECT.brain(), PATCH, 9);
    Set<Box> distinct = new HashSet<>();
    for (long n = 99; n >= 0; n--) {
      assertThat(one.patch(n)).isEqualTo(other.patch(n));
      distinct.add(one.patch(n));
    }
    assertThat(distinct).hasSizeGreaterThan(80);
    assertThat(UniformSampler.over(SUBJECT.brain(), PATCH, 10).patch(0)).isNotEqualTo(one.patch(0));
  }

  @Test
  void anEmptyRegionIsRefusedWithTheSubjectsName() {
    TumorLabels none = TumorLabels.detect(LabelMap.wrap(SUBJECT.grid(), new byte[GRID.voxels()]));
    Subject healthy = Subject.of("h1", SUBJECT.volumes(), none);
    assertThatThrownBy(() -> UniformSampler.over(healthy, CentreRegion.TASK3, PATCH, 1))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("h1", "TC");
    assertThatThrownBy(
            () ->
                UniformSampler.over(
                    Subject.of("u", SUBJECT.volumes()), CentreRegion.TASK2, PATCH, 1))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("u has no segmentation");
  }

  @Test
  void tasksOtherThanThreeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> CentreRegion.ofTask(4));
  }

  @Test
  void dilationIsEuclidean() {
    Grid grid = Grid.isotropic(new Shape(13, 13, 13));
    byte[] labels = new byte[grid.shape().voxels()];
    labels[grid.shape().index(6, 6, 6)] = 1;
    Subject subject =
        Subject.of(
            "dot",
            java.util.Map.of(Modality.T1, RandomImages.noise(grid, 1)),
            TumorLabels.detect(LabelMap.wrap(grid, labels)));
    Mask dilated = new CentreRegion.Tumor(TumorRegion.WT, 5).centres(subject);
    for (int z = 0; z < 13; z++) {
      for (int y = 0; y < 13; y++) {
        for (int x = 0; x < 13; x++) {
          int squared = (x - 6) * (x - 6) + (y - 6) * (y - 6) + (z - 6) * (z - 6);
          assertThat(dilated.data()[grid.shape().index(x, y, z)]).isEqualTo(squared <= 25);
        }
      }
    }
  }
}
