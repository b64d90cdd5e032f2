package io.github.omnet.models.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.models.EngineArrays;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.reference.Differences;
import io.github.omnet.models.reference.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values and gradients of the losses on the engine against slow ones and their differences. */
class TaskLossIT {
  private static final int CLASSES = 5;

  private NDManager manager;

  @BeforeEach
  void startEngine() {
    manager = TestEngine.newManager();
  }

  @AfterEach
  void freeArrays() {
    manager.close();
  }

  /** A loss and its gradient by the scores. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Result(double loss, float[] gradient) {}

  private Result run(TaskLoss loss, Tensor scores, Tensor target, LossShare share) {
    try (NDManager step = manager.newSubManager()) {
      NDArray x = EngineArrays.of(step, scores);
      x.setRequiresGradient(true);
      try (GradientCollector collector = step.getEngine().newGradientCollector()) {
        NDArray value = loss.of(x, EngineArrays.of(step, target), share, LabelScheme.BRATS2021);
        collector.backward(value);
        return new Result(value.getFloat(), x.getGradient().toFloatArray());
      }
    }
  }

  private static Tensor scores(int patches) {
    return Tensor.random(1, patches, CLASSES, 2, 3, 4);
  }

  /**
   * Classes 0, 1, 3: 2 has no voxel here, 4 never has. Some voxels and the second patch don't
   * count.
   */
  private static Tensor target(int patches) {
    Tensor target = Tensor.zeros(patches, CLASSES, 2, 3, 4);
    int[] classes = {0, 0, 1, 3};
    Random random = new Random(2);
    for (int n = 0; n < patches; n++) {
      for (int v = 0; v < target.voxels(); v++) {
        int c = classes[random.nextInt(classes.length)];
        boolean counts = random.nextInt(6) > 0;
        target.values()[target.start(n, c) + v] = counts && n != 1 ? 1 : 0;
      }
    }
    return target;
  }

  private static long counting(Tensor target) {
    return (long) Arrays.stream(target.values()).sum();
  }

  private static Tensor patches(Tensor t, int from, int to) {
    double[] part = Arrays.copyOfRange(t.values(), t.start(from, 0), t.start(to, 0));
    return new Tensor(to - from, t.c(), t.d(), t.h(), t.w(), part);
  }

  @ParameterizedTest
  @EnumSource
  void valueAndGradientAreThoseOfTheDefinition(TaskLoss loss) {
    Tensor scores = scores(3);
    Tensor target = target(3);
    LossShare share = new LossShare(counting(target), 2 * counting(target) + 1);
    Result result = run(loss, scores, target, share);
    assertThat(result.loss()).isCloseTo(SlowLosses.of(loss, scores, target, share), within(1e-6));
    double[] expected =
        Differences.gradient(() -> SlowLosses.of(loss, scores, target, share), scores.values());
    assertThat(Arrays.stream(expected).map(Math::abs).max().orElseThrow()).isGreaterThan(1e-3);
    EngineArrays.assertClose(result.gradient(), expected, 1e-6);
  }

  @ParameterizedTest
  @EnumSource(names = {"CROSS_ENTROPY", "FOCAL"})
  void microBatchesAddUpHoweverTheBatchIsSplit(TaskLoss loss) {
    Tensor scores = scores(4);
    Tensor target = target(4);
    long all = counting(target);
    Result whole = run(loss, scores, target, LossShare.whole(all));
    double sum = 0;
    // Of one, none and the rest of the counting patches.
    int[] bounds = {0, 1, 2, 4};
    for (int part = 0; part < 3; part++) {
      int from = bounds[part];
      int to = bounds[part + 1];
      Tensor t = patches(target, from, to);
      Result one = run(loss, patches(scores, from, to), t, new LossShare(counting(t), all));
      sum += one.loss();
      float[] expected =
          Arrays.copyOfRange(whole.gradient(), scores.start(from, 0), scores.start(to, 0));
      EngineArrays.assertClose(one.gradient(), EngineArrays.doubles(expected), 1e-7);
    }
    assertThat(sum).isCloseTo(whole.loss(), within(1e-6));
  }

  @Test
  void softDiceOfMicroBatchesIsTheirMeanByCountingVoxels() {
    Tensor scores = scores(4);
    Tensor target = target(4);
    Tensor first = patches(target, 0, 1);
    Tensor rest = patches(target, 1, 4);
    long a = counting(first);
    long b = counting(rest);
    double ofFirst =
        run(TaskLoss.SOFT_DICE, patches(scores, 0, 1), first, LossShare.whole(a)).loss();
    double ofRest = run(TaskLoss.SOFT_DICE, patches(scores, 1, 4), rest, LossShare.whole(b)).loss();
    double split =
        run(TaskLoss.SOFT_DICE, patches(scores, 0, 1), first, new LossShare(a, a + b)).loss()
            + run(TaskLoss.SOFT_DICE, patches(scores, 1, 4), rest, new LossShare(b, a + b)).loss();
    assertThat(split).isCloseTo((a * ofFirst + b * ofRest) / (a + b), within(1e-6));
  }

  @ParameterizedTest
  @EnumSource
  void voxelsThatDoNotCountHaveNoSay(TaskLoss loss) {
    Tensor target = target(3);
    Tensor scores = scores(3);
    LossShare share = LossShare.whole(counting(target));
    Result before = run(loss, scores, target, share);
    for (int k = scores.start(1, 0); k < scores.start(2, 0); k++) {
      assertThat(before.gradient()[k]).isZero();
      scores.values()[k] = 7 - 2 * scores.values()[k];
    }
    assertThat(run(loss, scores, target, share).loss()).isEqualTo(before.loss());
  }

  @ParameterizedTest
  @EnumSource
  void ofNoVoxelThereIsNoLossAndNoGradient(TaskLoss loss) {
    Tensor nothing = target(2).like(CLASSES);
    for (long inBatch : new long[] {0, 100}) {
      Result result = run(loss, scores(2), nothing, new LossShare(0, inBatch));
      assertThat(result.loss()).isZero();
      for (float g : result.gradient()) {
        assertThat(g).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void hugeScoresGiveFiniteLossesAndGradients(TaskLoss loss) {
    for (double size : new double[] {1e3, 1e30}) {
      Tensor scores = scores(3);
      for (int k = 0; k < scores.values().length; k++) {
        scores.values()[k] *= size;
      }
      Tensor target = target(3);
      Result result = run(loss, scores, target, LossShare.whole(counting(target)));
      assertThat(result.loss()).isFinite().isPositive();
      for (float g : result.gradient()) {
        assertThat(g).isFinite();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void certaintyOfTheTruthCostsNothing(TaskLoss loss) {
    Tensor target = target(3);
    Tensor scores = target.like(CLASSES);
    for (int k = 0; k < scores.values().length; k++) {
      scores.values()[k] = 50 * target.values()[k];
    }
    Result result = run(loss, scores, target, LossShare.whole(counting(target)));
    assertThat(result.loss()).isCloseTo(0, within(1e-6));
  }

  @Test
  void theDiceOfClassesWithoutVoxelsIsLeftOut() {
    // All voxels are background; p = 1/5 everywhere: 1 - 2 * 24/5 / (24/5 + 24).
    Tensor target = Tensor.zeros(1, CLASSES, 2, 3, 4);
    Arrays.fill(target.values(), 0, 24, 1);
    Result result = run(TaskLoss.SOFT_DICE, target.like(CLASSES), target, LossShare.whole(24));
    assertThat(result.loss()).isCloseTo(1 - 9.6 / 28.8, within(1e-6));
    // Yet a tumour seen where none is costs: less of it is better.
    assertThat(result.gradient()[0]).isNegative();
    assertThat(result.gradient()[24]).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"REGION_DICE", "REGION_DICE_CE"})
  void absentRegionsAddNothingButTheirCrossEntropy(TaskLoss loss) {
    // All voxels are background; p = 1/5 everywhere.
    Tensor target = Tensor.zeros(1, CLASSES, 2, 3, 4);
    Arrays.fill(target.values(), 0, 24, 1);
    Result result = run(loss, target.like(CLASSES), target, LossShare.whole(24));
    double expected = loss == TaskLoss.REGION_DICE ? 0 : Math.log(5);
    assertThat(result.loss()).isCloseTo(expected, within(1e-6));
    for (float g : result.gradient()) {
      assertThat(g).isFinite();
    }
  }

  @Test
  void regionsFollowTheSchemeOfTheClasses() {
    // Class 3 is enhancing in BraTS 2021 and non-enhancing core in 2015, where 4 enhances.
    Tensor target = Tensor.zeros(1, CLASSES, 1, 1, 2);
    target.values()[target.start(0, 3)] = 1;
    target.values()[target.start(0, 0) + 1] = 1;
    try (NDManager step = manager.newSubManager()) {
      NDArray t = EngineArrays.of(step, target);
      NDArray even = EngineArrays.of(step, target.like(CLASSES));
      LossShare share = LossShare.whole(2);
      // p of WT, TC, ET is 3/5, 2/5, 1/5 in 2021, and 4/5, 3/5 in 2015, whose ET is absent.
      assertThat(TaskLoss.REGION_DICE.of(even, t, share, LabelScheme.BRATS2021).getFloat())
          .isCloseTo((float) (1 - (1.2 / 2.2 + 0.8 / 1.8 + 0.4 / 1.4) / 3), within(1e-5f));
      assertThat(TaskLoss.REGION_DICE.of(even, t, share, LabelScheme.BRATS2015).getFloat())
          .isCloseTo((float) (1 - (1.6 / 2.6 + 1.2 / 2.2) / 2), within(1e-5f));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cross-entropy,0.6931472",
    "focal,0.17328680",
    "soft-dice,0.5",
    "dice-ce,1.1931472",
    "region-dice,0.5",
    "region-dice-ce,1.1931472"
  })
  void literalValuesOfTwoEvenClasses(String name, double expected) {
    Tensor target = new Tensor(1, 2, 1, 1, 2, new double[] {1, 0, 0, 1});
    Result result = run(TaskLoss.of(name), target.like(2), target, LossShare.whole(2));
    assertThat(result.loss()).isCloseTo(expected, within(1e-5));
  }

  @Test
  void aTargetOfAnotherShapeIsRefused() {
    NDArray scores = EngineArrays.of(manager, scores(2));
    NDArray target = EngineArrays.of(manager, target(3));
    assertThatThrownBy(
            () -> TaskLoss.FOCAL.of(scores, target, LossShare.whole(1), LabelScheme.BRATS2021))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(2, 5, 2, 3, 4)")
        .hasMessageContaining("(3, 5, 2, 3, 4)");
  }
}
