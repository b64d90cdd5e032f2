package io.github.omnet.models.internal.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.omnet.models.TestEngine;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientNormIT {
  private NDManager manager;

  @BeforeEach
  void startEngine() {
    manager = TestEngine.newManager();
  }

  @AfterEach
  void freeArrays() {
    manager.close();
  }

  /** Norm 13: 3, 4 and 12. */
  private Map<String, NDArray> thirteen() {
    Map<String, NDArray> gradients = new TreeMap<>();
    gradients.put("a", manager.create(new float[] {3, 0, 0, -4}, new Shape(2, 2)));
    gradients.put("b", manager.create(new float[] {12}));
    return gradients;
  }

  @Test
  void theNormIsOverAllArrays() {
    assertThat(GradientNorm.of(thirteen())).isEqualTo(13);
    assertThat(GradientNorm.of(Map.of())).isZero();
  }

  @Test
  void theNormOfManyNumbersIsExactEnough() {
    Random random = new Random(1);
    float[] values = new float[3_000_000];
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) random.nextGaussian();
      sum += (double) values[k] * values[k];
    }
    double norm = GradientNorm.of(Map.of("a", manager.create(values)));
    assertThat(norm).isCloseTo(Math.sqrt(sum), within(1e-5 * Math.sqrt(sum)));
  }

  @Test
  void gradientsAreShortenedAllAlike() {
    Map<String, NDArray> gradients = thirteen();
    assertThat(GradientNorm.clip(gradients, 6.5)).isEqualTo(13);
    assertThat(gradients.get("a").toFloatArray()).containsExactly(1.5f, 0, 0, -2);
    assertThat(gradients.get("b").toFloatArray()).containsExactly(6);
    assertThat(GradientNorm.of(gradients)).isEqualTo(6.5);
  }

  @Test
  void shortGradientsStay() {
    Map<String, NDArray> gradients = thirteen();
    assertThat(GradientNorm.clip(gradients, 13)).isEqualTo(13);
    assertThat(gradients.get("a").toFloatArray()).containsExactly(3, 0, 0, -4);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1e30f})
  void aNormThatIsNoNumberIsReportedAndNothingChanged(float value) {
    Map<String, NDArray> gradients = thirteen();
    gradients.put("c", manager.create(new float[] {value}));
    assertThat(GradientNorm.clip(gradients, 1)).isNotFinite();
    assertThat(gradients.get("b").toFloatArray()).containsExactly(12);
  }

  @Test
  void nothingIsLeftBehind() {
    Map<String, NDArray> gradients = thirteen();
    int before = manager.getManagedArrays().size();
    GradientNorm.clip(gradients, 1);
    assertThat(manager.getManagedArrays()).hasSize(before);
    assertThat(gradients.get("a").getManager()).isSameAs(manager);
  }

  @Test
  void aLengthOfNothingIsRefused() {
    assertThatThrownBy(() -> GradientNorm.clip(thirteen(), 0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> GradientNorm.clip(thirteen(), Double.NaN)).hasMessageContaining("NaN");
  }
}
