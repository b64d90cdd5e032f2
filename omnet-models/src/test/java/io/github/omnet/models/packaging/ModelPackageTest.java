package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.RegionThresholds;
import io.github.omnet.models.TestModels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPackageTest {
  private static final String WEIGHTS = "weights.safetensors";

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = temporary.resolve("model");
    ModelWriter.toFolder(TestModels.random(2, 1), folder);
  }

  @Test
  void aFolderAndAZipHoldTheSameModel() throws IOException {
    Path zip = temporary.resolve("model.zip");
    ModelWriter.toZip(ModelPackage.open(folder), zip);
    ModelPackage unzipped = ModelPackage.open(zip);
    assertThat(unzipped.manifest()).isEqualTo(ModelPackage.open(folder).manifest());
    assertThat(unzipped.fingerprint()).isEqualTo(TestModels.random(2, 1).fingerprint());
    assertThat(unzipped.fingerprint()).isNotEqualTo(TestModels.random(2, 2).fingerprint());
  }

  @Test
  void aManifestIsTheSameBytesInWhateverOrderItsSettingsAre() {
    List<String> names = List.of("width", "seed", "rate", "augmentation", "patch", "loss");
    List<String> backwards = new ArrayList<>(names);
    Collections.reverse(backwards);
    String manifest = manifestWith(names);
    assertThat(manifest).isEqualTo(manifestWith(backwards));
    assertThat(manifest.substring(manifest.indexOf("\"settings\"")))
        .containsSubsequence("augmentation", "loss", "patch", "rate", "seed", "width");
  }

  /** The manifest of a model with settings and metrics of some names, put in this order. */
  private static String manifestWith(List<String> names) {
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (String name : names) {
      settings.put(name, "1");
      metrics.put(name, 1.0);
    }
    ModelPackage model = TestModels.random(2, 1);
    Provenance origin =
        new Provenance("today", "1", "none", "none", 1, 1, List.of(), List.of(), settings, metrics);
    byte[] json = model.from(origin).contents().get(ModelPackage.MANIFEST);
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void nothingTemporaryIsLeftBehind() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ModelPackage.MANIFEST, WEIGHTS, ModelPackage.LICENCE, ModelPackage.CARD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {WEIGHTS, ModelPackage.LICENCE, ModelPackage.CARD, ModelPackage.MANIFEST})
  void aMissingFileIsNamed(String name) throws IOException {
    Files.delete(folder.resolve(name));
    assertRefused(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {WEIGHTS, ModelPackage.LICENCE, ModelPackage.CARD, ModelPackage.MANIFEST})
  void aTruncatedFileIsNamed(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    Files.write(folder.resolve(name), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {WEIGHTS, ModelPackage.LICENCE, ModelPackage.CARD})
  void aFlippedByteIsNoticed(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve(name), bytes);
    assertRefused(name);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, -1, 1L << 33, 1 << 24})
  void aHugeHeaderLengthIsRefusedEvenWithAValidHash(long length) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(WEIGHTS));
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    replaceWeights(bytes);
    assertRefused(WEIGHTS);
  }

  @Test
  void aTensorThatClaimsMoreThanTheFileIsRefusedEvenWithAValidHash() throws IOException {
    byte[] json =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[400000000],\"data_offsets\":[0,1600000000]}}   "
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    replaceWeights(file.putLong(json.length).put(json).array());
    assertRefused(WEIGHTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside.safetensors", "/etc/passwd", "a/b", "..", ""})
  void aNameThatLeavesThePackageIsRefused(String name) throws IOException {
    Path manifest = folder.resolve(ModelPackage.MANIFEST);
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"" + WEIGHTS + "\"", "\"" + name + "\""));
    assertRefused(ModelPackage.MANIFEST);
  }

  @Test
  void aZipWithAnEntryOutsideIsReadWithoutIt() throws IOException {
    Path zip = temporary.resolve("evil.zip");
    ModelPackage model = ModelPackage.open(folder);
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (var file : model.contents().entrySet()) {
        entries.putNextEntry(new ZipEntry(file.getKey()));
        entries.write(file.getValue());
        entries.closeEntry();
      }
      entries.putNextEntry(new ZipEntry("../escaped.txt"));
      entries.write(1);
      entries.closeEntry();
    }
    assertThat(ModelPackage.open(zip).contents()).doesNotContainKey("../escaped.txt");
    assertThat(temporary.resolve("../escaped.txt")).doesNotExist();
  }

  @Test
  void aFileThatNoModelHasIsRefusedBeforeItIsRead() throws IOException {
    Path manifest = folder.resolve(ModelPackage.MANIFEST);
    String extra = "\"files\": [{\"name\": \"big.bin\", \"bytes\": 134217728, \"sha256\": \"00\"},";
    Files.writeString(manifest, Files.readString(manifest).replace("\"files\": [", extra));
    assertRefused("big.bin");
  }

  @Test
  void weightsLargerThanTheArchitectureAreRefusedBeforeTheyAreRead() throws IOException {
    Path manifest = folder.resolve(ModelPackage.MANIFEST);
    Files.writeString(
        manifest,
        Files.readString(manifest).replaceFirst("\"bytes\": [0-9]+", "\"bytes\": 1000000000"));
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("bytes of " + WEIGHTS);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "names=FLAIR, names=FLAIRE",
        "FLAIR T1, FLAIR FLAIR",
        "\"components, \"magic",
        "\"gaussian, \"magic"
      })
  void aManifestThatCouldNotBeUsedIsRefusedWhenOpened(String word, String other)
      throws IOException {
    Path manifest = folder.resolve(ModelPackage.MANIFEST);
    Files.writeString(manifest, Files.readString(manifest).replace(word, other));
    assertRefused(ModelPackage.MANIFEST);
  }

  @Test
  void anEntryThatInflatesBeyondItsClaimIsCutOff() throws IOException {
    Path zip = temporary.resolve("bomb.zip");
    ModelPackage model = ModelPackage.open(folder);
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (var file : model.contents().entrySet()) {
        entries.putNextEntry(new ZipEntry(file.getKey()));
        entries.write(file.getKey().equals(WEIGHTS) ? new byte[64 << 20] : file.getValue());
        entries.closeEntry();
      }
    }
    assertThatThrownBy(() -> ModelPackage.open(zip))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining(WEIGHTS)
        .hasMessageContaining("more than");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"format\":\"omnet-model\"}", "\0\1", "{{{{"})
  void aManifestThatIsNoneIsRefused(String json) throws IOException {
    Files.writeString(folder.resolve(ModelPackage.MANIFEST), json);
    assertRefused(ModelPackage.MANIFEST);
  }

  @Test
  void aNewerFormatAsksForTheReleaseThatWroteIt() throws IOException {
    Path manifest = folder.resolve(ModelPackage.MANIFEST);
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"formatVersion\": 2", "\"formatVersion\": 6"));
    assertThatThrownBy(() -> ModelPackage.open(folder)).hasMessageContaining("versions 1 to 5");
  }

  @Test
  void aPackageOfVersion1IsRead() throws IOException {
    ModelManifest now = ModelPackage.open(folder).manifest();
    Path manifest = folder.resolve(ModelPackage.MANIFEST);
    String json = Files.readString(manifest);
    String older =
        json.replace("\"formatVersion\": 2", "\"formatVersion\": 1")
            .replaceAll(
                "\"preprocessing\": \".*\"",
                "\"modalities\": [\"FLAIR\", \"T1\", \"T1C\", \"T2\"],"
                    + " \"normalisation\": \"z-score-brain\", \"orientation\": \"RAS\","
                    + " \"resample\": false");
    assertThat(older).doesNotContain("preprocessing");
    Files.writeString(manifest, older);
    assertThat(ModelPackage.open(folder).manifest()).isEqualTo(now);
    Files.writeString(manifest, older.replace("z-score-brain", "none"));
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("normalisation");
  }

  @Test
  void thresholdsTravelInAPackageThatOlderReleasesRefuse() throws IOException {
    ModelPackage plain = ModelPackage.open(folder);
    InferenceSettings own = plain.manifest().inference();
    assertThat(own.thresholds()).isEmpty();
    Optional<RegionThresholds> wanted = Optional.of(RegionThresholds.parse("WT=0.35"));
    ModelPackage changed = plain.withInference(own.withThresholds(wanted));
    ModelWriter.toFolder(changed, folder);
    Path manifest = folder.resolve(ModelPackage.MANIFEST);
    String json = Files.readString(manifest);
    assertThat(json).contains("\"formatVersion\": 3", "\"WT\": 0.35");
    ModelPackage opened = ModelPackage.open(folder);
    assertThat(opened.manifest()).isEqualTo(changed.manifest());
    assertThat(opened.manifest().inference().thresholds()).isEqualTo(wanted);
    assertThat(opened.manifest().inference().toString()).contains("WT=0.35");
    assertThat(opened.fingerprint()).isEqualTo(plain.fingerprint());
    assertThat(opened.digest()).isNotEqualTo(plain.digest());
    ModelPackage back = opened.withInference(own);
    assertThat(back.digest()).isEqualTo(plain.digest());
    ModelWriter.toFolder(back, folder);
    assertThat(Files.readString(manifest))
        .contains("\"formatVersion\": 2")
        .doesNotContain("thresholds");

    // A release of version 2 would read such a file and not see them.
    Files.writeString(manifest, json.replace("\"formatVersion\": 3", "\"formatVersion\": 2"));
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("thresholds, which needs formatVersion 3");
    for (String wrong : new String[] {"\"WT\": 1.5", "\"WT\": null", "\"XX\": 0.35"}) {
      Files.writeString(manifest, json.replace("\"WT\": 0.35", wrong));
      assertThatThrownBy(() -> ModelPackage.open(folder))
          .isInstanceOf(ModelPackageException.class)
          .hasMessageContaining("threshold");
    }
  }

  @Test
  void settingsAreReadFromTheTextThatTheyWrite() {
    InferenceSettings own =
        InferenceSettings.DEFAULT.withThresholds(Optional.of(new RegionThresholds(.35, .4, .6)));
    assertThat(InferenceSettings.parse(own.text())).isEqualTo(own);
    assertThat(InferenceSettings.parse(InferenceSettings.DEFAULT.text()))
        .isEqualTo(InferenceSettings.DEFAULT);
    for (String wrong : new String[] {"", "null", "[]", "{}", "{\"windowX\": 16"}) {
      assertThatThrownBy(() -> InferenceSettings.parse(wrong)).isInstanceOf(OmnetException.class);
    }
  }

  @Test
  void settingsThatNoPackageCanHaveAreRefused() throws IOException {
    ModelPackage plain = ModelPackage.open(folder);
    InferenceSettings huge = InferenceSettings.DEFAULT.withWindow(4096, 4096, 4096, 0.5);
    assertThatThrownBy(() -> plain.withInference(huge))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("inference");
  }

  @Test
  void aStepThatIsNotKnownIsRefusedByName() throws IOException {
    Path manifest = folder.resolve(ModelPackage.MANIFEST);
    Files.writeString(
        manifest, Files.readString(manifest).replace("zScore(", "java.lang.Runtime("));
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContainingAll("java.lang.Runtime", "known", "robustZScore");
  }

  @Test
  void aMissingModelIsNamed() {
    assertThatThrownBy(() -> ModelPackage.open(temporary.resolve("nowhere")))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("nowhere");
  }

  private void replaceWeights(byte[] bytes) throws IOException {
    ModelPackage model = ModelPackage.open(folder);
    ModelManifest.FileEntry old =
        model.manifest().files().stream()
            .filter(f -> f.name().equals(WEIGHTS))
            .findFirst()
            .orElseThrow();
    Files.write(folder.resolve(WEIGHTS), bytes);
    Path manifest = folder.resolve(ModelPackage.MANIFEST);
    String json =
        Files.readString(manifest)
            .replace(old.sha256(), Hashing.sha256().hashBytes(bytes).toString())
            .replace("\"bytes\": " + old.bytes(), "\"bytes\": " + bytes.length);
    Files.writeString(manifest, json);
    assertThat(List.of(json)).noneMatch(text -> text.contains(old.sha256()));
  }

  private void assertRefused(String name) {
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining(name);
  }
}
