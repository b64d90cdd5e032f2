package io.github.omnet.models.inference;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.packaging.InferenceSettings.Blending;
import java.util.Arrays;

/**
 * Averages the outputs of overlapping windows, each voxel weighted by its place in the window, in a
 * buffer as deep as one window: windows come sorted by z, and a slice is handed on as soon as no
 * window can reach it any more. Voxels that no window covers are 0 in every channel.
 */
final class SlabStitcher {
  private final Shape volume;
  private final Shape window;
  private final int channels;
  private final float[] profileX;
  private final float[] profileY;
  private final float[] profileZ;
  private final SliceSink sink;

  /** A ring of slices: slice z of the volume is at z modulo the window's depth. */
  private final float[][][] sums;

  private final float[][] weights;

  /** The first slice that has not been handed on. */
  private int open;

  SlabStitcher(Shape volume, Shape window, int channels, Blending blending, SliceSink sink) {
    this.volume = volume;
    this.window = window;
    this.channels = channels;
    this.sink = sink;
    profileX = WindowWeights.profile(blending, window.x());
    profileY = WindowWeights.profile(blending, window.y());
    profileZ = WindowWeights.profile(blending, window.z());
    int slice = volume.x() * volume.y();
    sums = new float[window.z()][channels][slice];
    weights = new float[window.z()][slice];
  }

  /**
   * Adds the output of one window.
   *
   * @param box where it stands; its z is not below that of the window before
   * @param output values of the first channels, D, H, W with x fastest, one channel after the other
   * @param offset where they begin
   * @param firstChannel number of the first channel in the output
   * @param count channels in the output
   */
  void add(Box box, float[] output, int offset, int firstChannel, int count) {
    handOn(Math.min(box.z(), volume.z()));
    int endX = Math.min(box.endX(), volume.x());
    int endY = Math.min(box.endY(), volume.y());
    int endZ = Math.min(box.endZ(), volume.z());
    int length = endX - box.x();
    for (int z = box.z(); z < endZ; z++) {
      float[][] slice = sums[z % window.z()];
      for (int y = box.y(); y < endY; y++) {
        float rowWeight = profileZ[z - box.z()] * profileY[y - box.y()];
        int to = y * volume.x() + box.x();
        int from = offset + window.index(0, y - box.y(), z - box.z());
        for (int c = 0; c < count; c++) {
          float[] sum = slice[firstChannel + c];
          int source = from + c * window.voxels();
          for (int x = 0; x < length; x++) {
            sum[to + x] += rowWeight * profileX[x] * output[source + x];
          }
        }
        if (firstChannel == 0) {
          float[] weight = weights[z % window.z()];
          for (int x = 0; x < length; x++) {
            weight[to + x] += rowWeight * profileX[x];
          }
        }
      }
    }
  }

  /** Hands on what is left. */
  void finish() {
    handOn(volume.z());
  }

  private void handOn(int end) {
    for (; open < end; open++) {
      float[][] slice = sums[open % window.z()];
      float[] weight = weights[open % window.z()];
      for (int n = 0; n < weight.length; n++) {
        float factor = weight[n] == 0 ? 0 : 1 / weight[n];
        for (int c = 0; c < channels; c++) {
          slice[c][n] *= factor;
        }
      }
      sink.accept(open, slice);
      for (float[] channel : slice) {
        Arrays.fill(channel, 0);
      }
      Arrays.fill(weight, 0);
    }
  }
}
