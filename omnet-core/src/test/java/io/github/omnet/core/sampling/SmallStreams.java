package io.github.omnet.core.sampling;

import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Streams of small patches from small phantoms, and what is taken from them. */
final class SmallStreams {
  static final Shape GRID = new Shape(20, 18, 14);
  static final Shape PATCH = new Shape(8, 8, 4);
  static final int VOXELS = PATCH.voxels();

  static final Preprocessing PREPROCESSING = Preprocessing.DEFAULT;

  private SmallStreams() {}

  static List<SubjectSource> subjects(int count) {
    List<SubjectSource> sources = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      sources.add(Phantom.subject("s" + n, Grid.isotropic(GRID)));
    }
    return sources;
  }

  static PatchStreamBuilder settings(List<SubjectSource> sources) {
    return settings(SubjectPool.of(PREPROCESSING.prepared(sources), 1 << 20));
  }

  static PatchStreamBuilder settings(SubjectPool pool) {
    return PatchStream.of(pool, SamplerFactory.uniform(CentreRegion.TASK2))
        .augmentation(AugmentationPolicy.moderate())
        .patch(PATCH)
        .patchesPerVisit(5)
        .mixedSubjects(2)
        .seed(77);
  }

  record Taken(PatchStream.Sample sample, List<Float> images, List<Byte> classes) {}

  static List<Taken> take(PatchStream stream, int count) {
    List<Taken> all = new ArrayList<>();
    float[] images = new float[4 * VOXELS];
    byte[] classes = new byte[VOXELS];
    for (int n = 0; n < count; n++) {
      PatchStream.Sample sample = stream.take(images, 0, classes, 0);
      List<Float> floats = new ArrayList<>();
      for (float value : images) {
        floats.add(value);
      }
      List<Byte> bytes = new ArrayList<>();
      for (byte value : classes) {
        bytes.add(value);
      }
      all.add(new Taken(sample, floats, bytes));
    }
    return all;
  }

  static List<Taken> takeWith(int threads, long bufferBytes, long startAt, int count) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (PatchStream stream =
        settings(subjects(5)).bufferBytes(bufferBytes).startAt(startAt).open(executor)) {
      return take(stream, count);
    } finally {
      executor.shutdownNow();
    }
  }
}
