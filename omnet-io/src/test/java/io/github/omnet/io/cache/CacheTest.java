package io.github.omnet.io.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.io.nifti.Nifti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  private static final Shape SHAPE = new Shape(5, 4, 5);

  /** 100 voxels of one modality and labels. */
  private static final long BYTES = 500;

  @TempDir Path folder;

  @Test
  void loadsOnceHoweverManyThreadsAsk() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    MemoryCache cache =
        new MemoryCache(
            files -> {
              loads.incrementAndGet();
              LockSupport.parkNanos(20_000_000);
              return files.load();
            },
            10 * BYTES);
    SubjectFiles files = files("A");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Subject>> asked = new ArrayList<>();
      for (int n = 0; n < 32; n++) {
        asked.add(threads.submit(() -> cache.get(files)));
      }
      for (Future<Subject> answer : asked) {
        assertThat(answer.get()).isSameAs(cache.get(files));
      }
    } finally {
      threads.shutdown();
    }
    assertThat(loads).hasValue(1);
    assertThat(cache.misses()).isEqualTo(1);
    assertThat(cache.hits()).isEqualTo(63);
  }

  @Test
  void dropsWhatWasNotUsedForLongest() throws IOException {
    MemoryCache cache = new MemoryCache(SubjectFiles::load, 2 * BYTES);
    SubjectFiles a = files("A");
    SubjectFiles b = files("B");
    cache.get(a);
    cache.get(b);
    cache.get(a);
    cache.get(files("C"));
    assertThat(cache.bytes()).isEqualTo(2 * BYTES);
    assertThat(cache.misses()).isEqualTo(3);
    cache.get(a);
    assertThat(cache.misses()).isEqualTo(3);
    cache.get(b);
    assertThat(cache.misses()).isEqualTo(4);
  }

  @Test
  void handsOutButDoesNotKeepWhatIsTooLarge() throws IOException {
    MemoryCache cache = new MemoryCache(SubjectFiles::load, BYTES - 1);
    assertThat(cache.get(files("A")).id()).isEqualTo("A");
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void doesNotKeepAFailure() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    MemoryCache cache =
        new MemoryCache(
            files -> {
              if (tries.incrementAndGet() == 1) {
                throw new IOException("gone");
              }
              return files.load();
            },
            BYTES);
    SubjectFiles files = files("A");
    assertThatThrownBy(() -> cache.get(files)).isInstanceOf(IOException.class).hasMessage("gone");
    assertThat(cache.get(files).id()).isEqualTo("A");
  }

  @Test
  void keepsPreprocessedSubjectsOnDisk() throws IOException {
    SubjectFiles files = files("A");
    Subject expected = plus(1).apply(files.load());
    AtomicInteger loads = new AtomicInteger();
    SubjectSource source =
        asked -> {
          loads.incrementAndGet();
          return asked.load();
        };
    same(new DiskCache(folder.resolve("cache"), plus(1), source).get(files), expected);
    same(new DiskCache(folder.resolve("cache"), plus(1), source).get(files), expected);
    assertThat(loads).hasValue(1);

    // Another preprocessing, and another content of the file, are other entries.
    Subject other = new DiskCache(folder.resolve("cache"), plus(2), source).get(files);
    assertThat(other.volume(Modality.T1).data()[0])
        .isEqualTo(expected.volume(Modality.T1).data()[0] + 1);
    Nifti.write(files.images().get(Modality.T1), TestImages.volume(SHAPE, TestImages.OBLIQUE, 99));
    new DiskCache(folder.resolve("cache"), plus(1), source).get(files);
    assertThat(loads).hasValue(3);
  }

  @Test
  void makesADamagedEntryAnew() throws IOException {
    SubjectFiles files = files("A");
    DiskCache cache = new DiskCache(folder.resolve("cache"), plus(1), SubjectFiles::load);
    Subject expected = cache.get(files);
    Path entry;
    try (var entries = Files.list(folder.resolve("cache"))) {
      entry = entries.findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(entry);
    int damages = 0;
    for (int at = 0; at < whole.length; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x41;
      Files.write(entry, damaged);
      same(cache.get(files), expected);
      assertThat(cache.damaged()).isEqualTo(++damages);
    }
    Files.write(entry, new byte[10]);
    same(cache.get(files), expected);
    assertThat(Files.readAllBytes(entry)).isEqualTo(whole);
  }

  @Test
  void keepsDerivedChannelsInTheirOrder() throws IOException {
    Transform derive =
        new Transform() {
          @Override
          public Subject apply(Subject subject) {
            Volume volume = subject.volume(Modality.T1);
            Map<String, Volume> derived = new LinkedHashMap<>();
            derived.put("z", plus(3).apply(subject).volume(Modality.T1));
            derived.put("a", volume);
            return subject.withDerived(derived);
          }

          @Override
          public String describe() {
            return "derive()";
          }
        };
    SubjectFiles files = files("A");
    DiskCache cache = new DiskCache(folder.resolve("cache"), derive, SubjectFiles::load);
    same(cache.get(files), derive.apply(files.load()));
    same(cache.get(files), derive.apply(files.load()));
    assertThat(cache.hits()).isEqualTo(1);
    MemoryCache memory = new MemoryCache(cache, 10 * BYTES);
    assertThat(memory.get(files).derived()).hasSize(2);
    assertThat(memory.bytes()).isEqualTo(13 * (long) SHAPE.voxels());
  }

  private static void same(Subject found, Subject expected) {
    assertThat(found.id()).isEqualTo(expected.id());
    assertThat(found.grid()).isEqualTo(expected.grid());
    for (Modality modality : expected.volumes().keySet()) {
      assertThat(found.volume(modality).data()).isEqualTo(expected.volume(modality).data());
    }
    assertThat(new ArrayList<>(found.derived().keySet()))
        .isEqualTo(new ArrayList<>(expected.derived().keySet()));
    expected
        .derived()
        .forEach(
            (name, volume) ->
                assertThat(found.derived().get(name).data()).isEqualTo(volume.data()));
    TumorLabels truth = expected.requireTruth();
    assertThat(found.requireTruth().scheme()).isEqualTo(truth.scheme());
    assertThat(found.requireTruth().map().data()).isEqualTo(truth.map().data());
  }

  private static Transform plus(int number) {
    return new Transform() {
      @Override
      public Subject apply(Subject subject) {
        Volume volume = subject.volume(Modality.T1);
        float[] values = volume.copyOfData();
        for (int n = 0; n < values.length; n++) {
          values[n] += number;
        }
        return Subject.of(
            subject.id(),
            Map.of(Modality.T1, Volume.wrap(volume.grid(), values)),
            subject.requireTruth());
      }

      @Override
      public String describe() {
        return "plus(" + number + ")";
      }
    };
  }

  private SubjectFiles files(String id) throws IOException {
    Path image = folder.resolve(id + ".nii");
    Path truth = folder.resolve(id + "-seg.nii");
    Nifti.write(image, TestImages.volume(SHAPE, TestImages.OBLIQUE, id.hashCode()));
    Nifti.write(truth, TestImages.labels(SHAPE, TestImages.OBLIQUE, 4, id.hashCode()));
    return new SubjectFiles(
        id,
        Map.of(Modality.T1, image),
        Optional.of(truth),
        io.github.omnet.io.dataset.TruthEncoding.DETECT,
        List.of());
  }
}
