package io.github.omnet.models.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoarseClassesTest {
  private static final Shape TWO = new Shape(4, 2, 2);

  @Test
  void aBlockHasTheClassOfMostOfItsVoxels() {
    byte[] truth = {0, 0, 3, 3, 2, 2, 3, 1, 0, 2, 0, 0, 0, 0, 0, 3};
    assertThat(new CoarseClasses(TWO, 1, 5).of(truth)).containsExactly(0, 3);
  }

  @Test
  void onATieTumourGoesBeforeNonTumourAndTheLowerClassBeforeTheHigher() {
    byte[] truth = {0, 0, 3, 3, 2, 2, 3, 3, 0, 0, 1, 1, 2, 2, 1, 1};
    assertThat(new CoarseClasses(TWO, 1, 5).of(truth)).containsExactly(2, 1);
  }

  @Test
  void theFullResolutionIsTheTruthItself() {
    byte[] truth = {0, 0, 3, 3, 2, 2, 3, 3, 0, 0, 1, 1, 2, 2, 1, 1};
    assertThat(new CoarseClasses(TWO, 0, 5).of(truth)).isEqualTo(truth);
  }

  @Test
  void aMirroredPatchHasTheMirroredTruth() {
    Shape fine = new Shape(16, 8, 8);
    Random random = new Random(5);
    byte[] truth = new byte[fine.voxels()];
    for (int n = 0; n < truth.length; n++) {
      truth[n] = (byte) random.nextInt(4);
    }
    for (int level = 1; level <= 2; level++) {
      CoarseClasses classes = new CoarseClasses(fine, level, 5);
      assertThat(classes.shape()).isEqualTo(new Shape(16 >> level, 8 >> level, 8 >> level));
      assertThat(classes.of(mirrored(truth, fine)))
          .isEqualTo(mirrored(classes.of(truth), classes.shape()));
    }
  }

  private static byte[] mirrored(byte[] values, Shape shape) {
    byte[] mirrored = new byte[values.length];
    for (int n = 0; n < values.length; n++) {
      int x = n % shape.x();
      mirrored[n - x + shape.x() - 1 - x] = values[n];
    }
    return mirrored;
  }
}
