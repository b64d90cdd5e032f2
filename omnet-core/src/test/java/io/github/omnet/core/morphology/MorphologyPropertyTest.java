package io.github.omnet.core.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.internal.volume.Cutout;
import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for all masks. */
class MorphologyPropertyTest {
  @Provide
  Arbitrary<Mask> masks() {
    Arbitrary<Integer> extent = Arbitraries.integers().between(1, 10);
    Arbitrary<Double> step = Arbitraries.of(1.0, 0.5, 2.0, 0.7, 3.3);
    return Combinators.combine(
            Combinators.combine(extent, extent, extent).as(Shape::new),
            Combinators.combine(step, step, step).as(Spacing::new),
            Arbitraries.of(0.0, 0.01, 0.2, 0.6, 0.95, 1.0),
            Arbitraries.longs())
        .as(RandomMasks::noise);
  }

  @Property
  void the_distance_transform_is_the_nearest_of_all_voxels(@ForAll("masks") Mask mask) {
    Spacing spacing = mask.grid().spacing();
    double[] squared = DistanceTransform.squaredTo(mask, spacing, Workers.callerOnly());
    double[] expected = SlowMorphology.squaredDistances(mask, spacing);
    for (int n = 0; n < squared.length; n++) {
      if (mask.isEmpty()) {
        assertThat(squared[n]).isInfinite();
      } else {
        assertThat(squared[n]).isCloseTo(expected[n], within(1e-12 * expected[n]));
      }
    }
  }

  @Property
  void components_are_those_of_a_flood_fill(
      @ForAll("masks") Mask mask, @ForAll Connectivity connectivity) {
    Components components = Components.of(mask, connectivity);
    assertThat(components.labels()).isEqualTo(SlowMorphology.components(mask, connectivity));
    assertThat(components.list().stream().mapToInt(Components.Component::voxels).sum())
        .isEqualTo(mask.count());
  }

  @Property
  void eroding_what_was_dilated_gives_at_least_the_set_away_from_the_edge(
      @ForAll("masks") Mask mask) {
    Shape s = mask.shape();
    Mask roomy = Cutout.of(mask, Box.of(s).grow(4)); // room for the ball
    Ball ball = Ball.ofVoxels(2);
    Mask closed = Erosion.of(Dilation.of(roomy, ball), ball);
    for (int n = 0; n < roomy.data().length; n++) {
      assertThat(closed.data()[n] || !roomy.data()[n]).isTrue();
    }
  }

  @Property
  void filling_holes_adds_voxels_only_and_leaves_no_hole(@ForAll("masks") Mask mask) {
    Mask filled = FillHoles.in3d(mask);
    for (int n = 0; n < filled.data().length; n++) {
      assertThat(filled.data()[n] || !mask.data()[n]).isTrue();
    }
    assertThat(FillHoles.in3d(filled).data()).isEqualTo(filled.data());
  }
}
