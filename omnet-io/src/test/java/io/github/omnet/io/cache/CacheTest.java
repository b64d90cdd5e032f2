package io.github.omnet.io.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.io.dataset.TruthEncoding;
import io.github.omnet.io.nifti.Nifti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  private static final Shape SHAPE = new Shape(5, 4, 5);

  @TempDir Path folder;

  @Test
  void keepsPreparedSubjectsOnDisk() throws IOException {
    SubjectFiles files = files("A");
    Subject expected = plus(1).apply(files.load()).subject();
    AtomicInteger loads = new AtomicInteger();
    SubjectSource source = counting(files, loads);
    same(cache(1).prepared(source).load(), expected);
    same(cache(1).prepared(source).load(), expected);
    assertThat(loads).hasValue(1);

    // Another preprocessing, and another content of the file, are other entries.
    Subject other = cache(2).prepared(source).load();
    assertThat(other.volume(Modality.T1).data()[0])
        .isEqualTo(expected.volume(Modality.T1).data()[0] + 1);
    Nifti.write(files.images().get(Modality.T1), TestImages.volume(SHAPE, TestImages.OBLIQUE, 99));
    cache(1).prepared(source).load();
    assertThat(loads).hasValue(3);
  }

  @Test
  void findsTheSameContentUnderAnotherPath() throws IOException {
    AtomicInteger loads = new AtomicInteger();
    SubjectFiles here = files("A");
    Subject first = cache(1).prepared(counting(here, loads)).load();
    Path moved = Files.createDirectory(folder.resolve("moved")).resolve("A.nii");
    Files.copy(here.images().get(Modality.T1), moved);
    SubjectFiles there =
        new SubjectFiles(
            "A", Map.of(Modality.T1, moved), here.truth(), here.encoding(), here.problems());
    same(cache(1).prepared(counting(there, loads)).load(), first);
    assertThat(loads).hasValue(1);
  }

  @Test
  void preparesEachTimeWhatCannotBeNamed() throws IOException {
    AtomicInteger loads = new AtomicInteger();
    SubjectFiles files = files("A");
    SubjectSource nameless =
        SubjectSource.of(
            "A",
            () -> {
              loads.incrementAndGet();
              return files.load();
            });
    cache(1).prepared(nameless).load();
    cache(1).prepared(nameless).load();
    assertThat(loads).hasValue(2);
    assertThat(folder.resolve("cache")).isEmptyDirectory();
    Path header = folder.resolve("B.hdr");
    Files.createFile(header);
    assertThat(
            new SubjectFiles(
                    "B",
                    Map.of(Modality.T1, header),
                    Optional.empty(),
                    TruthEncoding.DETECT,
                    List.of())
                .contentKey())
        .isEmpty();
  }

  @Test
  void makesADamagedEntryAnew() throws IOException {
    SubjectFiles files = files("A");
    DiskCache cache = cache(1);
    SubjectSource prepared = cache.prepared(files);
    Subject expected = prepared.load();
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
      same(prepared.load(), expected);
      assertThat(cache.damaged()).isEqualTo(++damages);
    }
    Files.write(entry, new byte[10]);
    same(prepared.load(), expected);
    assertThat(Files.readAllBytes(entry)).isEqualTo(whole);
  }

  private DiskCache cache(int number) throws IOException {
    return DiskCache.in(folder.resolve("cache"), plus(number));
  }

  private static SubjectSource counting(SubjectFiles files, AtomicInteger loads) {
    return new SubjectSource() {
      @Override
      public String id() {
        return files.id();
      }

      @Override
      public Subject load() throws IOException {
        loads.incrementAndGet();
        return files.load();
      }

      @Override
      public Optional<String> contentKey() throws IOException {
        return files.contentKey();
      }
    };
  }

  private static void same(Subject found, Subject expected) {
    assertThat(found.id()).isEqualTo(expected.id());
    assertThat(found.grid()).isEqualTo(expected.grid());
    for (Modality modality : expected.volumes().keySet()) {
      assertThat(found.volume(modality).data()).isEqualTo(expected.volume(modality).data());
    }
    TumorLabels truth = expected.requireTruth();
    assertThat(found.requireTruth().scheme()).isEqualTo(truth.scheme());
    assertThat(found.requireTruth().map().data()).isEqualTo(truth.map().data());
  }

  private static Preprocessing plus(int number) {
    Transform step =
        new Transform() {
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
    return Preprocessing.DEFAULT.withModalities(Modality.T1).withNormalisation(step);
  }

  private SubjectFiles files(String id) throws IOException {
    Path image = folder.resolve(id + ".nii");
    Path truth = folder.resolve(id + "-seg.nii");
    Nifti.write(image, TestImages.volume(SHAPE, TestImages.OBLIQUE, id.hashCode()));
    Nifti.write(truth, TestImages.labels(SHAPE, TestImages.OBLIQUE, 4, id.hashCode()));
    return new SubjectFiles(
        id, Map.of(Modality.T1, image), Optional.of(truth), TruthEncoding.DETECT, List.of());
  }
}
