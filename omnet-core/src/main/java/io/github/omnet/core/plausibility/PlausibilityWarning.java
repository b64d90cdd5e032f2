package io.github.omnet.core.plausibility;

/**
 * One thing about the images of a subject that is not plausible. The segmentation may be wrong; a
 * person has to look.
 *
 * @param code what kind of thing, for programs
 * @param text what was found and what to do, for people
 */
public record PlausibilityWarning(Code code, String text) {
  /** Kinds of implausible images. */
  public enum Code {
    /** The brain fills more than 60 % of the grid, or no voxel is 0 in all modalities. */
    NOT_SKULL_STRIPPED,
    /** A modality has a single value, or no voxel that is not 0. */
    CONSTANT_MODALITY,
    /** Two modalities are the same image, up to brightness and contrast. */
    DUPLICATED_MODALITIES,
    /** The contrasts fit other names of the modalities better. */
    EXCHANGED_MODALITIES,
    /** The brain is smaller than 300 ml or larger than 2,200 ml. */
    IMPOSSIBLE_BRAIN_SIZE,
    /** One modality fits the others better when it is mirrored along an axis. */
    MIRRORED_MODALITY,
    /**
     * The brain is more symmetric along another axis than the one that is said to be left-right.
     */
    LEFT_RIGHT_AXIS
  }
}
