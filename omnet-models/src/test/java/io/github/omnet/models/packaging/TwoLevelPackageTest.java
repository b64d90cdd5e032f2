package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.network.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages with a coarse level: whole ones come back, hostile ones are refused. */
class TwoLevelPackageTest {
  private static final ModelPackage MODEL = TestModels.twoLevels(2, 1);
  private static final String WEIGHTS = "coarse-weights.safetensors";

  @TempDir private Path temporary;

  private static Map<String, byte[]> sound() {
    return new LinkedHashMap<>(MODEL.contents());
  }

  private static Map<String, byte[]> changed(Consumer<JsonObject> change) {
    return HostilePackages.changed(MODEL, change);
  }

  private void refused(Map<String, byte[]> files, String text) throws IOException {
    HostilePackages.refused(temporary, files, text);
  }

  @Test
  void bothLevelsComeBackFromAFolderAndAZip() throws IOException {
    Path zip = temporary.resolve("two.zip");
    ModelWriter.toZip(MODEL, zip);
    ModelWriter.toFolder(MODEL, temporary.resolve("two"));
    for (Path where : List.of(zip, temporary.resolve("two"))) {
      ModelPackage read = ModelPackage.open(where);
      assertThat(read.digest()).isEqualTo(MODEL.digest());
      assertThat(read.fingerprint()).isEqualTo(MODEL.fingerprint());
      ModelPackage coarse = read.coarse().orElseThrow();
      assertThat(coarse.digest()).isEqualTo(MODEL.coarse().orElseThrow().digest());
      assertThat(coarse.card()).isEqualTo("card");
    }
  }

  @Test
  void theFormatIsNewOnlyWhereItMustBe() {
    assertThat(HostilePackages.manifest(sound())).contains("\"formatVersion\": 4");
    assertThat(HostilePackages.manifest(HostilePackages.sound()))
        .contains("\"formatVersion\": 2")
        .doesNotContain("coarse");
  }

  @Test
  void theFingerprintIsThatOfBothLevels() {
    ModelPackage other = MODEL.withCoarse(TestModels.twoLevels(2, 7).coarse().orElseThrow());
    assertThat(other.fingerprint()).isNotEqualTo(MODEL.fingerprint());
  }

  @Test
  void otherSettingsAndHalfPrecisionKeepTheCoarseLevel() throws ModelPackageException {
    ModelPackage other = MODEL.withInference(MODEL.manifest().inference().withBatch(2));
    assertThat(other.coarse()).isEqualTo(MODEL.coarse());
    ModelPackage half = MODEL.storedAs(WeightFormat.FLOAT16);
    assertThat(half.coarse().orElseThrow().manifest().files().get(0).bytes())
        .isLessThan(MODEL.coarse().orElseThrow().manifest().files().get(0).bytes());
    assertThat(half.manifest().coarse()).contains(half.coarse().orElseThrow().manifest());
  }

  @Test
  void levelsThatDoNotGoTogetherAreRefused() {
    ModelPackage older =
        TestModels.random(Architecture.OM_NET, LabelScheme.BRATS2015, new Shape(16, 16, 8), 2, 3);
    assertThatThrownBy(() -> MODEL.withCoarse(older))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("label scheme brats2015 and the fine level brats2021");
    assertThatThrownBy(() -> TestModels.random(2, 1).withCoarse(TestModels.random(2, 2)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("coarse()");
    assertThatThrownBy(() -> MODEL.withCoarse(MODEL))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("holds a coarse level itself");
    assertThatThrownBy(() -> ModelPackage.ensemble(List.of(MODEL, MODEL)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("two levels");
  }

  @Test
  void aCoarseLevelWithinTheCoarseLevelIsRefused() throws IOException {
    refused(
        changed(
            json -> {
              JsonObject coarse = json.getAsJsonObject("coarse");
              coarse.add("coarse", coarse.deepCopy());
            }),
        "holds a coarse level itself");
  }

  @Test
  void anOlderFormatCannotHaveOne() throws IOException {
    refused(changed(json -> json.addProperty("formatVersion", 3)), "needs formatVersion 4");
    refused(changed(json -> json.addProperty("formatVersion", 6)), "format version 6");
  }

  @Test
  void aFineNetworkWithoutItsCoarseLevelIsRefused() throws IOException {
    refused(changed(json -> json.remove("coarse")), "the field coarse go together");
    refused(
        changed(
            json ->
                json.getAsJsonObject("coarse")
                    .addProperty("preprocessing", json.get("preprocessing").getAsString())),
        "holds what this release cannot use");
  }

  @Test
  void theCoarseLevelIsHeldToAllLimits() throws IOException {
    refused(
        changed(
            json ->
                json.getAsJsonObject("coarse")
                    .getAsJsonArray("networks")
                    .get(0)
                    .getAsJsonObject()
                    .addProperty("width", 4096)),
        "width");
    refused(
        changed(
            json ->
                json.getAsJsonObject("coarse")
                    .getAsJsonObject("inference")
                    .addProperty("windowX", 4096)),
        "a window side of 4096");
    refused(
        changed(
            json ->
                json.getAsJsonObject("coarse")
                    .getAsJsonArray("files")
                    .get(0)
                    .getAsJsonObject()
                    .addProperty("name", "../weights.safetensors")),
        "files, name");
    refused(changed(json -> json.getAsJsonObject("coarse").remove("provenance")), "missing");
    refused(
        changed(json -> json.getAsJsonObject("coarse").addProperty("labelScheme", "brats2023")),
        "the coarse level has the label scheme brats2023 and the fine level brats2021");
  }

  @Test
  void changedAndMissingWeightsOfTheCoarseLevelAreNamed() throws IOException {
    Map<String, byte[]> files = sound();
    byte[] weights = files.get(WEIGHTS).clone();
    weights[weights.length - 1] ^= 1;
    files.put(WEIGHTS, weights);
    refused(files, WEIGHTS + ": SHA-256");
    files.remove(WEIGHTS);
    Path folder = HostilePackages.folder(temporary.resolve("missing"), files);
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining(WEIGHTS + ": no such file");
    Path outside = Files.write(temporary.resolve("outside"), sound().get(WEIGHTS));
    Files.createSymbolicLink(folder.resolve(WEIGHTS), outside);
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("a symbolic link that leads out of the package");
  }

  @Test
  void theShareOfTheCoarseLevelIsASettingOfTwoLevelsOnly() throws Exception {
    InferenceSettings half = MODEL.manifest().inference().withCoarseShare(0.5);
    ModelWriter.toZip(MODEL.withInference(half), temporary.resolve("half.zip"));
    assertThat(ModelPackage.open(temporary.resolve("half.zip")).manifest().inference())
        .isEqualTo(half);
    Map<String, byte[]> files = MODEL.withInference(half).contents();
    String json = HostilePackages.manifest(files);
    assertThat(json).contains("\"formatVersion\": 5", "\"coarseShare\": 0.5");
    refused(
        HostilePackages.withManifest(
            new LinkedHashMap<>(files),
            json.replace("\"formatVersion\": 5", "\"formatVersion\": 4")),
        "coarseShare, which needs formatVersion 5");
    assertThat(InferenceSettings.parse(half.text())).isEqualTo(half);
    assertThat(MODEL.manifest().inference().text()).doesNotContain("coarseShare");
    ModelPackage one = TestModels.random(2, 1);
    assertThatThrownBy(() -> one.withInference(one.manifest().inference().withCoarseShare(0.5)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("has one level; use a share of 0");
    ModelPackage cascade =
        TestModels.random(Architecture.CASCADE, LabelScheme.BRATS2021, new Shape(16, 16, 8), 2, 3);
    assertThat(MODEL.withCoarse(cascade).coarse()).contains(cascade);
    assertThatThrownBy(() -> MODEL.withInference(half).withCoarse(cascade))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("has a cascade as a level; use a share of 0");
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> half.withCoarseShare(wrong))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("0 to 1, found " + wrong);
    }
  }
}
