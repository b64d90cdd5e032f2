package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.morphology.RandomMasks;
import io.github.omnet.core.morphology.SlowMorphology;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestSearchTest {
  @ParameterizedTest
  @CsvSource({
    // Dense sets are searched to the end; sparse ones exhaust the search and use the transform.
    "1, 1, 1, 0.3",
    "1, 1, 1, 0.002",
    "0.7, 0.7, 3, 0.05",
    "3, 0.5, 1, 0.01",
    "0.4, 2, 0.9, 0.001"
  })
  void equals_the_nearest_of_all_voxels(double x, double y, double z, double density) {
    Shape shape = new Shape(17, 13, 11);
    Mask set = RandomMasks.noise(shape, new Spacing(x, y, z), density, 4);
    double[] expected = SlowMorphology.squaredDistances(set, set.grid().spacing());
    NearestSearch search = new NearestSearch(set, set.grid().spacing());
    for (int n = 0; n < expected.length; n++) {
      double found = search.squaredFrom(n % 17, n / 17 % 13, n / 17 / 13);
      assertThat(found).isCloseTo(expected[n], within(1e-12 * expected[n]));
    }
  }

  @Test
  void to_nothing_is_infinite() {
    NearestSearch search =
        new NearestSearch(RandomMasks.drawing("../..", "../.."), Spacing.ISOTROPIC_1MM);
    assertThat(search.squaredFrom(1, 0, 1)).isInfinite();
  }
}
