package io.github.omnet.core.internal.interpolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Shape;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterpolatorTest {
  private static final Shape SHAPE = new Shape(5, 4, 3);
  private static final double[][] PLACES = {
    {0.5, 0.5, 0.5}, {1.25, 2.75, 0.1}, {3.9, 0.01, 1.99}, {2, 1, 1}, {0, 3, 2}, {3.3, 1.7, 1.2}
  };

  private static float[] data() {
    float[] data = new float[SHAPE.voxels()];
    for (int z = 0; z < 3; z++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 5; x++) {
          data[SHAPE.index(x, y, z)] = (7 * x + 13 * y * y + 29 * z + x * y * z) % 17;
        }
      }
    }
    return data;
  }

  private static void expect(Interpolation interpolation, double... expected) {
    Interpolator between = Interpolator.of(interpolation, data(), 0, SHAPE);
    for (int n = 0; n < PLACES.length; n++) {
      assertThat((double) between.at(PLACES[n][0], PLACES[n][1], PLACES[n][2]))
          .as("place %d", n)
          .isCloseTo(expected[n], within(1e-5));
    }
  }

  /** {@code scipy.ndimage.map_coordinates(v, places, order=3, mode='mirror')}, scipy 1.10.1. */
  @Test
  void cubicAgreesWithScipy() {
    expect(Interpolation.CUBIC, 6.93481968, 6.70854112, 1.26462821, 7, 5, 9.00191919);
  }

  /** The same with order=1. */
  @Test
  void linearAgreesWithScipy() {
    expect(Interpolation.LINEAR, 7.625, 7.34375, 2.08761, 7, 5, 9.188);
  }

  /** The same with order=0; halves, which go up here as there, included. */
  @Test
  void nearestAgreesWithScipy() {
    expect(Interpolation.NEAREST, 16, 5, 1, 7, 5, 6);
  }

  @ParameterizedTest
  @EnumSource
  void voxelCentresReadTheVoxel(Interpolation interpolation) {
    float[] padded = new float[SHAPE.voxels() + 7];
    System.arraycopy(data(), 0, padded, 7, SHAPE.voxels());
    Interpolator between = Interpolator.of(interpolation, padded, 7, SHAPE);
    for (int z = 0; z < 3; z++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 5; x++) {
          assertThat(between.at(x, y, z))
              .isCloseTo(padded[7 + SHAPE.index(x, y, z)], within(1e-5f));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void beyondTheEdgeTheEdgeIsRead(Interpolation interpolation) {
    Interpolator between = Interpolator.of(interpolation, data(), 0, SHAPE);
    assertThat(between.at(-3, 1.25, 9)).isEqualTo(between.at(0, 1.25, 2));
    assertThat(between.at(4.4, 8, -0.4)).isEqualTo(between.at(4, 3, 0));
  }

  @ParameterizedTest
  @EnumSource
  void axesOfOneVoxelAreFlat(Interpolation interpolation) {
    Interpolator between =
        Interpolator.of(interpolation, new float[] {3, 8}, 0, new Shape(1, 2, 1));
    assertThat(between.at(0.3, 0, -0.2)).isCloseTo(3, within(1e-6f));
    assertThat(between.at(0.3, 1, 0.4)).isCloseTo(8, within(1e-6f));
  }

  @Test
  void coversEndsHalfAVoxelBeyondTheCentres() {
    assertThat(Interpolator.covers(SHAPE, -0.5, 3.5, 2.5)).isTrue();
    assertThat(Interpolator.covers(SHAPE, -0.51, 0, 0)).isFalse();
    assertThat(Interpolator.covers(SHAPE, 0, 3.51, 0)).isFalse();
    assertThat(Interpolator.covers(SHAPE, 0, 0, 2.51)).isFalse();
    assertThat(Interpolator.covers(SHAPE, Double.NaN, 0, 0)).isFalse();
  }

  /** The slow way: all 256 one-hot channels interpolated, the largest taken. */
  @Property(tries = 200)
  void oneHotIsTheLargestChannel(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int labels) {
    CounterRandom random = CounterRandom.of(seed, 0);
    byte[] map = new byte[SHAPE.voxels()];
    for (int n = 0; n < map.length; n++) {
      map[n] = (byte) random.nextInt(labels);
    }
    double x = random.uniform(-1, 5);
    double y = random.uniform(-1, 4);
    double z = random.uniform(-1, 3);
    float best = -1;
    int expected = -1;
    for (int label = 0; label < labels; label++) {
      float[] channel = new float[map.length];
      for (int n = 0; n < map.length; n++) {
        channel[n] = map[n] == label ? 1 : 0;
      }
      float share = Interpolator.of(Interpolation.LINEAR, channel, 0, SHAPE).at(x, y, z);
      if (share > best + 1e-6) {
        best = share;
        expected = label;
      }
    }
    assertThat(LabelInterpolator.of(LabelInterpolation.ONE_HOT, map, 0, SHAPE).at(x, y, z))
        .isEqualTo((byte) expected);
  }

  @Test
  void onATieTheLowerLabelWins() {
    byte[] map = {4, 1};
    assertThat(
            LabelInterpolator.of(LabelInterpolation.ONE_HOT, map, 0, new Shape(2, 1, 1))
                .at(0.5, 0, 0))
        .isEqualTo((byte) 1);
  }

  @Test
  void labelsAreUnsigned() {
    byte[] map = {(byte) 200, (byte) 200, 7};
    for (LabelInterpolation rule : LabelInterpolation.values()) {
      assertThat(LabelInterpolator.of(rule, map, 0, new Shape(3, 1, 1)).at(0.7, 0, 0) & 0xff)
          .isEqualTo(200);
    }
  }

  @Property
  void rowsHoldTheValuesOfTheirPlacesToTheLastBit(
      @ForAll Interpolation interpolation,
      @ForAll @Size(max = 9) List<@DoubleRange(min = -2, max = 6) Double> places,
      @ForAll @DoubleRange(min = -2, max = 5) double y,
      @ForAll @DoubleRange(min = -2, max = 4) double z) {
    Interpolator between = Interpolator.of(interpolation, data(), 0, SHAPE);
    double[] x = places.stream().mapToDouble(Double::doubleValue).toArray();
    float[] row = new float[x.length + 2];

    between.rows(x).read(y, z, row, 1);

    for (int n = 0; n < x.length; n++) {
      assertThat(row[n + 1]).isEqualTo(between.at(x[n], y, z));
    }
    assertThat(row[0]).isZero();
    assertThat(row[x.length + 1]).isZero();
  }

  @Property
  void rowsOfLabelsHoldTheLabelsOfTheirPlaces(
      @ForAll LabelInterpolation interpolation,
      @ForAll @Size(value = 60) List<@IntRange(max = 2) Integer> voxels,
      @ForAll @Size(max = 9) List<@DoubleRange(min = -2, max = 6) Double> places,
      @ForAll @DoubleRange(min = -2, max = 5) double y,
      @ForAll @DoubleRange(min = -2, max = 4) double z) {
    byte[] labels = new byte[SHAPE.voxels()];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = voxels.get(n).byteValue();
    }
    LabelInterpolator between = LabelInterpolator.of(interpolation, labels, 0, SHAPE);
    double[] x = places.stream().mapToDouble(Double::doubleValue).toArray();
    byte[] row = new byte[x.length];

    between.rows(x).read(y, z, row, 0);

    for (int n = 0; n < x.length; n++) {
      assertThat(row[n]).isEqualTo(between.at(x[n], y, z));
    }
  }
}
