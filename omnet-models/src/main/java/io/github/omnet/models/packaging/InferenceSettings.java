package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;

/**
 * How a model is meant to be run over a volume; a caller may choose otherwise.
 *
 * @param windowX voxels of the sliding window along x, a multiple of 8
 * @param windowY voxels along y
 * @param windowZ voxels along z
 * @param overlap share of a window that overlaps the next along each axis, in [0, 1)
 * @param blending {@code gaussian} or {@code constant}
 * @param batch windows per pass
 * @param dilation voxels by which task 1's tumour is dilated before task 2 is asked
 */
public record InferenceSettings(
    int windowX,
    int windowY,
    int windowZ,
    double overlap,
    String blending,
    int batch,
    double dilation) {
  /**
   * Windows four times as large in plane and twice as deep as the training patch, a quarter shared.
   */
  public static final InferenceSettings DEFAULT =
      new InferenceSettings(64, 64, 32, 0.25, "gaussian", 1, 5);

  /**
   * Refuses settings that no window can have.
   *
   * @param windowX voxels along x
   * @param windowY voxels along y
   * @param windowZ voxels along z
   * @param overlap share in [0, 1)
   * @param blending {@code gaussian} or {@code constant}
   * @param batch windows per pass
   * @param dilation voxels, at least 0
   */
  public InferenceSettings {
    if (windowX < 8
        || windowY < 8
        || windowZ < 8
        || windowX % 8 != 0
        || windowY % 8 != 0
        || windowZ % 8 != 0) {
      throw new OmnetException(
          "window sides must be multiples of 8, found "
              + windowX
              + " x "
              + windowY
              + " x "
              + windowZ);
    }
    if (!(overlap >= 0 && overlap < 1) || batch < 1 || !(dilation >= 0)) {
      throw new OmnetException(
          "overlap must be in [0, 1), batch at least 1, dilation at least 0; found "
              + overlap
              + ", "
              + batch
              + ", "
              + dilation);
    }
    if (!blending.equals("gaussian") && !blending.equals("constant")) {
      throw new OmnetException("blending is gaussian or constant, found " + blending);
    }
  }

  /**
   * The same with another window.
   *
   * @param x voxels along x
   * @param y voxels along y
   * @param z voxels along z
   * @param share that overlaps
   * @return new settings
   */
  public InferenceSettings withWindow(int x, int y, int z, double share) {
    return new InferenceSettings(x, y, z, share, blending, batch, dilation);
  }
}
