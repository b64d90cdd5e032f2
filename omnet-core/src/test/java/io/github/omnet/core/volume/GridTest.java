package io.github.omnet.core.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.testing.Grids;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final Shape SHAPE = new Shape(5, 4, 3);

  @Test
  void gridsMatchWithinTheTolerance() {
    Grid grid = Grid.isotropic(SHAPE);
    Grid near = new Grid(SHAPE, Affine.scaling(Spacing.ISOTROPIC_1MM, 0.0009, 0, 0));
    Grid far = new Grid(SHAPE, Affine.scaling(Spacing.ISOTROPIC_1MM, 0.0011, 0, 0));
    assertThat(grid.matches(near)).isTrue();
    assertThat(grid.matches(far)).isFalse();
    assertThat(grid.matches(far, 0.01)).isTrue();
    assertThat(grid.matches(Grid.isotropic(new Shape(5, 4, 2)), 1e9)).isFalse();
  }

  @Test
  void aMismatchNamesBothGrids() {
    Grid grid = Grid.isotropic(SHAPE);
    Grid other = Grid.isotropic(new Shape(6, 4, 3));
    assertThatThrownBy(() -> grid.requireMatches(other, "image and labels"))
        .isInstanceOf(GridMismatchException.class)
        .hasMessageContainingAll("image and labels", "5x4x3", "6x4x3");
  }

  @Test
  void cropKeepsVoxelsWhereTheyAre() {
    Grid grid = new Grid(SHAPE, Affine.scaling(new Spacing(2, 3, 4), 10, 20, 30));
    Grid crop = grid.crop(new Box(1, -1, 2, new Shape(2, 2, 2)));
    assertThat(crop.toWorld(0, 1, 0)).containsExactly(grid.toWorld(1, 0, 2));
    assertThat(crop.shape()).isEqualTo(new Shape(2, 2, 2));
  }

  @Property
  void worldAndVoxelAreInverse(@ForAll("grids") Grid grid) {
    double[] world = grid.toWorld(1.5, -2, 7);
    assertThat(grid.toVoxel(world[0], world[1], world[2]))
        .containsExactly(new double[] {1.5, -2, 7}, within(1e-9));
  }

  @Property
  void indexMapLeadsThroughTheWorld(@ForAll("grids") Grid from, @ForAll("grids") Grid to) {
    double[] world = from.toWorld(1, 2, 3);
    assertThat(from.indexMapTo(to).apply(1, 2, 3))
        .containsExactly(to.toVoxel(world[0], world[1], world[2]), within(1e-6));
  }

  @Provide
  Arbitrary<Grid> grids() {
    return Grids.any();
  }
}
