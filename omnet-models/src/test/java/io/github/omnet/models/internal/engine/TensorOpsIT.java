package io.github.omnet.models.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.omnet.models.GarbageCollection;
import io.github.omnet.models.TestEngine;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorOpsIT {
  private NDManager manager;

  @BeforeEach
  void startEngine() {
    manager = TestEngine.newManager();
  }

  @AfterEach
  void freeArrays() {
    manager.close();
  }

  @Test
  void aConstantIsThereWhenTheGradientIsComputedFromIt() {
    NDArray x = manager.ones(new Shape(3));
    x.setRequiresGradient(true);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray y = x.mul(TensorOps.constant(x, -3)).div(TensorOps.constant(x, 4)).sum();
      GarbageCollection.run();
      collector.backward(y);
    }
    assertThat(x.getGradient().toFloatArray()).containsOnly(-0.75f);
  }

  @ParameterizedTest
  @ValueSource(floats = {1, Float.NaN, Float.POSITIVE_INFINITY})
  void theNextGradientKnowsNothingOfTheOneBefore(float before) {
    for (Shape shape : new Shape[] {new Shape(3), new Shape(2, 1, 3, 1, 2)}) {
      NDArray x = manager.ones(shape);
      x.setRequiresGradient(true);
      backward(x, before);
      NDArray gradient = x.getGradient();
      assertThat(gradient.toFloatArray()).containsOnly(before);
      TensorOps.of(gradient).forget(gradient);
      backward(x, 2);
      assertThat(x.getGradient().toFloatArray()).containsOnly(2f);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 3", "2, 0, 4", "6, 0, 0", "1, 5, 0", "1, 2, 1"})
  void eachTaskGetsThePatchesUpToItsEndAndTheirGradientsAddUp(int first, int second, int third) {
    int[] streams = {first, second, third};
    NDArray x = manager.randomNormal(new Shape(6, 2, 4, 3, 5));
    x.setRequiresGradient(true);
    TensorOps ops = TensorOps.of(x);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDList firsts = ops.upToEach(ops.input(x), streams);
      int end = 0;
      NDArray all = x.sum();
      for (int task = 0; task < streams.length; task++) {
        end += streams[task];
        NDArray own = firsts.get(task);
        assertThat(own.toFloatArray()).containsExactly(x.get("0:" + end).toFloatArray());
        all = all.add(own.mul(TensorOps.constant(x, Math.pow(10, task))).sum());
      }
      collector.backward(all);
    }
    float[] gradient = x.getGradient().toFloatArray();
    for (int patch = 0; patch < 6; patch++) {
      float expected = 1;
      int end = 0;
      for (int task = 0; task < streams.length; task++) {
        end += streams[task];
        expected += patch < end ? (float) Math.pow(10, task) : 0;
      }
      float[] own = Arrays.copyOfRange(gradient, patch * 120, (patch + 1) * 120);
      assertThat(own).as("patch %d", patch).containsOnly(expected);
    }
  }

  @Test
  void aPatchAloneGivesWhatItGivesBesideAnother() {
    TensorOps ops = TensorOps.of(manager.ones(new Shape(1)));
    NDArray one = ops.input(manager.randomNormal(new Shape(1, 8, 6, 5, 7)));
    NDArray other = manager.randomNormal(new Shape(1, 8, 6, 5, 7));
    NDArray weight = manager.randomNormal(new Shape(16, 8, 3, 3, 3));
    NDArray bias = manager.randomNormal(new Shape(16));
    float[] alone = ops.convolution(one, weight, bias, false).toFloatArray();
    NDArray both = ops.convolution(ops.input(one.concat(other, 0)), weight, bias, false);
    assertThat(alone).hasSize(16 * 6 * 5 * 7).containsExactly(both.get("0:1").toFloatArray());
  }

  /** A convolution is linear: what a gradient tells of itself is its own square. */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "1, 8", "2, 5", "8, 1", "8, 3"})
  void theGradientOfTheInputIsTheTransposedConvolution(int in, int out) {
    NDArray x = manager.randomNormal(new Shape(3, in, 4, 6, 5));
    x.setRequiresGradient(true);
    NDArray weight = manager.randomNormal(new Shape(out, in, 3, 3, 3));
    NDArray bias = manager.zeros(new Shape(out));
    NDArray target = manager.randomNormal(new Shape(3, out, 4, 6, 5));
    TensorOps ops = TensorOps.of(x);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray y = ops.convolution(ops.input(x), weight, bias, true);
      collector.backward(y.mul(target).sum());
    }
    NDArray gradient = x.getGradient();
    double square = gradient.square().sum().getFloat();
    NDArray told = ops.convolution(ops.input(gradient), weight, bias, false).mul(target).sum();
    assertThat(told.getFloat() / square).isBetween(0.9999, 1.0001);
  }

  @Test
  void onlySmallPatchesOf32BitFloatsAloneAreSlowOnPyTorch() {
    NDArray cube = manager.ones(new Shape(1, 1, 3, 3, 3));
    NDArray point = manager.ones(new Shape(1, 1, 1, 1, 1));
    assertThat(PyTorchKernels.isSlow(manager.ones(new Shape(1, 64, 16, 20, 2)), cube)).isTrue();
    assertThat(PyTorchKernels.isSlow(manager.ones(new Shape(1, 64, 16, 21, 2)), cube)).isFalse();
    assertThat(PyTorchKernels.isSlow(manager.ones(new Shape(2, 64, 2, 2, 2)), cube)).isFalse();
    assertThat(PyTorchKernels.isSlow(manager.ones(new Shape(1, 64, 2, 2, 2)), point)).isFalse();
  }

  private void backward(NDArray x, float slope) {
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      collector.backward(x.mul(TensorOps.constant(x, slope)).sum());
    }
  }
}
