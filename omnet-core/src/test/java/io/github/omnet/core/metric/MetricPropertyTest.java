package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.morphology.RandomMasks;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What must hold for all masks, whatever is in them. */
class MetricPropertyTest {
  private static final List<Metric> SYMMETRIC =
      List.of(
          Overlap.DICE,
          Overlap.IOU,
          Overlap.VOLUME_SIMILARITY,
          Hausdorff.HD,
          Hausdorff.HD_MESH,
          Hausdorff.HD95_POOLED,
          Hausdorff.HD95_MAX_DIRECTED,
          Hausdorff.HD95_AREA_WEIGHTED,
          AverageDistance.ASSD,
          AverageDistance.ASSD_MEAN_OF_DIRECTED,
          SurfaceDice.AT_1MM);

  private static final List<Metric> DISTANCES =
      SYMMETRIC.stream().filter(m -> m.kind() == Metric.Kind.DISTANCE).toList();

  /** Three masks on one grid, each with at least one voxel. */
  record Triple(Mask a, Mask b, Mask c) {}

  @Provide
  Arbitrary<Triple> triples() {
    Arbitrary<Integer> extent = Arbitraries.integers().between(1, 9);
    Arbitrary<Double> step = Arbitraries.of(1.0, 0.5, 2.0, 0.7, 3.3);
    Arbitrary<Double> density = Arbitraries.of(0.02, 0.2, 0.6, 0.95);
    return Combinators.combine(
            Combinators.combine(extent, extent, extent).as(Shape::new),
            Combinators.combine(step, step, step).as(Spacing::new),
            density,
            Arbitraries.longs())
        .as(
            (shape, spacing, p, seed) ->
                new Triple(
                    some(shape, spacing, p, seed),
                    some(shape, spacing, p, seed + 1),
                    some(shape, spacing, 1 - p, seed + 2)));
  }

  private static Mask some(Shape shape, Spacing spacing, double density, long seed) {
    Mask mask = RandomMasks.noise(shape, spacing, density, seed);
    mask.data()[Math.floorMod(seed, mask.data().length)] = true;
    return mask;
  }

  @Property
  void prediction_and_reference_can_be_exchanged(@ForAll("triples") Triple t) {
    for (Metric metric : SYMMETRIC) {
      assertSame(metric, metric.of(t.a(), t.b()), metric.of(t.b(), t.a()));
    }
  }

  @Property
  void hausdorff_is_0_exactly_for_equal_masks(@ForAll("triples") Triple t) {
    assertThat(Hausdorff.HD.of(t.a(), t.a())).isZero();
    assertThat(Overlap.DICE.of(t.a(), t.a())).isEqualTo(1);
    assertThat(SurfaceDice.AT_1MM.of(t.a(), t.a())).isEqualTo(1);
    // Equal borders mean equal masks only if a border encloses one set; so compare the borders.
    boolean equal = Arrays.equals(Morphology.border(t.a()).data(), Morphology.border(t.b()).data());
    assertThat(Hausdorff.HD.of(t.a(), t.b()) == 0).isEqualTo(equal);
  }

  @Property
  void hausdorff_obeys_the_triangle_inequality(@ForAll("triples") Triple t) {
    for (Metric metric : List.of(Hausdorff.HD, Hausdorff.HD_MESH)) {
      double direct = metric.of(t.a(), t.c());
      double detour = metric.of(t.a(), t.b()) + metric.of(t.b(), t.c());
      assertThat(direct).isLessThanOrEqualTo(detour * (1 + 1e-12));
    }
  }

  @Property
  void flipping_both_masks_changes_nothing(
      @ForAll("triples") Triple t, @ForAll @IntRange(max = 2) int axis) {
    for (Metric metric : SYMMETRIC) {
      assertSame(metric, metric.of(t.a(), t.b()), metric.of(flip(t.a(), axis), flip(t.b(), axis)));
    }
  }

  @Property
  void exchanging_two_axes_of_both_masks_changes_nothing(@ForAll("triples") Triple t) {
    for (Metric metric : SYMMETRIC) {
      assertSame(metric, metric.of(t.a(), t.b()), metric.of(swapXz(t.a()), swapXz(t.b())));
    }
  }

  @Property
  void moving_both_masks_within_a_larger_image_changes_nothing(
      @ForAll("triples") Triple t,
      @ForAll @IntRange(max = 3) int x,
      @ForAll @IntRange(max = 3) int y,
      @ForAll @IntRange(max = 3) int z) {
    for (Metric metric : SYMMETRIC) {
      assertSame(
          metric, metric.of(t.a(), t.b()), metric.of(move(t.a(), x, y, z), move(t.b(), x, y, z)));
    }
  }

  @Property
  void distances_scale_with_the_spacing(
      @ForAll("triples") Triple t, @ForAll @DoubleRange(min = 0.1, max = 9) double factor) {
    for (Metric metric : DISTANCES) {
      assertSame(
          metric,
          factor * metric.of(t.a(), t.b()),
          metric.of(scale(t.a(), factor), scale(t.b(), factor)));
    }
    assertThat(Overlap.DICE.of(scale(t.a(), factor), scale(t.b(), factor)))
        .isEqualTo(Overlap.DICE.of(t.a(), t.b()));
  }

  @Property
  void a_percentile_is_never_above_the_maximum(@ForAll("triples") Triple t) {
    Comparison pair = Comparison.of(t.a(), t.b());
    double hd = Hausdorff.HD.of(pair);
    double directed = Hausdorff.HD95_MAX_DIRECTED.of(pair);
    double pooled = Hausdorff.HD95_POOLED.of(pair);
    assertThat(directed).isBetween(0.0, hd);
    assertThat(pooled).isBetween(0.0, hd);
    assertThat(Hausdorff.HD95_AREA_WEIGHTED.of(pair)).isBetween(0.0, Hausdorff.HD_MESH.of(pair));
  }

  private static void assertSame(Metric metric, double expected, double actual) {
    assertThat(actual).as(metric.key()).isCloseTo(expected, within(1e-9 * (1 + expected)));
  }

  private interface Place {
    int index(int x, int y, int z);
  }

  private static Mask rearrange(Mask mask, Grid grid, Place to) {
    Shape s = mask.shape();
    boolean[] data = new boolean[grid.shape().voxels()];
    for (int n = 0; n < mask.data().length; n++) {
      data[to.index(n % s.x(), n / s.x() % s.y(), n / s.x() / s.y())] |= mask.data()[n];
    }
    return Mask.wrap(grid, data);
  }

  private static Mask flip(Mask mask, int axis) {
    Shape s = mask.shape();
    return rearrange(
        mask,
        mask.grid(),
        (x, y, z) ->
            s.index(
                axis == 0 ? s.x() - 1 - x : x,
                axis == 1 ? s.y() - 1 - y : y,
                axis == 2 ? s.z() - 1 - z : z));
  }

  private static Mask swapXz(Mask mask) {
    Shape s = mask.shape();
    Spacing d = mask.grid().spacing();
    Shape swapped = new Shape(s.z(), s.y(), s.x());
    Grid grid = new Grid(swapped, Affine.scaling(new Spacing(d.z(), d.y(), d.x()), 0, 0, 0));
    return rearrange(mask, grid, (x, y, z) -> swapped.index(z, y, x));
  }

  private static Mask move(Mask mask, int dx, int dy, int dz) {
    Shape s = mask.shape();
    Shape larger = new Shape(s.x() + 4, s.y() + 4, s.z() + 4);
    Grid grid = new Grid(larger, mask.grid().affine());
    return rearrange(mask, grid, (x, y, z) -> larger.index(x + dx, y + dy, z + dz));
  }

  private static Mask scale(Mask mask, double factor) {
    Spacing d = mask.grid().spacing();
    Spacing scaled = new Spacing(factor * d.x(), factor * d.y(), factor * d.z());
    return Mask.wrap(new Grid(mask.shape(), Affine.scaling(scaled, 0, 0, 0)), mask.data());
  }
}
