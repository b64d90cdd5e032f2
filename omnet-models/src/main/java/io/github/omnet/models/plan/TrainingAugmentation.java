package io.github.omnet.models.plan;

import io.github.omnet.core.OmnetException;
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
  STRONG,

  /**
   * For few subjects and voxels of about 2 mm, shapes included: in one resampling rotated by up to
   * 15 degrees about each axis, scaled by up to a quarter and each axis by up to 8 %, mirrored and
   * bent; tumours fainter (contrast times 0.35 to 1.25) in 60 % of the patches; each modality
   * scaled and shifted, smooth fields, gamma, low resolution and noise.
   */
  FEW_SUBJECTS,

  /** {@link #FEW_SUBJECTS}, and one modality missing in a tenth of the patches. */
  FEW_SUBJECTS_DROPOUT,

  /**
   * {@link #FEW_SUBJECTS}, for the fine level of a two-level model: in half of the patches the
   * probabilities of the coarse level are missing, weaker, more or less sure, shifted smoothly by
   * up to 6 voxels, or blurred, so that the fine level does not trust them blindly.
   */
  TWO_LEVEL;

  /**
   * Reads a name.
   *
   * @param name {@code none}, {@code light}, {@code moderate}, {@code strong}, {@code
   *     few-subjects}, {@code few-subjects-dropout} or {@code two-level}
   * @return the augmentation
   * @throws OmnetException naming the known ones
   */
  public static TrainingAugmentation of(String name) {
    for (TrainingAugmentation augmentation : values()) {
      if (augmentation.toString().equals(name)) {
        return augmentation;
      }
    }
    throw new OmnetException(
        "'" + name + "' is no augmentation; known: " + Arrays.toString(values()));
  }

  /**
   * The policy of this name.
   *
   * @return a policy with the name of this constant
   */
  public AugmentationPolicy policy() {
    return drawn().named(toString());
  }

  private AugmentationPolicy drawn() {
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
      case FEW_SUBJECTS -> fewSubjects();
      case FEW_SUBJECTS_DROPOUT -> fewSubjects().with(0.1, RandomAugmentations.modalityDropout());
      case TWO_LEVEL -> fewSubjects().with(0.5, RandomAugmentations.coarse(8, 16, 6, 2));
    };
  }

  private static AugmentationPolicy fewSubjects() {
    return AugmentationPolicy.none()
        .with(1, RandomAugmentations.spatial(15, 0.25, 0.08, 12, 3))
        .with(0.6, RandomAugmentations.tumorContrast(0.35, 1.25, 1))
        .with(1, RandomAugmentations.normalScaleShift(0.15, 0.2))
        .with(0.3, RandomAugmentations.field(0.35))
        .with(0.3, RandomAugmentations.gamma(0.75, 1.33))
        .with(0.15, RandomAugmentations.lowResolution(2))
        .with(0.15, RandomAugmentations.noise(0.15));
  }

  /** The name, in lower case and with hyphens. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
