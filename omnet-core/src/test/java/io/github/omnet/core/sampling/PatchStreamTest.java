package io.github.omnet.core.sampling;

import static io.github.omnet.core.sampling.SmallStreams.GRID;
import static io.github.omnet.core.sampling.SmallStreams.PATCH;
import static io.github.omnet.core.sampling.SmallStreams.PREPROCESSING;
import static io.github.omnet.core.sampling.SmallStreams.VOXELS;
import static io.github.omnet.core.sampling.SmallStreams.settings;
import static io.github.omnet.core.sampling.SmallStreams.subjects;
import static io.github.omnet.core.sampling.SmallStreams.take;
import static io.github.omnet.core.sampling.SmallStreams.takeWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.augment.Augmentations;
import io.github.omnet.core.augment.Block;
import io.github.omnet.core.augment.RandomAugmentations;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.sampling.SmallStreams.Taken;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PatchStreamTest {
  @Test
  void theSequenceIsTheSameWhateverTheThreadsAndTheBuffer() {
    List<Taken> expected = takeWith(1, 1, 0, 60);
    assertThat(takeWith(4, 1 << 20, 0, 60)).isEqualTo(expected);
    assertThat(takeWith(3, 50_000, 0, 60)).isEqualTo(expected);
    try (PatchStream onTheCaller = settings(subjects(5)).open(Runnable::run)) {
      assertThat(take(onTheCaller, 60)).isEqualTo(expected);
    }
    Set<String> ids = new HashSet<>();
    expected.forEach(taken -> ids.add(taken.sample().subjectId()));
    assertThat(ids).hasSize(5);
  }

  @Test
  void aStreamGoesOnWhereAnotherStopped() {
    List<Taken> whole = takeWith(2, 1 << 16, 0, 40);
    assertThat(takeWith(2, 1 << 16, 23, 17)).isEqualTo(whole.subList(23, 40));
  }

  @Test
  void anExecutorThatNeverRunsAnythingOnlyMakesItSlower() {
    try (PatchStream stream = settings(subjects(5)).open(task -> {})) {
      assertThat(take(stream, 10)).isEqualTo(takeWith(2, 1 << 16, 0, 10));
    }
  }

  @Test
  void anExecutorThatIsShutDownOnlyMakesItSlower() {
    ExecutorService executor = Executors.newFixedThreadPool(1);
    executor.shutdown();
    try (PatchStream stream = settings(subjects(5)).open(executor)) {
      assertThat(take(stream, 10)).isEqualTo(takeWith(2, 1 << 16, 0, 10));
    }
  }

  @Test
  void withoutAugmentationAPatchIsWhatTheReaderReads() {
    List<SubjectSource> sources = subjects(3);
    Subject normalised = PREPROCESSING.apply(Phantom.subject("s", Grid.isotropic(GRID))).subject();
    try (PatchStream stream =
        settings(sources).augmentation(AugmentationPolicy.none()).open(Runnable::run)) {
      float[] images = new float[7 + 4 * VOXELS];
      byte[] classes = new byte[9 + VOXELS];
      for (int n = 0; n < 10; n++) {
        PatchStream.Sample sample = stream.take(images, 7, classes, 9);
        float[] expected = new float[4 * VOXELS];
        byte[] expectedClasses = new byte[VOXELS];
        PatchReader.of(normalised).readImages(sample.box(), expected, 0);
        PatchReader.of(normalised).readClasses(sample.box(), expectedClasses, 0);
        assertThat(Arrays.copyOfRange(images, 7, images.length)).isEqualTo(expected);
        assertThat(Arrays.copyOfRange(classes, 9, classes.length)).isEqualTo(expectedClasses);
        assertThat(sample.augmentation()).isEqualTo("[]");
        assertThat(sample.number()).isEqualTo(n);
      }
      assertThat(stream.position()).isEqualTo(10);
    }
  }

  @Test
  void theTextOfAnAugmentedSampleReplaysIt() {
    AugmentationPolicy policy =
        AugmentationPolicy.none()
            .with(1, RandomAugmentations.flip(true, true, true))
            .with(1, RandomAugmentations.quarterTurn())
            .with(1, RandomAugmentations.noise(0.5));
    Subject normalised = PREPROCESSING.apply(Phantom.subject("s", Grid.isotropic(GRID))).subject();
    try (PatchStream stream = settings(subjects(2)).augmentation(policy).open(Runnable::run)) {
      float[] images = new float[4 * VOXELS];
      byte[] classes = new byte[VOXELS];
      PatchStream.Sample sample = stream.take(images, 0, classes, 0);
      float[] again = new float[4 * VOXELS];
      byte[] classesAgain = new byte[VOXELS];
      PatchReader.of(normalised).readImages(sample.box(), again, 0);
      PatchReader.of(normalised).readClasses(sample.box(), classesAgain, 0);
      Augmentations.parse(sample.augmentation())
          .apply(Block.of(again, 0, 4, PATCH).withLabels(classesAgain, 0));
      assertThat(again).isEqualTo(images);
      assertThat(classesAgain).isEqualTo(classes);
    }
  }

  @Test
  void whatACoarseNetworkFoundIsPerturbedAndNothingElse() {
    Preprocessing two = PREPROCESSING.withStep(Transforms.coarseChannels());
    List<SubjectSource> sources = new ArrayList<>();
    for (SubjectSource source : subjects(2)) {
      sources.add(source.map(PatchStreamTest::withFinding));
    }
    Subject prepared = two.apply(withFinding(Phantom.subject("s", Grid.isotropic(GRID)))).subject();
    AugmentationPolicy policy =
        AugmentationPolicy.none()
            .with(1, RandomAugmentations.noise(0.5))
            .with(0.6, RandomAugmentations.coarse(8, 8, 3, 1));
    int changed = 0;
    try (PatchStream stream =
        settings(SubjectPool.of(two.prepared(sources), 1 << 20))
            .channels(7)
            .augmentation(policy)
            .open(Runnable::run)) {
      float[] images = new float[7 * VOXELS];
      byte[] classes = new byte[VOXELS];
      for (int n = 0; n < 30; n++) {
        PatchStream.Sample sample = stream.take(images, 0, classes, 0);
        float[] plain = new float[7 * VOXELS];
        PatchReader.of(prepared).readImages(sample.box(), plain, 0);
        float[] found = Arrays.copyOfRange(images, 4 * VOXELS, 7 * VOXELS);
        boolean perturbed = sample.augmentation().contains("coarse(");
        if (perturbed) {
          changed++;
        } else {
          assertThat(found).isEqualTo(Arrays.copyOfRange(plain, 4 * VOXELS, 7 * VOXELS));
        }
        assertThat(Arrays.copyOf(images, VOXELS)).isNotEqualTo(Arrays.copyOf(plain, VOXELS));
        for (float value : found) {
          assertThat(value).isBetween(0f, 1f);
        }
      }
    }
    assertThat(changed).isBetween(6, 29);
  }

  private static Subject withFinding(Subject subject) {
    Map<String, Volume> finding = new LinkedHashMap<>();
    for (String name : Transforms.coarseChannels().names(List.of())) {
      float[] values = new float[subject.grid().shape().voxels()];
      for (int n = 0; n < values.length; n++) {
        values[n] = subject.requireTruth().map().data()[n] == 0 ? 0.125f : 0.75f;
      }
      finding.put(name, Volume.wrap(subject.grid(), values));
    }
    return subject.withDerived(finding);
  }

  @Test
  void warpsSeeBeyondThePatch() {
    // A shift by whole voxels must bring in real neighbours, not padding.
    AugmentationPolicy shift =
        AugmentationPolicy.none()
            .with(
                1,
                (random, channels, shape) ->
                    Augmentations.parse("affine(degrees=0 0 0, scale=1, shift=3 0 -1)"));
    Subject normalised = PREPROCESSING.apply(Phantom.subject("s", Grid.isotropic(GRID))).subject();
    try (PatchStream stream = settings(subjects(2)).augmentation(shift).open(Runnable::run)) {
      float[] images = new float[4 * VOXELS];
      byte[] classes = new byte[VOXELS];
      PatchStream.Sample sample = stream.take(images, 0, classes, 0);
      var b = sample.box();
      float[] moved = new float[4 * VOXELS];
      PatchReader.of(normalised).readImages(new Box(b.x() - 3, b.y(), b.z() + 1, PATCH), moved, 0);
      assertThat(images).isEqualTo(moved);
    }
  }

  @Test
  void aSmallPoolLoadsAgainAndChangesNothing() {
    long one = SubjectPool.bytesOf(PREPROCESSING.apply(Phantom.subject(GRID)).subject());
    SubjectPool all = SubjectPool.of(PREPROCESSING.prepared(subjects(4)), 4 * one);
    SubjectPool two = SubjectPool.of(PREPROCESSING.prepared(subjects(4)), 2 * one);
    SubjectPool none = SubjectPool.of(PREPROCESSING.prepared(subjects(4)), 0);
    List<Taken> expected = new ArrayList<>();
    for (SubjectPool pool : List.of(all, two, none)) {
      try (PatchStream stream = settings(pool).bufferBytes(1).open(Runnable::run)) {
        List<Taken> taken = take(stream, 2 * 4 * 5 - 1); // two epochs; the buffer has the last
        if (pool == all) {
          expected.addAll(taken);
        }
        assertThat(taken).isEqualTo(expected);
      }
    }
    assertThat(all.loads()).isEqualTo(4);
    assertThat(two.loads()).isBetween(6L, 8L);
    assertThat(none.loads()).isEqualTo(2 * 4 * 5);
    assertThat(all.bytes()).isEqualTo(4 * one);
    assertThat(two.bytes()).isEqualTo(2 * one);
    assertThat(none.bytes()).isZero();
  }

  @Test
  void streamsOfOneOrderLoadEachSubjectOnce() {
    long one = SubjectPool.bytesOf(PREPROCESSING.apply(Phantom.subject(GRID)).subject());
    SubjectPool pool = SubjectPool.of(PREPROCESSING.prepared(subjects(6)), 2 * one);
    try (PatchStream first = settings(pool).orderSeed(3).bufferBytes(1).open(Runnable::run);
        PatchStream second =
            settings(pool).orderSeed(3).seed(78).bufferBytes(1).open(Runnable::run)) {
      for (int n = 0; n < 6 * 5 - 1; n++) {
        String there = take(first, 1).get(0).sample().subjectId();
        assertThat(take(second, 1).get(0).sample().subjectId()).isEqualTo(there);
      }
    }
    assertThat(pool.loads()).isEqualTo(6);
  }

  @Test
  void channelsMayBeFewer() {
    Preprocessing t1c = Preprocessing.DEFAULT.withModalities(Modality.T1C);
    SubjectPool pool = SubjectPool.of(t1c.prepared(subjects(1)), 1 << 20);
    try (PatchStream stream =
        settings(pool).channels(1).augmentation(AugmentationPolicy.none()).open(Runnable::run)) {
      float[] one = new float[VOXELS];
      float[] expected = new float[VOXELS];
      PatchStream.Sample sample = stream.take(one, 0, new byte[VOXELS], 0);
      Subject prepared = t1c.apply(Phantom.subject("s", Grid.isotropic(GRID))).subject();
      PatchReader.of(prepared).readImages(sample.box(), expected, 0);
      assertThat(one).isEqualTo(expected);
    }
  }

  @Test
  void theBufferStaysWithinItsBytes() {
    long patchBytes = VOXELS * (4 * 4 + 1L);
    try (PatchStream stream =
        settings(subjects(1)).bufferBytes(10 * patchBytes + 5).open(Runnable::run)) {
      assertThat(stream.bufferBytes()).isEqualTo(10 * patchBytes);
    }
  }
}
