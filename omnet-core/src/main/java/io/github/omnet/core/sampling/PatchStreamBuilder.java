package io.github.omnet.core.sampling;

import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.volume.Shape;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** The settings of a {@link PatchStream}. Each method changes and returns this object. */
public final class PatchStreamBuilder {
  /** Default of {@link #mixedSubjects}. */
  public static final int DEFAULT_MIXED_SUBJECTS = 8;

  /** Default of {@link #patchesPerVisit}. */
  public static final int DEFAULT_PATCHES_PER_VISIT = 8;

  final SubjectPool pool;
  final SamplerFactory samplers;
  int channels = Modality.values().length;
  Shape patch = PatchSampler.DEFAULT_PATCH;
  AugmentationPolicy augmentation = AugmentationPolicy.none();
  long seed;
  OptionalLong orderSeed = OptionalLong.empty();
  long startAt;
  int patchesPerVisit = DEFAULT_PATCHES_PER_VISIT;
  int mixedSubjects = DEFAULT_MIXED_SUBJECTS;
  long bufferBytes = 64L << 20;

  PatchStreamBuilder(SubjectPool pool, SamplerFactory samplers) {
    this.pool = pool;
    this.samplers = samplers;
  }

  private PatchStreamBuilder(PatchStreamBuilder other) {
    pool = other.pool;
    samplers = other.samplers;
    channels = other.channels;
    patch = other.patch;
    augmentation = other.augmentation;
    seed = other.seed;
    orderSeed = other.orderSeed;
    startAt = other.startAt;
    patchesPerVisit = other.patchesPerVisit;
    mixedSubjects = other.mixedSubjects;
    bufferBytes = other.bufferBytes;
  }

  /**
   * Number of channels of a patch, 4 by default: the modalities and then the derived channels of
   * the subjects.
   *
   * @param count at least 1; every subject must have as many
   * @return this
   */
  public PatchStreamBuilder channels(int count) {
    channels = atLeastOne(count, "channels");
    return this;
  }

  /**
   * Extent of a patch, {@link PatchSampler#DEFAULT_PATCH} by default.
   *
   * @param shape voxels along x, y, z
   * @return this
   */
  public PatchStreamBuilder patch(Shape shape) {
    patch = shape;
    return this;
  }

  /**
   * What happens to each patch, nothing by default. Augmentations that look beyond the patch, as
   * warps do, read that much more of the subject.
   *
   * @param policy drawn from for each sample
   * @return this
   */
  public PatchStreamBuilder augmentation(AugmentationPolicy policy) {
    augmentation = policy;
    return this;
  }

  /**
   * Names the sequence, 0 by default.
   *
   * @param value any number
   * @return this
   */
  public PatchStreamBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Names the order in which subjects are visited; by default the order follows from {@link #seed}.
   * Streams over one pool that are given the same order visit the same subjects at the same time,
   * so that each is loaded once for all of them.
   *
   * @param value any number
   * @return this
   */
  public PatchStreamBuilder orderSeed(long value) {
    orderSeed = OptionalLong.of(value);
    return this;
  }

  /**
   * Number of the first sample, 0 by default; where an earlier stream stopped, this one goes on.
   *
   * @param sample at least 0
   * @return this
   */
  public PatchStreamBuilder startAt(long sample) {
    if (sample < 0) {
      throw new IllegalArgumentException("samples are numbered from 0, found " + sample);
    }
    startAt = sample;
    return this;
  }

  /**
   * Patches taken of a subject each time it is visited, {@value #DEFAULT_PATCHES_PER_VISIT} by
   * default. More means fewer loads and less variety.
   *
   * @param patches at least 1
   * @return this
   */
  public PatchStreamBuilder patchesPerVisit(int patches) {
    patchesPerVisit = atLeastOne(patches, "patches per visit");
    return this;
  }

  /**
   * Subjects visited together, whose patches alternate; {@value #DEFAULT_MIXED_SUBJECTS} by
   * default. Part of the sequence.
   *
   * @param subjects at least 1
   * @return this
   */
  public PatchStreamBuilder mixedSubjects(int subjects) {
    mixedSubjects = atLeastOne(subjects, "mixed subjects");
    return this;
  }

  /**
   * Bytes that patches made ahead may take up, 64 MiB by default; at least one patch is made ahead.
   * Does not change the sequence.
   *
   * @param bytes at least 1
   * @return this
   */
  public PatchStreamBuilder bufferBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a buffer needs at least 1 byte, found " + bytes);
    }
    bufferBytes = bytes;
    return this;
  }

  private static int atLeastOne(int value, String what) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, found " + value);
    }
    return value;
  }

  /**
   * Opens the stream; making samples begins at once.
   *
   * @param executor makes samples ahead with however many threads it has; stays the caller's
   * @return the stream, to be closed
   */
  public PatchStream open(Executor executor) {
    return new PatchStream(new PatchStreamBuilder(this), executor);
  }
}
