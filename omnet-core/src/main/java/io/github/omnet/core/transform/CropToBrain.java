package io.github.omnet.core.transform;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;

/**
 * Cuts a subject down to the smallest block around its brain (voxels that are not 0 in some
 * modality) and a margin, kept within the grid. A subject without brain is left whole.
 */
final class CropToBrain implements AdaptiveTransform {
  private final int margin;

  private CropToBrain(int margin) {
    this.margin = margin;
  }

  /**
   * Crops to the brain.
   *
   * @param margin voxels to keep around it on every side, where the grid has them; at least 0
   * @return the transform
   */
  public static CropToBrain withMargin(int margin) {
    if (margin < 0) {
      throw new IllegalArgumentException("margin must be at least 0 voxels, found " + margin);
    }
    return new CropToBrain(margin);
  }

  @Override
  public Crop fit(Subject subject) {
    Box whole = Box.of(subject.grid().shape());
    return Crop.to(
        Box.around(subject.brain())
            .map(box -> box.growWithin(margin, whole.shape()))
            .orElse(whole));
  }

  @Override
  public String describe() {
    return "cropToBrain(margin=" + margin + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
