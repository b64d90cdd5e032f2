package io.github.omnet.models.training;

import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.augment.RandomAugmentations;
import java.util.Arrays;
import java.util.Locale;

/** How training patches are changed at random, by name. */
public enum TrainingAugmentation {
  /** Not at all, as in the papers' release. */
  NONE,

  /** Left and right exchanged half of the time; intensities scaled and shifted, gamma, noise. */
  LIGHT,

  /** {@link AugmentationPolicy#moderate()}: warps, blur and bias fields too; slower. */
  MODERATE,

  /**
   * For few subjects: the kinds of {@link #LIGHT}, more and larger, and bias fields. A bias of a
   * tenth moves a z-score by about half, since a brain's mean is some five deviations above 0; so
   * does what is drawn here, so that brightness alone tells no tumour.
   */
  STRONG;

  /**
   * Reads a name.
   *
   * @param name {@code none}, {@code light}, {@code moderate} or {@code strong}
   * @return the augmentation
   * @throws IllegalArgumentException naming the known ones
   */
  public static TrainingAugmentation of(String name) {
    for (TrainingAugmentation augmentation : values()) {
      if (augmentation.toString().equals(name)) {
        return augmentation;
      }
    }
    throw new IllegalArgumentException(
        "'" + name + "' is no augmentation; known: " + Arrays.toString(values()));
  }

  AugmentationPolicy policy() {
    return switch (this) {
      case NONE -> AugmentationPolicy.none();
      case LIGHT ->
          AugmentationPolicy.none()
              .with(0.5, RandomAugmentations.flip(true, false, false))
              .with(0.3, RandomAugmentations.scaleShift(0.15, 0.15))
              .with(0.15, RandomAugmentations.gamma(0.75, 1.33))
              .with(0.1, RandomAugmentations.noise(0.1));
      case MODERATE -> AugmentationPolicy.moderate();
      case STRONG ->
          AugmentationPolicy.none()
              .with(0.5, RandomAugmentations.flip(true, false, false))
              .with(0.7, RandomAugmentations.scaleShift(0.2, 0.6))
              .with(0.3, RandomAugmentations.gamma(0.7, 1.5))
              .with(0.5, RandomAugmentations.biasField(0.15, -4))
              .with(0.2, RandomAugmentations.noise(0.15));
    };
  }

  /** The name, in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
