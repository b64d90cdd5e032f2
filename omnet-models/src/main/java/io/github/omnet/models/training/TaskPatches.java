package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.sampling.AugmentedReader;
import io.github.omnet.core.sampling.CentreRegion;
import io.github.omnet.core.sampling.PatchReader;
import io.github.omnet.core.sampling.UniformSampler;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The three streams of training patches over prepared subjects. Batch {@code n} is a pure function
 * of the seed and {@code n}. Safe to share between threads.
 */
final class TaskPatches {
  private final Shape patch;
  private final AugmentationPolicy augmentation;
  private final int channels;
  private final long seed;
  private final List<List<Source>> streams = new ArrayList<>();

  private record Source(String id, PatchReader reader, UniformSampler sampler) {}

  TaskPatches(
      List<Subject> subjects, int tasks, Shape patch, AugmentationPolicy augmentation, long seed) {
    this.patch = patch;
    this.augmentation = augmentation;
    this.seed = seed;
    List<PatchReader> readers = subjects.stream().map(PatchReader::of).toList();
    this.channels = readers.get(0).channels();
    for (int task = 0; task < tasks; task++) {
      streams.add(sources(subjects, readers, task));
    }
  }

  /** Subjects without a voxel of the task's region (no core, say) are left out of its stream. */
  private List<Source> sources(List<Subject> subjects, List<PatchReader> readers, int task) {
    CentreRegion region = CentreRegion.ofTask(task + 1);
    List<Source> sources = new ArrayList<>();
    for (int s = 0; s < readers.size(); s++) {
      Mask centres = region.centres(subjects.get(s));
      if (!centres.isEmpty()) {
        long streamSeed = CounterRandom.derive(CounterRandom.derive(seed, task), s);
        UniformSampler sampler = UniformSampler.over(centres, patch, streamSeed);
        sources.add(new Source(subjects.get(s).id(), readers.get(s), sampler));
      }
    }
    if (sources.isEmpty()) {
      throw new OmnetException(
          "none of the subjects "
              + subjects.stream().map(Subject::id).toList()
              + " has a voxel of region '"
              + region.describe()
              + "' for task "
              + (task + 1)
              + "; add a subject that has");
    }
    return sources;
  }

  /** Patches of the first so many streams for one optimiser step. */
  TaskBatch batch(long iteration, int tasks, int patchesPerTask) {
    int[] sizes = new int[tasks];
    Arrays.fill(sizes, patchesPerTask);
    int voxels = patch.voxels();
    float[] images = new float[tasks * patchesPerTask * channels * voxels];
    byte[] classes = new byte[tasks * patchesPerTask * voxels];
    int row = 0;
    for (int task = 0; task < tasks; task++) {
      long augmentationSeed = CounterRandom.derive(seed, AUGMENTATION + task);
      for (int n = 0; n < patchesPerTask; n++, row++) {
        long number = iteration * patchesPerTask + n;
        Source source = pick(task, number);
        AugmentedReader.read(
            source.reader(),
            source.sampler().patch(number),
            augmentation.draw(augmentationSeed, number, channels, patch),
            images,
            row * channels * voxels,
            classes,
            row * voxels);
      }
    }
    return new TaskBatch(patch, channels, sizes, images, classes);
  }

  /** Where the patches of a batch come from, to find a bad one. */
  String describe(long iteration, int tasks, int patchesPerTask) {
    List<String> places = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      for (int n = 0; n < patchesPerTask; n++) {
        long number = iteration * patchesPerTask + n;
        Source source = pick(task, number);
        Box box = source.sampler().patch(number);
        places.add(source.id() + " at " + box.x() + " " + box.y() + " " + box.z());
      }
    }
    return String.join(", ", places);
  }

  /** Streams of chance beyond those of the tasks. */
  private static final long AUGMENTATION = 1000;

  private Source pick(int task, long number) {
    List<Source> sources = streams.get(task);
    // A seed of its own, apart from those of the subjects' samplers.
    long pickSeed = CounterRandom.derive(seed, -1L - task);
    return sources.get(CounterRandom.of(pickSeed, number).nextInt(sources.size()));
  }
}
