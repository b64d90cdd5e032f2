package io.github.omnet.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.augment.Augmentation;
import io.github.omnet.core.augment.AugmentationPolicy;
import io.github.omnet.core.augment.Augmentations;
import io.github.omnet.core.augment.RandomAugmentations;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Symmetry channels of an augmented patch against those that are computed anew from the augmented
 * image of the whole head.
 */
class SymmetryUnderAugmentationTest {
  private static final Shape SHAPE = new Shape(48, 40, 32);
  private static final Box WHOLE = Box.of(SHAPE);
  private static final int VOXELS = SHAPE.voxels();

  /** Tumour in x 29 to 38, so its mirror image lies in x 9 to 18. */
  private static final Box TUMOR = new Box(29, 14, 11, new Shape(10, 11, 10));

  private static final Box OPPOSITE = new Box(9, 14, 11, new Shape(10, 11, 10));
  private static final int IMAGES = 2;

  private final Subject subject;
  private final PatchReader reader;
  private final float[] plain;

  SymmetryUnderAugmentationTest() {
    Random random = new Random(7);
    float[][] images = new float[IMAGES][VOXELS];
    byte[] labels = new byte[VOXELS];
    eachVoxel(
        new Box(4, 4, 4, new Shape(40, 32, 24)),
        n -> {
          images[0][n] = 1 + 0.1f * (float) random.nextGaussian();
          images[1][n] = -1 + 0.1f * (float) random.nextGaussian();
        });
    eachVoxel(
        TUMOR,
        n -> {
          images[0][n] += 4;
          images[1][n] -= 2;
          labels[n] = 2;
        });
    subject = derive(with(images, labels));
    reader = PatchReader.of(subject);
    plain = read(Augmentations.sequence(List.of()), WHOLE);
  }

  private static Subject derive(Subject subject) {
    return Transforms.symmetryChannels(1.5).apply(subject.withDerived(Map.of()));
  }

  private interface Voxel {
    void at(int n);
  }

  private static void eachVoxel(Box box, Voxel voxel) {
    for (int k = box.z(); k < box.endZ(); k++) {
      for (int j = box.y(); j < box.endY(); j++) {
        for (int i = box.x(); i < box.endX(); i++) {
          voxel.at(SHAPE.index(i, j, k));
        }
      }
    }
  }

  private static Subject with(float[][] images, byte[] labels) {
    Grid grid = Grid.isotropic(SHAPE);
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    volumes.put(Modality.FLAIR, Volume.wrap(grid, images[0]));
    volumes.put(Modality.T2, Volume.wrap(grid, images[1]));
    return Subject.of(
        "s", volumes, new TumorLabels(LabelMap.wrap(grid, labels), LabelScheme.BRATS2021));
  }

  private float[] read(Augmentation drawn, Box box) {
    Optional<OppositeTumor> opposite =
        OppositeTumor.of(subject, SymmetryUnderAugmentationTest::derive);
    assertThat(opposite).isPresent();
    int voxels = box.shape().voxels();
    float[] images = new float[reader.channels() * voxels];
    AugmentedReader.read(reader, opposite, box, drawn, images, 0, new byte[voxels], 0);
    return images;
  }

  /** The channel that is computed anew from images, of one of them. */
  private float[] anew(float[] augmented, int image) {
    float[][] images = new float[IMAGES][];
    for (int c = 0; c < IMAGES; c++) {
      images[c] = Arrays.copyOfRange(augmented, c * VOXELS, (c + 1) * VOXELS);
    }
    Subject derived = derive(with(images, subject.requireTruth().map().data()));
    return List.copyOf(derived.derived().values()).get(image).data();
  }

  @Test
  void aTumorMadeFainterIsFainterInTheMirrorToo() {
    float[] after = read(Augmentations.parse("tumorContrast(factors=0.4 0.5, sigma=1)"), WHOLE);
    for (int c = 0; c < IMAGES; c++) {
      int at = (IMAGES + c) * VOXELS;
      float[] expected = anew(after, c);
      for (int n = 0; n < VOXELS; n++) {
        assertThat(after[at + n]).isEqualTo(expected[n], within(1e-4f));
      }
      int middle = SHAPE.index(14, 19, 16);
      float moved = after[at + middle] - plain[at + middle];
      assertThat(moved).isEqualTo(c == 0 ? 0.6f * 4 : -0.5f * 2, within(0.1f));
    }
  }

  @Test
  void aPatchThatHoldsNothingOfTheTumorShowsItFainterInTheMirror() {
    float[] after =
        read(Augmentations.parse("tumorContrast(factors=0.4 1, sigma=1)"), OPPOSITE.grow(2));
    int voxels = OPPOSITE.grow(2).shape().voxels();
    int middle = OPPOSITE.grow(2).shape().index(7, 7, 7);
    int whole = SHAPE.index(14, 19, 16);
    assertThat(after[middle]).isEqualTo(plain[whole]);
    assertThat(after[2 * voxels + middle])
        .isEqualTo(plain[2 * VOXELS + whole] + 0.6f * 4, within(0.1f));
    assertThat(after[3 * voxels + middle]).isEqualTo(plain[3 * VOXELS + whole], within(1e-5f));
  }

  @Test
  void soItDoesAfterAGainAndAShiftAndASecondChange() {
    float[] after =
        read(
            Augmentations.sequence(
                List.of(
                    Augmentations.parse("scaleShift(scales=1.3 0.8, shifts=0.2 -0.4)"),
                    Augmentations.parse("tumorContrast(factors=0.4 0.5, sigma=1)"))),
            WHOLE);
    for (int c = 0; c < IMAGES; c++) {
      float[] expected = anew(after, c);
      for (int n = 0; n < VOXELS; n++) {
        assertThat(after[(IMAGES + c) * VOXELS + n]).isEqualTo(expected[n], within(1e-3f));
      }
    }
  }

  @Test
  void soItDoesInAPatchThatIsTurnedAndMirrored() {
    Augmentation contrast = Augmentations.parse("tumorContrast(factors=0.4 0.4, sigma=1)");
    Augmentation warp =
        Augmentations.parse(
            "spatial(degrees=8 -5 12, scales=1 1 1, mirror=x, seed=3, spacing=12,"
                + " displacement=2)");
    Box box = new Box(4, 8, 4, new Shape(40, 24, 24));
    int voxels = box.shape().voxels();
    float[] after = read(Augmentations.sequence(List.of(warp, contrast)), box);
    float[] only = read(warp, box);
    // The same warp of the head whose tumour was made fainter before.
    float[] fainter = read(contrast, WHOLE);
    float[][] images = {
      Arrays.copyOf(fainter, VOXELS), Arrays.copyOfRange(fainter, VOXELS, 2 * VOXELS)
    };
    Subject made = derive(with(images, subject.requireTruth().map().data()));
    float[] expected = new float[4 * voxels];
    AugmentedReader.read(
        PatchReader.of(made), Optional.empty(), box, warp, expected, 0, new byte[voxels], 0);
    for (int c = 0; c < 2; c++) {
      double wrong = 0;
      double change = 0;
      for (int n = (2 + c) * voxels; n < (3 + c) * voxels; n++) {
        wrong += Math.abs(after[n] - expected[n]);
        change += Math.abs(only[n] - expected[n]);
      }
      assertThat(wrong).isLessThan(0.1 * change);
    }
  }

  @Test
  void gammaIsThatOfTheWholeImageOppositeToWhatIsBrighterThanThePatch() {
    Box box = OPPOSITE.grow(2);
    int voxels = box.shape().voxels();
    float[] before = read(Augmentations.sequence(List.of()), box);
    float[] after = read(Augmentations.parse("gamma(exponents=0.6 1)"), box);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < voxels; n++) {
      double mirror = before[n] - before[2 * voxels + n];
      low = Math.min(low, Math.min(before[n], mirror));
      high = Math.max(high, Math.max(before[n], mirror));
      highest = Math.max(highest, before[n]);
    }
    assertThat(high).isGreaterThan(highest + 3);
    float[] whole = plain.clone();
    for (int n = 0; n < VOXELS; n++) {
      if (whole[n] > low && whole[n] < high) {
        whole[n] = (float) (low + (high - low) * Math.pow((whole[n] - low) / (high - low), 0.6));
      }
    }
    float[] expected = anew(whole, 0);
    int compared = 0;
    for (int k = 0; k < box.shape().z(); k++) {
      for (int j = 0; j < box.shape().y(); j++) {
        for (int i = 0; i < box.shape().x(); i++) {
          // Where the mirror image is a mixture, the mean of powers is not the power of the mean.
          boolean deep = Math.abs(i - 6.5) < 2 && Math.abs(j - 7) < 2 && Math.abs(k - 6.5) < 2;
          if (deep) {
            int n = box.shape().index(i, j, k);
            int there = SHAPE.index(i + box.x(), j + box.y(), k + box.z());
            assertThat(after[n]).isEqualTo(whole[there], within(1e-4f));
            assertThat(after[2 * voxels + n]).isEqualTo(expected[there], within(0.15f));
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  @Test
  void streamsKnowTheTumorInTheMirror() {
    AugmentationPolicy fainter =
        AugmentationPolicy.none().with(1, RandomAugmentations.tumorContrast(0.3, 0.6, 1));
    Shape patch = new Shape(24, 24, 16);
    int voxels = patch.voxels();
    TumorVariation variation = new TumorVariation(0, 0, 1, SymmetryUnderAugmentationTest::derive);
    float[] taken = new float[4 * voxels];
    int compared = 0;
    try (PatchStream stream =
        PatchStream.of(
                SubjectPool.of(List.of(subject), 1L << 30, variation),
                SamplerFactory.uniform(CentreRegion.TASK1))
            .channels(4)
            .patch(patch)
            .augmentation(fainter)
            .seed(5)
            .open(Runnable::run)) {
      for (int n = 0; n < 10; n++) {
        PatchStream.Sample sample = stream.take(taken, 0, new byte[voxels], 0);
        Augmentation drawn = Augmentations.parse(sample.augmentation());
        assertThat(taken).isEqualTo(read(drawn, sample.box()));
        float[] without = new float[4 * voxels];
        AugmentedReader.read(
            reader, Optional.empty(), sample.box(), drawn, without, 0, new byte[voxels], 0);
        compared += Arrays.equals(taken, without) ? 0 : 1;
      }
    }
    assertThat(compared).isGreaterThan(5);
  }

  @Test
  void withoutTumorOrWithoutDerivedChannelsThereIsNothing() {
    byte[] none = new byte[VOXELS];
    float[][] images = {
      Arrays.copyOf(plain, VOXELS), Arrays.copyOfRange(plain, VOXELS, 2 * VOXELS)
    };
    assertThat(OppositeTumor.of(derive(with(images, none)), SymmetryUnderAugmentationTest::derive))
        .isEmpty();
    Subject bare = subject.withDerived(Map.of());
    assertThat(OppositeTumor.of(bare, SymmetryUnderAugmentationTest::derive)).isEmpty();
    assertThat(OppositeTumor.of(subject, UnaryOperator.identity())).isEmpty();
  }
}
