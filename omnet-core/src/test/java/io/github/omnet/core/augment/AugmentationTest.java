package io.github.omnet.core.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.volume.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
  private static final Shape SHAPE = new Shape(6, 6, 4);
  private static final int CHANNELS = 2;

  /** Two channels whose first half is background, and labels that mark the foreground. */
  private static final class Sample {
    final float[] images = new float[3 + CHANNELS * SHAPE.voxels()];
    final byte[] labels = new byte[1 + SHAPE.voxels()];
    final Block block = Block.of(images, 3, CHANNELS, SHAPE).withLabels(labels, 1);

    Sample() {
      CounterRandom random = CounterRandom.of(4, 4);
      for (int c = 0; c < CHANNELS; c++) {
        for (int n = SHAPE.voxels() / 2; n < SHAPE.voxels(); n++) {
          images[block.start(c) + n] = (float) (random.nextDouble() * 4 - 2);
          labels[1 + n] = (byte) (1 + n % 3);
        }
      }
    }

    float image(int c, int x, int y, int z) {
      return images[block.start(c) + SHAPE.index(x, y, z)];
    }

    byte label(int x, int y, int z) {
      return labels[1 + SHAPE.index(x, y, z)];
    }

    static Sample after(Augmentation augmentation) {
      Sample sample = new Sample();
      augmentation.apply(sample.block);
      return sample;
    }
  }

  static Stream<Augmentation> one() {
    return Stream.of(
        new Flip(true, false, true),
        new QuarterTurn(2, 1),
        new AffineWarp(5, -7, 12, 1.05, 0.5, -1, 0.25),
        new ElasticWarp(-99, 4, 1.5),
        new ScaleShift(List.of(1.1, 0.9), List.of(0.25, -0.1)),
        new Gamma(List.of(0.7, 1.5)),
        new Noise(12, 0.3),
        new Blur(0.8),
        new BiasField(5, 0.4, -4),
        new ModalityDropout(1),
        new SpatialWarp(5, -7, 12, 1.1, 0.9, 1.05, true, -7, 4, 1.5),
        new AdditiveField(9, 0.4),
        new LowResolution(0, List.of(2.0, 1.5)),
        new AugmentationSequence(List.of()),
        new AugmentationSequence(List.of(new Flip(false, true, false), new Noise(1, 0.1))));
  }

  @ParameterizedTest
  @MethodSource("one")
  void theTextReplaysTheSameVoxels(Augmentation augmentation) {
    Augmentation replayed = Augmentations.parse(augmentation.describe());
    assertThat(replayed).isEqualTo(augmentation);
    assertThat(Sample.after(replayed).images).isEqualTo(Sample.after(augmentation).images);
    assertThat(Sample.after(replayed).labels).isEqualTo(Sample.after(augmentation).labels);
  }

  @ParameterizedTest
  @MethodSource("one")
  void nothingOutsideTheBlockIsTouched(Augmentation augmentation) {
    Sample after = Sample.after(augmentation);
    assertThat(after.images).startsWith(0, 0, 0);
    assertThat(after.labels[0]).isZero();
  }

  @ParameterizedTest
  @MethodSource("one")
  void labelsAreOptionalAndImagesComeOutTheSame(Augmentation augmentation) {
    Sample without = new Sample();
    augmentation.apply(Block.of(without.images, 3, CHANNELS, SHAPE));
    assertThat(without.images).isEqualTo(Sample.after(augmentation).images);
    assertThat(without.labels).isEqualTo(new Sample().labels);
  }

  @ParameterizedTest
  @MethodSource("one")
  void labelsAreNeverBlended(Augmentation augmentation) {
    for (byte label : Sample.after(augmentation).labels) {
      assertThat(label).isBetween((byte) 0, (byte) 3);
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void intensityChangesKeepBackgroundAndLabels(Augmentation augmentation) {
    if (!augmentation
        .describe()
        .matches("(scaleShift|gamma|noise|blur|biasField|dropout|field|lowResolution).*")) {
      return;
    }
    Sample before = new Sample();
    Sample after = Sample.after(augmentation);
    assertThat(after.labels).isEqualTo(before.labels);
    assertThat(after.images).isNotEqualTo(before.images);
    for (int n = 0; n < before.images.length; n++) {
      if (before.images[n] == 0) {
        assertThat(after.images[n]).isZero();
      }
    }
  }

  @Test
  void aBiasFieldMovesZScoresAsItWouldHaveMovedTheRawScan() {
    float mean = 400;
    float deviation = 100;
    Sample raw = new Sample();
    Sample scored = new Sample();
    for (int n = 0; n < raw.images.length; n++) {
      scored.images[n] = raw.images[n] == 0 ? 0 : (raw.images[n] - mean) / deviation;
    }
    new BiasField(3, 0.2, 0).apply(Block.of(raw.images, 3, CHANNELS, SHAPE));
    new BiasField(3, 0.2, -mean / deviation).apply(Block.of(scored.images, 3, CHANNELS, SHAPE));
    for (int n = 0; n < raw.images.length; n++) {
      float expected = raw.images[n] == 0 ? 0 : (raw.images[n] - mean) / deviation;
      assertThat(scored.images[n]).isCloseTo(expected, within(1e-4f));
    }
  }

  @Test
  void aFlipMirrorsImageAndLabelsTogether() {
    Sample before = new Sample();
    Sample after = Sample.after(new Flip(true, false, true));
    assertThat(after.image(1, 0, 2, 1)).isEqualTo(before.image(1, 5, 2, 2));
    assertThat(after.label(0, 2, 1)).isEqualTo(before.label(5, 2, 2));
  }

  @Test
  void aQuarterTurnAboutZTakesXToY() {
    Sample before = new Sample();
    Sample after = Sample.after(new QuarterTurn(2, 1));
    // From the +x side (5, 2) to the +y side: x becomes 5 - 2.
    assertThat(after.image(0, 3, 5, 3)).isEqualTo(before.image(0, 5, 2, 3));
    assertThat(after.label(3, 5, 3)).isEqualTo(before.label(5, 2, 3));
  }

  @Test
  void fourQuartersAreAFullTurn() {
    Sample sample = new Sample();
    for (int quarters : new int[] {1, 3, 2, 2}) {
      new QuarterTurn(2, quarters).apply(sample.block);
    }
    assertThat(sample.images).isEqualTo(new Sample().images);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QuarterTurn(0, 1).apply(sample.block))
        .withMessageContaining("6x6x4");
  }

  @Test
  void anAffineByNinetyDegreesIsAQuarterTurn() {
    Sample turned = Sample.after(new QuarterTurn(2, 1));
    Sample warped = Sample.after(new AffineWarp(0, 0, 90, 1, 0, 0, 0));
    assertThat(warped.images).containsExactly(turned.images, within(1e-5f));
    assertThat(warped.labels).isEqualTo(turned.labels);
  }

  @Test
  void anAffineShiftsByWholeVoxels() {
    Sample before = new Sample();
    Sample after = Sample.after(new AffineWarp(0, 0, 0, 1, 2, 0, 1));
    assertThat(after.image(0, 3, 4, 3)).isEqualTo(before.image(0, 1, 4, 2));
    assertThat(after.image(0, 1, 4, 3)).isZero(); // came from outside
    assertThat(after.label(1, 4, 3)).isZero();
  }

  @Test
  void marginsCoverWhatAWarpReachesFor() {
    assertThat(new AffineWarp(0, 0, 0, 1, 2, 0, -3.5).margin(SHAPE)).isEqualTo(4);
    assertThat(new AffineWarp(0, 0, 90, 1, 0, 0, 0).margin(SHAPE)).isZero();
    assertThat(new ElasticWarp(1, 8, 2.5).margin(SHAPE)).isEqualTo(3);
    assertThat(new Blur(0.5).margin(SHAPE)).isEqualTo(2);
    assertThat(
            new AugmentationSequence(List.of(new Blur(0.5), new ElasticWarp(1, 8, 2.5)))
                .margin(SHAPE))
        .isEqualTo(5);
  }

  @Test
  void anElasticWarpOfALargerBlockBendsTheMiddleAlike() {
    ElasticWarp warp = new ElasticWarp(3, 4, 1.9);
    Shape larger = new Shape(10, 10, 8);
    float[] ramp = new float[larger.voxels()];
    float[] part = new float[SHAPE.voxels()];
    for (int k = 0; k < 8; k++) {
      for (int j = 0; j < 10; j++) {
        for (int i = 0; i < 10; i++) {
          ramp[larger.index(i, j, k)] = 100 + i;
          if (SHAPE.contains(i - 2, j - 2, k - 2)) {
            part[SHAPE.index(i - 2, j - 2, k - 2)] = 100 + i;
          }
        }
      }
    }
    warp.apply(Block.of(ramp, 0, 1, larger));
    warp.apply(Block.of(part, 0, 1, SHAPE));
    assertThat(part[SHAPE.index(2, 3, 2)]).isEqualTo(ramp[larger.index(4, 5, 4)]).isNotEqualTo(104);
  }

  @Test
  void gammaKeepsTheExtremes() {
    Sample before = new Sample();
    Sample after = Sample.after(new Gamma(List.of(2.0, 0.5)));
    for (int c = 0; c < CHANNELS; c++) {
      float[] old =
          Arrays.copyOfRange(
              before.images, before.block.start(c), before.block.start(c) + SHAPE.voxels());
      float[] now =
          Arrays.copyOfRange(
              after.images, before.block.start(c), before.block.start(c) + SHAPE.voxels());
      Arrays.sort(old);
      Arrays.sort(now);
      assertThat(now[0]).isCloseTo(old[0], within(1e-6f));
      assertThat(now[now.length - 1]).isCloseTo(old[old.length - 1], within(1e-6f));
    }
  }

  @Test
  void blurKeepsAConstantAndSpreadsAPoint() {
    float[] constant = new float[SHAPE.voxels()];
    Arrays.fill(constant, 3);
    new Blur(1).apply(Block.of(constant, 0, 1, SHAPE));
    for (float value : constant) {
      assertThat(value).isCloseTo(3, within(1e-5f));
    }
    constant[SHAPE.index(3, 3, 2)] = 30;
    new Blur(1).apply(Block.of(constant, 0, 1, SHAPE));
    assertThat(constant[SHAPE.index(3, 3, 2)]).isLessThan(10);
    assertThat(constant[SHAPE.index(2, 3, 2)]).isGreaterThan(3.5f);
  }

  @Test
  void noiseHasItsDeviationAndDiffersBetweenChannels() {
    Shape shape = new Shape(30, 30, 30);
    float[] images = new float[2 * shape.voxels()];
    Arrays.fill(images, 5);
    new Noise(8, 0.5).apply(Block.of(images, 0, 2, shape));
    double squares = 0;
    for (float value : images) {
      squares += (value - 5) * (value - 5);
    }
    assertThat(Math.sqrt(squares / images.length)).isCloseTo(0.5, within(0.01));
    assertThat(images[0]).isNotEqualTo(images[shape.voxels()]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "flip",
        "flip(",
        "flip(axes=xw)",
        "wobble(seed=1)",
        "[flip(axes=x)",
        "noise(seed=1)",
        "noise(seed=1.5, deviation=1)",
        "gamma(exponents=1 x)",
        "turn(axis=q, quarters=1)",
        "affine(degrees=1 2, scale=1, shift=0 0 0)",
        "blur(sigma=-1)",
        "noise(deviation)",
        "spatial(degrees=1 2 3, scales=1 1 0, mirror=, seed=1, spacing=4, displacement=0)",
        "spatial(degrees=1 2 3, scales=1 1 1, mirror=y, seed=1, spacing=4, displacement=0)",
        "spatial(degrees=1 2 3, scales=1 1 1, mirror=x, seed=1, spacing=4, displacement=2)",
        "field(seed=1, deviation=-1)",
        "lowResolution(axis=w, factors=2)",
        "lowResolution(axis=x, factors=0.5)",
        "tumorContrast(factors=-1 1, sigma=1)",
        "tumorContrast(factors=1 1, sigma=0)"
      })
  void otherTextsAreRefused(String text) {
    assertThatExceptionOfType(OmnetException.class).isThrownBy(() -> Augmentations.parse(text));
  }

  @Test
  void aChangePerChannelRefusesOtherBlocks() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gamma(List.of(1.0)).apply(new Sample().block))
        .withMessageContaining("1 channels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModalityDropout(2).apply(new Sample().block));
  }

  /** Labels tell changes of geometry, which move everything, from changes of intensities. */
  @ParameterizedTest
  @MethodSource("one")
  void derivedChannelsMoveWithTheImagesAndKeepTheirIntensities(Augmentation augmentation) {
    if (augmentation instanceof AugmentationSequence) {
      return; // may do both
    }
    int voxels = SHAPE.voxels();
    float[] images = Arrays.copyOfRange(new Sample().images, 3, 3 + 2 * voxels);
    float[] four = Arrays.copyOf(images, 4 * voxels);
    System.arraycopy(images, 0, four, 2 * voxels, 2 * voxels);
    byte[] labels = Arrays.copyOfRange(new Sample().labels, 1, 1 + voxels);
    augmentation.apply(
        Block.of(four, 0, 4, SHAPE).withIntensityChannels(CHANNELS).withLabels(labels, 0));

    Sample expected = Sample.after(augmentation);
    boolean moves = !Arrays.equals(expected.labels, new Sample().labels);
    float[] changed = Arrays.copyOfRange(expected.images, 3, 3 + 2 * voxels);
    assertThat(Arrays.copyOf(four, 2 * voxels)).isEqualTo(changed).isNotEqualTo(images);
    assertThat(Arrays.copyOfRange(four, 2 * voxels, 4 * voxels))
        .isEqualTo(moves ? changed : images);
    assertThat(labels).isEqualTo(Arrays.copyOfRange(expected.labels, 1, 1 + voxels));
  }

  @Test
  void aBlockHasNoMoreImagesThanChannels() {
    Block block = new Sample().block;
    assertThat(block.intensityChannels()).isEqualTo(CHANNELS);
    assertThatIllegalArgumentException().isThrownBy(() -> block.withIntensityChannels(3));
    assertThatIllegalArgumentException().isThrownBy(() -> block.withIntensityChannels(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModalityDropout(1).apply(block.withIntensityChannels(1)));
  }
}
