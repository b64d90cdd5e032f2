package io.github.omnet.core.sampling;

import io.github.omnet.core.augment.Augmentation;
import io.github.omnet.core.augment.Block;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;

/** Reads patches with class ids and augments them on the way. */
final class AugmentedReader {
  private AugmentedReader() {}

  /**
   * Copies one patch and changes the copy. An augmentation that looks beyond the patch, as warps
   * do, is given that much more of the subject.
   *
   * @param reader the subject
   * @param box the patch
   * @param drawn what happens to it
   * @param images where to write {@code channels * voxels} values, C, D, H, W with x fastest
   * @param imagesOffset index of the first value written
   * @param classes where to write one class id per voxel, D, H, W
   * @param classesOffset index of the first id written
   * @throws io.github.omnet.core.OmnetException if the subject has no truth
   */
  public static void read(
      PatchReader reader,
      Box box,
      Augmentation drawn,
      float[] images,
      int imagesOffset,
      byte[] classes,
      int classesOffset) {
    Shape patch = box.shape();
    int margin = drawn.margin(patch);
    if (margin == 0) {
      reader.readImages(box, images, imagesOffset);
      reader.readClasses(box, classes, classesOffset);
      drawn.apply(
          Block.of(images, imagesOffset, reader.channels(), patch)
              .withIntensityChannels(reader.intensityChannels())
              .withComparisons(reader.comparisons())
              .withLabels(classes, classesOffset));
      return;
    }
    Box larger = box.grow(margin);
    Shape around = larger.shape();
    float[] wide = new float[reader.channels() * around.voxels()];
    byte[] wideClasses = new byte[around.voxels()];
    reader.readImages(larger, wide, 0);
    reader.readClasses(larger, wideClasses, 0);
    Block block =
        Block.of(wide, 0, reader.channels(), around)
            .withIntensityChannels(reader.intensityChannels())
            .withComparisons(reader.comparisons())
            .withLabels(wideClasses, 0);
    Block.of(images, imagesOffset, reader.channels(), patch)
        .withLabels(classes, classesOffset)
        .copyFrom(drawn.applyAndCut(block, margin));
  }
}
