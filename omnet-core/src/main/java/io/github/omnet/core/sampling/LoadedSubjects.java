package io.github.omnet.core.sampling;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.Subject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Subjects in memory, transformed and ready to draw from; at most {@code keep} of them, the least
 * recently used given up first. Each is loaded by one thread while others that need it wait.
 */
final class LoadedSubjects {
  private final PatchStreamBuilder settings;
  private final List<LoadableSubject> sources;
  private final long seed;
  private final Map<Integer, FutureTask<Optional<Ready>>> loaded;

  /** A subject to draw from. */
  record Ready(String id, PatchReader reader, PatchSampler sampler) {}

  LoadedSubjects(PatchStreamBuilder settings, long seed) {
    this.settings = settings;
    this.sources = settings.sources;
    this.seed = seed;
    int keep = Math.max(settings.keptSubjects, settings.mixedSubjects);
    this.loaded =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(
              Map.Entry<Integer, FutureTask<Optional<Ready>>> eldest) {
            return size() > keep;
          }
        };
  }

  /** The wanted subject or, where it has nothing to draw from, the next in the list that has. */
  Ready get(int wanted) {
    for (int k = 0; k < sources.size(); k++) {
      Optional<Ready> ready = await((wanted + k) % sources.size());
      if (ready.isPresent()) {
        return ready.get();
      }
    }
    throw new OmnetException(
        "none of the "
            + sources.size()
            + " subjects has a voxel to centre a patch on; check their labels or draw from a larger"
            + " region");
  }

  private Optional<Ready> await(int index) {
    FutureTask<Optional<Ready>> task;
    synchronized (loaded) {
      task = loaded.computeIfAbsent(index, i -> new FutureTask<>(() -> load(i)));
    }
    task.run(); // does nothing if another thread runs it, or has
    try {
      return task.get();
    } catch (ExecutionException e) {
      synchronized (loaded) {
        loaded.remove(index, task); // the next attempt reads the file again
      }
      if (e.getCause() instanceof OmnetException known) {
        throw known;
      }
      throw new OmnetException("subject " + sources.get(index).id() + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OmnetException("interrupted while loading " + sources.get(index).id(), e);
    }
  }

  private Optional<Ready> load(int index) throws IOException {
    LoadableSubject source = sources.get(index);
    Subject raw;
    try {
      raw = source.load();
    } catch (IOException | RuntimeException e) {
      throw new OmnetException("subject " + source.id() + ", loading: " + e.getMessage(), e);
    }
    Subject subject = settings.transforms.apply(raw);
    try {
      PatchReader reader = PatchReader.of(subject, settings.modalities);
      return settings
          .samplers
          .samplerOf(subject, settings.patch, CounterRandom.derive(seed, index))
          .map(sampler -> new Ready(subject.id(), reader, sampler));
    } catch (RuntimeException e) {
      throw new OmnetException(
          "subject " + source.id() + ", preparing its sampler: " + e.getMessage(), e);
    }
  }
}
