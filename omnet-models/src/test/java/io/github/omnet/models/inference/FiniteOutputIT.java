package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import io.github.omnet.models.packaging.SafeTensors;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that does not give numbers fails the segmentation instead of voting. */
class FiniteOutputIT {
  private static final String WEIGHT = "backbone.enc0.entry.body.conv.weight";

  private static ModelPackage filled(float value) throws IOException {
    return filled(TestModels.random(2, 1), value);
  }

  private static ModelPackage filled(ModelPackage sound, float value) throws IOException {
    Map<String, SafeTensors.Tensor> weights = new LinkedHashMap<>(sound.weights(0));
    float[] values = weights.get(WEIGHT).values().clone();
    java.util.Arrays.fill(values, value);
    weights.put(WEIGHT, new SafeTensors.Tensor(weights.get(WEIGHT).shape(), values));
    return ModelPackage.of(sound.manifest(), List.of(weights), "licence", "card");
  }

  @Test
  void finiteWeightsThatOverflowFailTheSegmentation() throws IOException {
    try (Segmenter segmenter = Segmenter.open(filled(3e38f), TestEngine.kind())) {
      assertThatThrownBy(() -> segmenter.segment(Phantom.seeded(1)))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("output for task 1 is not finite");
    }
  }

  @Test
  void aWeightThatIsNotANumberIsRefusedBeforeTheEngineHasIt() throws IOException {
    ModelPackage spoilt = filled(Float.NaN);
    assertThatThrownBy(() -> Segmenter.open(spoilt, TestEngine.kind()))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining(WEIGHT);
  }

  @Test
  void theCoarseLevelIsHeldToTheSame() throws IOException {
    ModelPackage sound = TestModels.twoLevels(2, 1);
    ModelPackage coarse = sound.coarse().orElseThrow();
    ModelPackage overflowing = sound.withCoarse(filled(coarse, 3e38f));
    try (Segmenter segmenter = Segmenter.open(overflowing, TestEngine.kind())) {
      assertThatThrownBy(() -> segmenter.segment(Phantom.seeded(1)))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("output for task 1 is not finite");
    }
    ModelPackage spoilt = sound.withCoarse(filled(coarse, Float.NaN));
    assertThatThrownBy(() -> Segmenter.open(spoilt, TestEngine.kind()))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining(WEIGHT);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void everyPlaceOfAnOutputIsLookedAtAndNothingBehindIt(float value) {
    float[] output = {0.25f, 0.5f, -0f, 1, value};
    assertThatCode(() -> NetworkRunner.requireFinite(output, 4, 0)).doesNotThrowAnyException();
    for (int n = 1; n <= 5; n++) {
      float[] moved = {0.25f, 0.5f, -0f, 1, 0};
      moved[n - 1] = value;
      assertThat(moved).hasSize(5);
      assertThatThrownBy(() -> NetworkRunner.requireFinite(moved, 5, 0))
          .isInstanceOf(OmnetException.class);
    }
  }
}
