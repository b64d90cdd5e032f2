package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.network.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest may say of its architecture; windows of these packages are 16 x 16 x 16. */
class ManifestArchitectureTest {
  private static final Shape WINDOW = new Shape(16, 16, 16);

  @TempDir private Path folder;

  private ModelPackage reopened(Architecture architecture, LabelScheme scheme, Shape patch)
      throws IOException {
    ModelWriter.toFolder(TestModels.random(architecture, scheme, patch, 2, 1), folder);
    return ModelPackage.open(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"om-net", "om-net-se", "om-net-cga"})
  void thePackagesArchitectureIsRead(Architecture architecture) throws IOException {
    ModelPackage model = reopened(architecture, LabelScheme.BRATS2021, WINDOW);
    assertThat(model.manifest().architecture()).isEqualTo(architecture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"om-net-se", "om-net-cga"})
  void aNetworkThatSumsOverItsPatchTakesWindowsOfThatExtentOnly(Architecture architecture)
      throws IOException {
    assertThatThrownBy(() -> reopened(architecture, LabelScheme.BRATS2021, new Shape(32, 32, 16)))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("32x32x16")
        .hasMessageContaining("[16, 16, 16]");
    ModelManifest manifest = reopened(architecture, LabelScheme.BRATS2021, WINDOW).manifest();
    InferenceSettings larger = manifest.inference().withWindow(24, 16, 16, 0.5);
    assertThatThrownBy(() -> manifest.requireFits(larger)).isInstanceOf(OmnetException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"om-net", "om-net-se", "om-net-cga", "cascade"})
  void theSettingsOfAFreshModelFitItsArchitecture(Architecture architecture) throws IOException {
    Shape patch = new Shape(32, 24, 16);
    InferenceSettings fresh = InferenceSettings.of(architecture, patch);
    TestModels.random(architecture, LabelScheme.BRATS2021, patch, 2, 1)
        .manifest()
        .requireFits(fresh);
    assertThat(fresh.windowIs(patch)).isEqualTo(architecture.patchBound());
    assertThat(fresh.fit()).isNotEqualTo(architecture.patchBound());
  }

  @Test
  void guidedAttentionIsNotForTheLabelsOf2015() {
    assertThatThrownBy(() -> reopened(Architecture.OM_NET_CGA, LabelScheme.BRATS2015, WINDOW))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("labelScheme");
  }

  @Test
  void anUnknownArchitectureIsNamedBesideTheKnownOnes() throws IOException {
    reopened(Architecture.OM_NET, LabelScheme.BRATS2021, WINDOW);
    Path manifest = folder.resolve(ModelPackage.MANIFEST);
    Files.writeString(manifest, Files.readString(manifest).replace("\"om-net\"", "\"u-net\""));
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("u-net")
        .hasMessageContaining("om-net-cga");
  }
}
