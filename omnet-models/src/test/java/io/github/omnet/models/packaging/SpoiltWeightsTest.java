package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.models.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages whose sizes and hashes are right, and whose numbers are not. */
class SpoiltWeightsTest {
  private static final String WEIGHT = "backbone.enc0.entry.body.conv.weight";

  @TempDir private Path temporary;

  private static String variance() throws ModelPackageException {
    return TestModels.random(2, 1).weights(0).keySet().stream()
        .filter(name -> name.endsWith(".variance"))
        .findFirst()
        .orElseThrow();
  }

  private static ModelPackage spoilt(String name, float value) throws ModelPackageException {
    ModelPackage sound = TestModels.random(2, 1);
    Map<String, SafeTensors.Tensor> weights = HostilePackages.spoilt(sound, name, value);
    return ModelPackage.of(sound.manifest(), List.of(weights), "licence", "card");
  }

  @ParameterizedTest
  @CsvSource({
    WEIGHT + ", NaN",
    WEIGHT + ", Infinity",
    WEIGHT + ", -Infinity",
    "variance, NaN",
    "variance, -1e-6"
  })
  void aNumberThatNoNetworkCanUseIsRefusedWhereverThePackageIsOpened(String name, float value)
      throws IOException {
    String parameter = name.equals("variance") ? variance() : name;
    ModelPackage spoilt = spoilt(parameter, value);
    assertRefused(parameter, value, () -> spoilt.weights(0));
    Path folder = temporary.resolve("folder");
    ModelWriter.toFolder(spoilt, folder);
    assertRefused(parameter, value, () -> ModelPackage.open(folder));
    Path zip = temporary.resolve("model.zip");
    ModelWriter.toZip(spoilt, zip);
    assertRefused(parameter, value, () -> ModelZoo.open(zip.toString()));
  }

  @Test
  void aVarianceOfZeroIsUsable() throws IOException {
    assertThat(spoilt(variance(), 0).weights(0)).isNotEmpty();
  }

  @Test
  void aWeightThatHalfPrecisionMakesInfiniteIsRefused() throws IOException {
    ModelPackage large = spoilt(WEIGHT, 65_504);
    assertThat(large.storedAs(WeightFormat.FLOAT16).weights(0).get(WEIGHT).values())
        .contains(65_504f);
    ModelPackage tooLarge = spoilt(WEIGHT, 65_520);
    assertRefused(WEIGHT, Float.POSITIVE_INFINITY, () -> tooLarge.storedAs(WeightFormat.FLOAT16));
  }

  @FunctionalInterface
  private interface Opening {
    Object open() throws IOException;
  }

  private static void assertRefused(String name, float value, Opening opening) {
    assertThatThrownBy(opening::open)
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("weights.safetensors: " + name + " holds " + value + " at index");
  }
}
