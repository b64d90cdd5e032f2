package io.github.omnet.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.testing.Grids;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.fixtures.RandomImages;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReorientPropertyTest {
  @Property
  void reachesTheOrientation(@ForAll("grids") Grid grid, @ForAll("orientations") Orientation to) {
    assertThat(Reorient.to(to).gridAfter(grid).orientation()).isEqualTo(to);
  }

  @Property
  void everyVoxelKeepsItsValueAndItsPlace(
      @ForAll("grids") Grid grid, @ForAll("orientations") Orientation to) {
    Volume before = RandomImages.noise(grid, 5);
    Volume after = Reorient.to(to).apply(before);
    Shape s = grid.shape();
    for (int z = 0; z < s.z(); z++) {
      for (int y = 0; y < s.y(); y++) {
        for (int x = 0; x < s.x(); x++) {
          double[] world = grid.toWorld(x, y, z);
          double[] moved = after.grid().toVoxel(world[0], world[1], world[2]);
          int[] at = new int[3];
          for (int a = 0; a < 3; a++) {
            at[a] = (int) Math.rint(moved[a]);
            assertThat(moved[a]).isCloseTo(at[a], within(1e-6));
          }
          assertThat(after.get(at[0], at[1], at[2])).isEqualTo(before.get(x, y, z));
        }
      }
    }
  }

  @Property
  void theInverseIsTheIdentityForImagesLabelsAndMasks(
      @ForAll("grids") Grid grid, @ForAll("orientations") Orientation to) {
    Reorient reorient = Reorient.to(to);
    Volume image = RandomImages.noise(grid, 5);
    LabelMap labels = Phantom.labels(grid);
    Volume imageBack = reorient.inverse(grid).apply(reorient.apply(image));
    LabelMap labelsBack = reorient.inverse(grid).apply(reorient.apply(labels));
    assertThat(imageBack.grid()).isEqualTo(grid);
    assertThat(imageBack.data()).isEqualTo(image.data());
    assertThat(labelsBack.data()).isEqualTo(labels.data());
    assertThat(reorient.inverse(grid).apply(reorient.apply(image.nonZero())).data())
        .isEqualTo(image.nonZero().data());
  }

  static List<Orientation> all48() {
    return Grids.orientations();
  }

  @ParameterizedTest
  @MethodSource("all48")
  void all48ReturnToRas(Orientation from) {
    Grid grid = Grids.grid(new Shape(2, 3, 4), new Spacing(1, 2, 3), from, 0, 12);
    LabelMap labels = Phantom.labels(grid);
    LabelMap ras = Reorient.to(Orientation.RAS).apply(labels);
    assertThat(ras.grid().orientation()).isEqualTo(Orientation.RAS);
    LabelMap back = Reorient.to(Orientation.RAS).inverse(grid).apply(ras);
    assertThat(back.data()).isEqualTo(labels.data());
    assertThat(back.grid()).isEqualTo(grid);
  }

  /** Which way such a grid runs is a matter of taste; the way back must not depend on it. */
  @ParameterizedTest
  @MethodSource("all48")
  void aTiltOf45DegreesIsUndoneToo(Orientation to) {
    Grid grid = Grids.grid(new Shape(2, 3, 4), Spacing.ISOTROPIC_1MM, Orientation.RAS, 45, 12);
    Volume image = RandomImages.noise(grid, 3);
    Reorient reorient = Reorient.to(to);
    Volume back = reorient.inverse(grid).apply(reorient.apply(image));
    assertThat(back.grid()).isEqualTo(grid);
    assertThat(back.data()).isEqualTo(image.data());
  }

  @Test
  void aSmallExampleByHand() {
    Grid las = Grids.grid(new Shape(3, 2, 1), Spacing.ISOTROPIC_1MM, Orientation.of("LAS"), 0, 2);
    Volume ras =
        Reorient.to(Orientation.RAS).apply(Volume.wrap(las, new float[] {1, 2, 3, 4, 5, 6}));
    assertThat(ras.data()).containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(ras.grid().toWorld(0, 0, 0)).containsExactly(0, -20, 35.5);
  }

  @Provide
  Arbitrary<Grid> grids() {
    return Grids.any();
  }

  @Provide
  Arbitrary<Orientation> orientations() {
    return Arbitraries.of(Grids.orientations());
  }
}
