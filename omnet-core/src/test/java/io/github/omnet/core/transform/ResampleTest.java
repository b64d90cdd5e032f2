package io.github.omnet.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.interpolation.Interpolator;
import io.github.omnet.core.internal.interpolation.LabelInterpolator;
import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.testing.Grids;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.fixtures.RandomImages;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ResampleTest {
  @Property
  void ontoTheSameGridNothingChanges(
      @ForAll("grids") Grid grid, @ForAll Interpolation images, @ForAll LabelInterpolation labels) {
    Resample same = Resample.to(grid).with(images, labels);
    Volume image = RandomImages.noise(grid, 1);
    assertThat(same.apply(image).data()).isEqualTo(image.data());
    LabelMap map = Phantom.labels(grid);
    assertThat(same.apply(map).data()).isEqualTo(map.data());
  }

  /** The same without the short cut for equal grids: voxel by voxel, through the world. */
  @Property
  void aGridMovedByWholeVoxelsReadsTheVoxelsThemselves(
      @ForAll("grids") Grid grid, @ForAll Interpolation images) {
    Volume image = RandomImages.noise(grid, 1);
    Grid moved = grid.crop(new Box(-1, 1, 0, grid.shape()));
    float[] expected = Crop.to(new Box(-1, 1, 0, grid.shape())).apply(image).data();
    float[] found = Resample.to(moved).with(images, LabelInterpolation.NEAREST).apply(image).data();
    if (images == Interpolation.CUBIC) {
      assertThat(found).containsExactly(expected, within(1e-4f));
    } else {
      assertThat(found).isEqualTo(expected);
    }
  }

  /** Parallel grids are read row by row; the oracle goes voxel by voxel, as on oblique grids. */
  @Property
  void parallelGridsAreReadToTheLastBitAsObliqueOnesAre(
      @ForAll @DoubleRange(min = 0.3, max = 3) double x,
      @ForAll @DoubleRange(min = 0.3, max = 3) double y,
      @ForAll @DoubleRange(min = -3, max = -0.3) double z,
      @ForAll @DoubleRange(min = -5, max = 5) double shift,
      @ForAll Interpolation images,
      @ForAll LabelInterpolation rule) {
    Grid from = new Grid(new Shape(7, 6, 5), Affine.scaling(new Spacing(1, 1.5, 2), 3, -4, 5));
    Grid to =
        new Grid(
            new Shape(8, 9, 7),
            Affine.ofRowMajor(x, 0, 0, 3 + shift, 0, y, 0, -4 - shift, 0, 0, z, 12));
    Volume image = RandomImages.noise(from, 1);
    LabelMap labels = Phantom.labels(from);
    var betweenVoxels = Interpolator.of(images, image.data(), 0, from.shape());
    var betweenLabels = LabelInterpolator.of(rule, labels.data(), 0, from.shape());
    float[] values = new float[to.shape().voxels()];
    byte[] ids = new byte[to.shape().voxels()];
    GridWalk walk = new GridWalk(to, from);
    walk.forEach(
        (n, i, j, k) -> {
          values[n] = betweenVoxels.at(i, j, k);
          ids[n] = betweenLabels.at(i, j, k);
        });

    Resample resample = Resample.to(to).with(images, rule);

    assertThat(walk.isParallel()).isTrue();
    assertThat(resample.apply(image).data()).isEqualTo(values);
    assertThat(resample.apply(labels).data()).isEqualTo(ids);
  }

  /** Finer or equal voxels lose no label: the promise behind working on another grid. */
  @Property
  void labelsReturnToTheirVoxelsFromFinerGrids(
      @ForAll("grids") Grid grid,
      @ForAll @DoubleRange(min = 0.3, max = 1) double x,
      @ForAll @DoubleRange(min = 0.3, max = 1) double y,
      @ForAll @DoubleRange(min = 0.3, max = 1) double z) {
    Spacing s = grid.spacing();
    Resample finer = Resample.to(new Spacing(s.x() * x, s.y() * y, s.z() * z));
    LabelMap labels = Phantom.labels(grid);
    LabelMap back = finer.inverse(grid).apply(finer.apply(labels));
    assertThat(back.grid()).isEqualTo(grid);
    assertThat(back.data()).isEqualTo(labels.data());
  }

  @Property
  void onlyLabelsThatOccurAreEverWritten(
      @ForAll("grids") Grid from, @ForAll("grids") Grid to, @ForAll LabelInterpolation rule) {
    LabelMap labels = Phantom.labels(from);
    LabelMap moved = Resample.to(to).with(Interpolation.LINEAR, rule).apply(labels);
    assertThat(moved.counts().keySet()).isSubsetOf(0, 1, 2, 4);
    for (int label : moved.counts().keySet()) {
      assertThat(label == 0 || labels.counts().containsKey(label)).isTrue();
    }
  }

  /** A linear ramp in the world is reproduced by linear and cubic reading on any oblique grid. */
  @Test
  void aRampInTheWorldStaysARampOnAnObliqueGrid() {
    Grid from =
        Grids.grid(new Shape(20, 22, 18), new Spacing(1, 1, 1.5), Orientation.of("LPS"), 0, 10);
    Grid to =
        new Grid(
            new Shape(8, 8, 8),
            Affine.ofRowMajor(0.9, -0.3, 0, -2, 0.3, 0.9, 0.1, -34, 0.05, -0.1, 1.1, 42));
    float[] ramp = new float[from.shape().voxels()];
    for (int n = 0; n < ramp.length; n++) {
      ramp[n] = (float) value(from, n);
    }
    Volume moved = Resample.to(to).apply(Volume.wrap(from, ramp));
    int inside = 0;
    for (int n = 0; n < moved.data().length; n++) {
      if (moved.data()[n] != 0) {
        inside++;
        assertThat((double) moved.data()[n]).isCloseTo(value(to, n), within(1e-3));
      }
    }
    assertThat(inside).isGreaterThan(400);
  }

  private static double value(Grid grid, int n) {
    Shape s = grid.shape();
    int z = n / (s.x() * s.y());
    double[] w = grid.toWorld(n % s.x(), n / s.x() % s.y(), z);
    return 500 + 2 * w[0] - 3 * w[1] + w[2];
  }

  @Test
  void aNewSpacingKeepsTheMiddleOfTheFieldOfView() {
    Grid grid = new Grid(new Shape(10, 10, 5), Affine.scaling(new Spacing(1, 1, 3), 7, 8, 9));
    Grid after = Resample.to(new Spacing(2, 0.5, 1)).gridAfter(grid);
    assertThat(after.shape()).isEqualTo(new Shape(5, 20, 15));
    assertThat(after.toWorld(2, 9.5, 7)).containsExactly(grid.toWorld(4.5, 4.5, 2), within(1e-12));
    assertThat(after.spacing().x()).isCloseTo(2, within(1e-12));
    assertThat(after.spacing().y()).isCloseTo(0.5, within(1e-12));
    assertThat(after.spacing().z()).isCloseTo(1, within(1e-12));
  }

  @Test
  void sizesThatNoGridCanHaveAreRefusedAsWrongData() {
    Grid grid = Grid.isotropic(new Shape(4, 4, 4));
    Resample huge = Resample.to(new Spacing(1e300, 1e300, 1e300));
    assertThatThrownBy(() -> huge.gridAfter(grid))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("cannot be resampled to");
  }

  @Test
  void atLeastOneVoxelIsLeft() {
    assertThat(
            Resample.to(new Spacing(90, 1, 1))
                .gridAfter(Grid.isotropic(new Shape(3, 3, 3)))
                .shape())
        .isEqualTo(new Shape(1, 3, 3));
  }

  @Test
  void placesOutsideTheOldGridAreZero() {
    Grid grid = Grid.isotropic(new Shape(2, 1, 1));
    Grid far = new Grid(new Shape(4, 1, 1), Affine.scaling(Spacing.ISOTROPIC_1MM, -1.4, 0, 0));
    Volume moved = Resample.to(far).apply(Volume.wrap(grid, new float[] {2, 4}));
    // Indices -1.4 (outside), -0.4 (edge voxel), 0.6, 1.6 (outside).
    assertThat(moved.data()).containsExactly(new float[] {0, 2, 3.2f, 0}, within(1e-6f));
    Mask mask = Mask.wrap(grid, new boolean[] {true, true});
    assertThat(Resample.to(far).apply(mask).data()).containsExactly(false, true, true, false);
  }

  @Provide
  Arbitrary<Grid> grids() {
    return Grids.any();
  }
}
