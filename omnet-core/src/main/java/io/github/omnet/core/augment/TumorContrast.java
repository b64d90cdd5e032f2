package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.volume.Shape;
import java.util.List;

/**
 * Makes the tumour fainter or stronger: in each channel the difference of a tumour voxel from the
 * mean of normal tissue (foreground without a label, over the block) is multiplied by a factor. The
 * tumour's mask is smoothed, so that no edge appears where the labels end. Without labels, without
 * tumour or without normal tissue nothing changes. Background stays 0.
 *
 * <p>Where a block knows the {@linkplain Block#withMirroredTumor tumour's part} of the mirror
 * images that its images are compared with, the tumour changes there too.
 *
 * @param factors one per channel, at least 0; 1 changes nothing
 * @param sigma standard deviation of the smoothing of the mask in voxels, above 0
 */
record TumorContrast(List<Double> factors, double sigma) implements Augmentation {
  /**
   * Refuses factors below 0.
   *
   * @param factors one per channel
   * @param sigma smoothing of the mask
   */
  public TumorContrast {
    factors = List.copyOf(factors);
    if (factors.stream().anyMatch(f -> !(f >= 0 && f < Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException("factors must be at least 0, found " + factors);
    }
    if (!(sigma > 0 && sigma <= 100)) {
      throw new IllegalArgumentException("sigma must be above 0 and at most 100, found " + sigma);
    }
  }

  static TumorContrast read(Parameters text) {
    return new TumorContrast(ScaleShift.list(text.numbers("factors", -1)), text.number("sigma"));
  }

  @Override
  public void apply(Block block) {
    Foregrounds.requireChannels(block, factors.size(), this);
    if (!block.hasLabels()) {
      return;
    }
    float[] mask = mask(block);
    float[] images = block.images();
    for (int c = 0; c < block.intensityChannels(); c++) {
      int start = block.start(c);
      double mean = normalMean(block, start);
      double change = factors.get(c) - 1;
      if (Double.isFinite(mean)) {
        if (mask.length > 0) {
          Foregrounds.locally(block, c, () -> change(images, start, mask, mean, change));
        }
        Foregrounds.changeMirroredTumor(block, c, mean, change);
      }
    }
  }

  private static void change(float[] images, int start, float[] mask, double mean, double change) {
    for (int n = 0; n < mask.length; n++) {
      float value = images[start + n];
      if (value != 0) {
        images[start + n] = (float) (value + change * mask[n] * (value - mean));
      }
    }
  }

  /** The smoothed mask; empty without tumour. */
  private float[] mask(Block block) {
    Shape s = block.shape();
    float[] mask = new float[s.voxels()];
    boolean any = false;
    for (int n = 0; n < mask.length; n++) {
      boolean tumor = block.labels()[block.labelsStart() + n] != 0;
      mask[n] = tumor ? 1 : 0;
      any |= tumor;
    }
    return any ? new Blur(sigma).smooth(mask, s) : new float[0];
  }

  /** Not a number if there is no normal tissue. */
  private static double normalMean(Block block, int start) {
    double sum = 0;
    int count = 0;
    int voxels = block.shape().voxels();
    for (int n = 0; n < voxels; n++) {
      float value = block.images()[start + n];
      if (value != 0 && block.labels()[block.labelsStart() + n] == 0) {
        sum += value;
        count++;
      }
    }
    return sum / count;
  }

  @Override
  public boolean changesTumor() {
    return true;
  }

  @Override
  public String describe() {
    return Parameters.of("tumorContrast")
        .with("factors", ScaleShift.array(factors))
        .with("sigma", sigma)
        .toString();
  }
}
