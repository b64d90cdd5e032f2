package io.github.omnet.core.sampling;

import io.github.omnet.core.augment.Augmentation;
import io.github.omnet.core.augment.Block;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;
import java.util.Optional;

/** Reads patches with class ids and augments them on the way. */
final class AugmentedReader {
  private AugmentedReader() {}

  /**
   * Copies one patch and changes the copy. An augmentation that looks beyond the patch, as warps
   * do, is given that much more of the subject.
   *
   * @param reader the subject
   * @param opposite its tumour in the mirror, if the augmentation is to change it there
   * @param box the patch
   * @param drawn what happens to it
   * @param images where to write {@code channels * voxels} values, C, D, H, W with x fastest
   * @param imagesOffset index of the first value written
   * @param classes where to write one class id per voxel, D, H, W
   * @param classesOffset index of the first id written
   * @throws io.github.omnet.core.OmnetException if the subject has no truth
   */
  static void read(
      PatchReader reader,
      Optional<OppositeTumor> opposite,
      Box box,
      Augmentation drawn,
      float[] images,
      int imagesOffset,
      byte[] classes,
      int classesOffset) {
    Shape patch = box.shape();
    int margin = drawn.margin(patch);
    Box larger = box.grow(margin);
    Optional<OppositeTumor> tumor = opposite.filter(found -> found.reaches(larger));
    if (margin == 0 && tumor.isEmpty()) {
      reader.readImages(box, images, imagesOffset);
      reader.readClasses(box, classes, classesOffset);
      drawn.apply(
          Block.of(images, imagesOffset, reader.channels(), patch)
              .withIntensityChannels(reader.intensityChannels())
              .withComparisons(reader.comparisons())
              .withCoarse(reader.coarse())
              .withLabels(classes, classesOffset));
      return;
    }
    Block changed = drawn.applyAndCut(block(reader, tumor, larger), margin);
    // What is known of the mirrored tumour comes last and stays behind.
    for (int c = 0; c < reader.channels(); c++) {
      System.arraycopy(
          changed.images(),
          changed.start(c),
          images,
          imagesOffset + c * patch.voxels(),
          patch.voxels());
    }
    System.arraycopy(
        changed.labels(), changed.labelsStart(), classes, classesOffset, patch.voxels());
  }

  private static Block block(PatchReader reader, Optional<OppositeTumor> tumor, Box box) {
    Shape shape = box.shape();
    int channels = reader.channels();
    int all = channels + tumor.map(OppositeTumor::channels).orElse(0);
    float[] images = new float[all * shape.voxels()];
    byte[] classes = new byte[shape.voxels()];
    reader.readImages(box, images, 0);
    reader.readClasses(box, classes, 0);
    Block block =
        Block.of(images, 0, all, shape)
            .withIntensityChannels(reader.intensityChannels())
            .withComparisons(reader.comparisons())
            .withCoarse(reader.coarse())
            .withLabels(classes, 0);
    return tumor.map(found -> found.addTo(block, box, channels)).orElse(block);
  }
}
