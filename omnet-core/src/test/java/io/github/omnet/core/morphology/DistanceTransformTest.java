package io.github.omnet.core.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.parallel.Workers;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTransformTest {
  @Test
  void measures_to_the_nearest_voxel_of_the_set() {
    Mask set = RandomMasks.drawing("#..../...../...../...../....#");
    float[] distance = DistanceTransform.to(set).data();
    assertThat(distance[0]).isZero();
    assertThat(distance[3]).isEqualTo(3);
    assertThat(distance[1 + 5]).isEqualTo((float) Math.sqrt(2));
    assertThat(distance[2 + 5 * 3]).isEqualTo((float) Math.sqrt(5));
  }

  @Test
  void is_infinite_where_there_is_nothing_to_measure_to() {
    assertThat(DistanceTransform.to(RandomMasks.drawing("../..")).data())
        .containsOnly(Float.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 0.2",
    "1, 1, 1, 0.003",
    "0.7, 0.7, 3, 0.02",
    "2.5, 0.3, 1.1, 0.05",
    "5, 1, 1, 0.0005"
  })
  void equals_the_nearest_of_all_voxels(double x, double y, double z, double density) {
    Mask set = RandomMasks.noise(new Shape(17, 13, 11), new Spacing(x, y, z), density, 42);
    double[] squared = DistanceTransform.squaredTo(set, set.grid().spacing(), Workers.callerOnly());
    double[] expected = SlowMorphology.squaredDistances(set, set.grid().spacing());
    for (int n = 0; n < squared.length; n++) {
      assertThat(squared[n]).isCloseTo(expected[n], within(1e-12 * expected[n]));
    }
  }

  @Test
  void is_the_same_for_any_number_of_threads() {
    Mask set = RandomMasks.noise(new Shape(40, 30, 20), Spacing.ISOTROPIC_1MM, 0.01, 7);
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      assertThat(DistanceTransform.to(set, Workers.of(executor, 4)).data())
          .isEqualTo(DistanceTransform.to(set).data());
    } finally {
      executor.shutdown();
    }
  }
}
