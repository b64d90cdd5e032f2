package io.github.omnet.models.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.omnet.models.GarbageCollection;
import io.github.omnet.models.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
