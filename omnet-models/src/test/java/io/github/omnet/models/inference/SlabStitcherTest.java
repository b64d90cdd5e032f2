package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.packaging.InferenceSettings.Blending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlabStitcherTest {
  private static final Shape WINDOW = new Shape(8, 16, 8);
  private static final int CHANNELS = 3;

  @ParameterizedTest
  @EnumSource(Blending.class)
  void slicesAreThoseOfABufferOfTheWholeVolume(Blending blending) {
    for (Shape volume : List.of(new Shape(20, 21, 19), new Shape(5, 40, 9))) {
      boolean[] all = new boolean[volume.voxels()];
      Arrays.fill(all, true);
      WindowPlan plan = WindowPlan.over(Mask.wrap(Grid.isotropic(volume), all), WINDOW, 0.5);
      float[][] expected = new float[CHANNELS][volume.voxels()];
      float[] weights = new float[volume.voxels()];
      float[][] stitched = new float[CHANNELS][volume.voxels()];
      List<Integer> order = new ArrayList<>();
      SlabStitcher stitcher =
          new SlabStitcher(
              volume,
              WINDOW,
              CHANNELS,
              blending,
              (z, slice) -> {
                order.add(z);
                for (int c = 0; c < CHANNELS; c++) {
                  System.arraycopy(slice[c], 0, stitched[c], z * slice[c].length, slice[c].length);
                }
              });
      Random random = new Random(1);
      for (Box box : plan.windows()) {
        float[] output = new float[2 + CHANNELS * WINDOW.voxels()];
        for (int n = 2; n < output.length; n++) {
          output[n] = random.nextFloat();
        }
        addNaively(volume, box, output, blending, expected, weights);
        stitcher.add(box, output, 2, 0, 2);
        stitcher.add(box, output, 2 + 2 * WINDOW.voxels(), 2, 1);
      }
      stitcher.finish();
      for (int c = 0; c < CHANNELS; c++) {
        for (int n = 0; n < weights.length; n++) {
          expected[c][n] /= weights[n];
        }
        assertThat(stitched[c]).containsExactly(expected[c], Offset.offset(1e-5f));
      }
      assertThat(order).isSorted().doesNotHaveDuplicates().hasSize(volume.z());
    }
  }

  private static void addNaively(
      Shape volume, Box box, float[] output, Blending blending, float[][] sums, float[] weights) {
    float[] px = WindowWeights.profile(blending, WINDOW.x());
    float[] py = WindowWeights.profile(blending, WINDOW.y());
    float[] pz = WindowWeights.profile(blending, WINDOW.z());
    for (int z = 0; z < WINDOW.z(); z++) {
      for (int y = 0; y < WINDOW.y(); y++) {
        for (int x = 0; x < WINDOW.x(); x++) {
          if (volume.contains(box.x() + x, box.y() + y, box.z() + z)) {
            int n = volume.index(box.x() + x, box.y() + y, box.z() + z);
            float weight = px[x] * py[y] * pz[z];
            weights[n] += weight;
            for (int c = 0; c < CHANNELS; c++) {
              sums[c][n] += weight * output[2 + c * WINDOW.voxels() + WINDOW.index(x, y, z)];
            }
          }
        }
      }
    }
  }
}
