package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.models.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalfFloatTest {
  @TempDir private Path folder;

  @Test
  void everyHalfIsItsOwnNearest() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloat.value((short) bits);
      if (Float.isNaN(value)) {
        assertThat(HalfFloat.value(HalfFloat.bits(value))).isNaN();
      } else {
        assertThat(HalfFloat.bits(value)).as("%s", value).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void knownNumbers() {
    assertThat(HalfFloat.value((short) 0x3c00)).isEqualTo(1);
    assertThat(HalfFloat.value((short) 0xc000)).isEqualTo(-2);
    assertThat(HalfFloat.value((short) 0x3555)).isEqualTo(0x1.554p-2f);
    assertThat(HalfFloat.value((short) 0x7bff)).isEqualTo(65504);
    assertThat(HalfFloat.value((short) 1)).isEqualTo(0x1p-24f);
    assertThat(HalfFloat.bits(1 / 3f)).isEqualTo((short) 0x3555);
    assertThat(HalfFloat.bits(65519f)).isEqualTo((short) 0x7bff);
    assertThat(HalfFloat.bits(65520)).isEqualTo((short) 0x7c00);
    assertThat(HalfFloat.bits(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
  }

  @Test
  void tiesGoToTheEvenHalf() {
    assertThat(HalfFloat.bits(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
    assertThat(HalfFloat.bits(1 + 3 * 0x1p-11f)).isEqualTo((short) 0x3c02);
    assertThat(HalfFloat.bits(0x1p-25f)).isZero();
    assertThat(HalfFloat.bits(3 * 0x1p-25f)).isEqualTo((short) 2);
  }

  @Test
  void noOtherHalfIsNearer() {
    Random random = new Random(5);
    for (int n = 0; n < 20_000; n++) {
      float value = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(37) - 25));
      short bits = HalfFloat.bits(value);
      double off = Math.abs((double) HalfFloat.value(bits) - value);
      for (int neighbour : new int[] {bits - 1, bits + 1}) {
        float other = HalfFloat.value((short) neighbour);
        if (Float.isFinite(other)) {
          assertThat(off).isLessThanOrEqualTo(Math.abs((double) other - value));
        }
      }
    }
  }

  @Test
  void aPackageInHalfPrecisionIsHalfAsLargeAndKeepsThreeDigits() throws Exception {
    ModelPackage whole = TestModels.random(8, 3);
    ModelWriter.toZip(whole, folder.resolve("whole.zip"));
    ModelWriter.toZip(whole.storedAs(WeightFormat.FLOAT16), folder.resolve("half.zip"));
    assertThat(Files.size(folder.resolve("half.zip")))
        .isLessThan(Files.size(folder.resolve("whole.zip")) * 6 / 10);
    ModelPackage half = ModelPackage.open(folder.resolve("half.zip"));
    assertThat(half.manifest().provenance()).isEqualTo(whole.manifest().provenance());
    whole
        .weights(0)
        .forEach(
            (name, tensor) -> {
              float[] rounded = rounded(half, name);
              for (int n = 0; n < rounded.length; n++) {
                float value = tensor.values()[n];
                float allowed = tensor.shape().size() == 1 ? 0 : Math.abs(value) / 2048 + 0x1p-25f;
                assertThat(Math.abs(rounded[n] - value)).isLessThanOrEqualTo(allowed);
              }
            });
  }

  private static float[] rounded(ModelPackage model, String name) {
    try {
      return model.weights(0).get(name).values();
    } catch (ModelPackageException e) {
      throw new AssertionError(e);
    }
  }
}
