package io.github.omnet.core.sampling;

import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.transform.Pipeline;
import io.github.omnet.core.volume.Shape;
import java.util.List;
import java.util.concurrent.Executor;

/** The settings of a {@link PatchStream}. Each method changes and returns this object. */
public final class PatchStreamBuilder {
  final List<LoadableSubject> sources;
  final SamplerFactory samplers;
  List<Modality> modalities = List.of(Modality.values());
  Pipeline transforms = Pipeline.of();
  Shape patch = PatchSampler.DEFAULT_PATCH;
  AugmentationPolicy augmentation = AugmentationPolicy.none();
  long seed;
  long startAt;
  int patchesPerVisit = 64;
  int mixedSubjects = 4;
  int keptSubjects = 8;
  long bufferBytes = 64L << 20;

  PatchStreamBuilder(List<LoadableSubject> sources, SamplerFactory samplers) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a stream needs at least one subject");
    }
    this.sources = List.copyOf(sources);
    this.samplers = samplers;
  }

  private PatchStreamBuilder(PatchStreamBuilder other) {
    sources = other.sources;
    samplers = other.samplers;
    modalities = other.modalities;
    transforms = other.transforms;
    patch = other.patch;
    augmentation = other.augmentation;
    seed = other.seed;
    startAt = other.startAt;
    patchesPerVisit = other.patchesPerVisit;
    mixedSubjects = other.mixedSubjects;
    keptSubjects = other.keptSubjects;
    bufferBytes = other.bufferBytes;
  }

  /**
   * What happens to each subject after loading; nothing by default.
   *
   * @param pipeline applied once per loading
   * @return this
   */
  public PatchStreamBuilder transforms(Pipeline pipeline) {
    transforms = pipeline;
    return this;
  }

  /**
   * The channels of a patch, all four modalities by default.
   *
   * @param channels in order, at least one; every subject must have them
   * @return this
   */
  public PatchStreamBuilder modalities(List<Modality> channels) {
    atLeastOne(channels.size(), "modalities");
    modalities = List.copyOf(channels);
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
   * Patches taken of a subject each time it is visited, 64 by default. More means fewer loads and
   * less variety.
   *
   * @param patches at least 1
   * @return this
   */
  public PatchStreamBuilder patchesPerVisit(int patches) {
    patchesPerVisit = atLeastOne(patches, "patches per visit");
    return this;
  }

  /**
   * Subjects visited together, whose patches alternate; 4 by default. Part of the sequence.
   *
   * @param subjects at least 1
   * @return this
   */
  public PatchStreamBuilder mixedSubjects(int subjects) {
    mixedSubjects = atLeastOne(subjects, "mixed subjects");
    return this;
  }

  /**
   * Subjects kept in memory, 8 by default; never fewer than are mixed, and better twice as many, so
   * that the next ones load while the last ones are still in use. Does not change the sequence.
   *
   * @param subjects at least 1
   * @return this
   */
  public PatchStreamBuilder keptSubjects(int subjects) {
    keptSubjects = atLeastOne(subjects, "kept subjects");
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
