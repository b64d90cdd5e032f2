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

  private void backward(NDArray x, float slope) {
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      collector.backward(x.mul(TensorOps.constant(x, slope)).sum());
    }
  }
}
