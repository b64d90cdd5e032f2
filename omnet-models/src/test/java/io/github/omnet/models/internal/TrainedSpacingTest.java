package io.github.omnet.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import io.github.omnet.models.packaging.ModelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedSpacingTest {
  private static Grid grid(double x, double y, double z) {
    return new Grid(new Shape(8, 8, 8), Affine.scaling(new Spacing(x, y, z), 0, 0, 0));
  }

  @Test
  void theMedianStandsForSubjectsThatAgree() {
    assertThat(TrainedSpacing.of(List.of(grid(1, 1, 3), grid(1.05, 1, 3), grid(1, 1, 2.9))))
        .contains(new Spacing(1, 1, 3));
  }

  @Test
  void subjectsThatDifferBindTheModelToNoSize() {
    assertThat(TrainedSpacing.of(List.of(grid(1, 1, 1), grid(1, 1, 1), grid(1, 1, 1.2)))).isEmpty();
    assertThat(TrainedSpacing.of(List.of())).isEmpty();
  }

  @Test
  void aTenthMoreOrLessFits() {
    Spacing one = Spacing.ISOTROPIC_1MM;
    assertThat(TrainedSpacing.fits(one, new Spacing(0.91, 1, 1.09))).isTrue();
    assertThat(TrainedSpacing.fits(one, new Spacing(1, 1.11, 1))).isFalse();
    assertThat(TrainedSpacing.fits(one, new Spacing(1, 1, 0.89))).isFalse();
  }

  @Test
  void aPackageFromBeforeTheFieldIsBoundToNoSize(@TempDir Path folder) throws IOException {
    Path json = written(folder);
    Files.writeString(json, Files.readString(json).replaceAll("(?s)\"spacing\": \\[.*?\\],", ""));
    assertThat(Files.readString(json)).doesNotContain("spacing");
    assertThat(ModelPackage.open(folder).manifest().spacing()).isEmpty();
  }

  @Test
  void theSpacingIsReadBack(@TempDir Path folder) throws IOException {
    written(folder);
    assertThat(ModelPackage.open(folder).manifest().spacing()).contains(new Spacing(1, 1, 2.5));
  }

  @Test
  void aSpacingThatIsNoneIsRefused(@TempDir Path folder) throws IOException {
    Path json = written(folder);
    String text = Files.readString(json);
    for (String wrong : List.of("[1.0, 1.0]", "[1.0, 1.0, -2.5]", "[1.0, null, 1.0]")) {
      Files.writeString(
          json, text.replaceAll("(?s)\"spacing\": \\[.*?\\]", "\"spacing\": " + wrong));
      assertThatThrownBy(() -> ModelPackage.open(folder))
          .isInstanceOf(ModelPackageException.class)
          .hasMessageContaining("spacing");
    }
  }

  private static Path written(Path folder) throws IOException {
    ModelWriter.toFolder(TestModels.spaced(2, 1, new Spacing(1, 1, 2.5)), folder);
    return folder.resolve(ModelPackage.MANIFEST);
  }
}
