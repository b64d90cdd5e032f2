package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.models.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile packages of one level are refused for, in the coarse level of two. */
class HostileCoarseLevelTest {
  private static final ModelPackage MODEL = TestModels.twoLevels(2, 1);
  private static final String WEIGHTS = "coarse-weights.safetensors";
  private static final String WEIGHT = "backbone.enc0.entry.body.conv.weight";

  @TempDir private Path temporary;

  private static Map<String, byte[]> sound() {
    return new LinkedHashMap<>(MODEL.contents());
  }

  /** A sound package but for the coarse level's block of the manifest. */
  private static Map<String, byte[]> changed(Consumer<JsonObject> change) {
    return HostilePackages.changed(
        MODEL, manifest -> change.accept(manifest.getAsJsonObject("coarse")));
  }

  /**
   * A sound package but for the coarse level's weights, whose size and hash are in the manifest.
   */
  private static Map<String, byte[]> withWeights(byte[] weights) {
    Map<String, byte[]> files =
        changed(
            coarse -> {
              JsonObject entry = coarse.getAsJsonArray("files").get(0).getAsJsonObject();
              entry.addProperty("bytes", weights.length);
              entry.addProperty("sha256", Fingerprints.sha256(weights));
            });
    files.put(WEIGHTS, weights);
    return files;
  }

  private static void refused(Path where, String text) {
    HostilePackages.refused(where, text);
  }

  private void refused(Map<String, byte[]> files, String text) throws IOException {
    HostilePackages.refused(temporary, files, text);
  }

  @ParameterizedTest
  @CsvSource({
    WEIGHT + ", NaN",
    WEIGHT + ", Infinity",
    WEIGHT + ", -Infinity",
    "variance, NaN",
    "variance, -1e-6"
  })
  void aNumberThatNoNetworkCanUseIsRefused(String name, float value) throws IOException {
    ModelPackage coarse = MODEL.coarse().orElseThrow();
    String parameter =
        coarse.weights(0).keySet().stream().filter(key -> key.endsWith(name)).findFirst().get();
    Map<String, SafeTensors.Tensor> weights = HostilePackages.spoilt(coarse, parameter, value);
    refused(withWeights(SafeTensors.encode(weights)), parameter + " holds " + value + " at index");
  }

  @ParameterizedTest
  @CsvSource({
    "windowX, 1000000, a window side of 1000000",
    "overlap, 0.76, overlap 0.76",
    "batch, 1000000, a batch of 1000000",
    "dilation, 64.5, dilation 64.5",
    "dilation, -1, dilation",
  })
  void settingsThatTakeHoursAreRefused(String setting, double value, String text)
      throws IOException {
    refused(
        changed(
            coarse -> {
              JsonObject inference = coarse.getAsJsonObject("inference");
              if (value == Math.rint(value)) {
                inference.addProperty(setting, (long) value);
              } else {
                inference.addProperty(setting, value);
              }
            }),
        text);
  }

  @Test
  void rulesWithoutNumberAreRefused() throws IOException {
    JsonArray rules = new JsonArray();
    Collections.nCopies(20_000, "components").forEach(rules::add);
    refused(
        changed(coarse -> coarse.getAsJsonObject("inference").add("postProcessing", rules)),
        "20000 rules of postProcessing");
  }

  @Test
  void aZipThatInflatesFarBeyondItsSizeIsRefused() throws IOException {
    Map<String, byte[]> files =
        changed(
            coarse -> {
              // A network that could hold as much.
              coarse.getAsJsonArray("networks").get(0).getAsJsonObject().addProperty("width", 32);
              JsonObject entry = coarse.getAsJsonArray("files").get(0).getAsJsonObject();
              entry.addProperty("bytes", 32 << 20);
            });
    files.put(WEIGHTS, new byte[32 << 20]);
    Path zip = Files.write(temporary.resolve("bomb.zip"), HostilePackages.zip(files));
    assertThat(Files.size(zip)).isLessThan(300_000);
    refused(zip, WEIGHTS + ": " + (32 << 20) + " bytes inflated from");
  }

  @Test
  void bothLevelsTogetherAreHeldToTheHeap() {
    ModelManifest manifest = MODEL.manifest();
    ModelManifest coarse = manifest.coarse().orElseThrow();
    long all = 0;
    for (ModelManifest level : List.of(manifest, coarse)) {
      all += level.files().stream().mapToLong(ModelManifest.FileEntry::bytes).sum();
    }
    long largest = Math.max(manifest.files().get(0).bytes(), coarse.files().get(0).bytes());
    long needed = all + largest;
    assertThatCode(() -> PackageReader.requireMemory(manifest, "m", needed))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> PackageReader.requireMemory(manifest, "m", needed - 1))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("m: takes " + needed + " bytes of memory");
  }

  @Test
  void aZipCutOffAnywhereIsNamedAsSuch() throws IOException {
    byte[] whole = HostilePackages.zip(sound());
    for (int length = 4; length < whole.length; length += Math.max(1, whole.length / 41)) {
      Path cut = Files.write(temporary.resolve("cut.zip"), Arrays.copyOf(whole, length));
      refused(cut, "cut.zip: the zip file is cut off or damaged");
    }
  }

  @Test
  void anEntryThatOccursTwiceIsRefused() throws IOException {
    Map<String, byte[]> files = sound();
    String other = WEIGHTS.substring(0, WEIGHTS.length() - 1) + "X";
    files.put(other, new byte[] {1});
    byte[] zip = HostilePackages.replaced(HostilePackages.zip(files), other, WEIGHTS);
    refused(
        Files.write(temporary.resolve("twice.zip"), zip), "entry '" + WEIGHTS + "' occurs twice");
    Map<String, byte[]> twice = sound();
    String json = HostilePackages.manifest(twice);
    refused(
        HostilePackages.withManifest(
            twice, json.replace("\"coarse\":", "\"coarse\":null,\"coarse\":")),
        "key 'coarse' occurs twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,9223372036854775807]}}",
        "{\"a\":null}",
        "[]",
        "null",
        "{\"a\":"
      })
  void aHeaderOfWeightsThatIsNoneIsRefusedByName(String header) throws IOException {
    byte[] weights = HostilePackages.withHeader(header).get(HostilePackages.WEIGHTS);
    refused(withWeights(weights), "weights.safetensors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "[]", "\"x\"", "{}", "[[]]"})
  void aBlockThatIsNoManifestIsRefused(String block) throws IOException {
    Map<String, byte[]> files = sound();
    JsonObject json = JsonParser.parseString(HostilePackages.manifest(files)).getAsJsonObject();
    json.add("coarse", JsonParser.parseString(block));
    refused(HostilePackages.withManifest(files, json.toString()), "model.json");
  }

  @Test
  void nestingWithoutEndIsRefused() throws IOException {
    Map<String, byte[]> files = sound();
    JsonObject json = JsonParser.parseString(HostilePackages.manifest(files)).getAsJsonObject();
    JsonObject inner = json.getAsJsonObject("coarse").deepCopy();
    for (int depth = 0; depth < 40; depth++) {
      JsonObject outer = json.getAsJsonObject("coarse").deepCopy();
      outer.add("coarse", inner);
      inner = outer;
    }
    json.add("coarse", inner);
    refused(HostilePackages.withManifest(files, json.toString()), "nested deeper than 32 levels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "networks", "inference", "provenance", "files", "patch"})
  void aFieldThatIsMissingIsSaidToBe(String field) throws IOException {
    refused(changed(coarse -> coarse.remove(field)), "model.json: a field is missing");
  }

  @Test
  void aFileThatTheBlockDoesNotListIsSaidToBeMissing() throws IOException {
    refused(
        changed(coarse -> coarse.add("files", new JsonArray())),
        "coarse level: the manifest lists no weights.safetensors");
    Map<String, byte[]> files = sound();
    files.remove(WEIGHTS);
    refused(
        Files.write(temporary.resolve("without.zip"), HostilePackages.zip(files)),
        WEIGHTS + ": no such entry");
  }

  @Test
  void aBlockThatListsTheFilesOfTheFineLevelIsRefused() throws IOException {
    refused(
        changed(
            coarse ->
                coarse
                    .getAsJsonArray("files")
                    .get(0)
                    .getAsJsonObject()
                    .addProperty("name", WEIGHTS)),
        "files, name '" + WEIGHTS + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "FLAIR T1 T1C T2, missing=zero; 7",
        "FLAIR T1C; 5",
      })
  void aCoarseLevelThatNeedsMoreThanTheFineOneIsRefused(String modalitiesOfFine, int channelsOfFine)
      throws IOException {
    Map<String, byte[]> files = sound();
    JsonObject json = JsonParser.parseString(HostilePackages.manifest(files)).getAsJsonObject();
    String all = "names=FLAIR T1 T1C T2";
    String text = json.get("preprocessing").getAsString();
    assertThat(text).contains(all);
    // The fine level takes subjects that lack a modality, or fewer modalities; the coarse all four.
    json.addProperty("preprocessing", text.replace(all, "names=" + modalitiesOfFine));
    json.getAsJsonArray("networks")
        .get(0)
        .getAsJsonObject()
        .addProperty("channels", channelsOfFine);
    refused(
        HostilePackages.withManifest(files, json.toString()),
        "the coarse level needs modalities that the fine level does without");
  }

  @Test
  void pipesAndLinksThatLeadOutAreRefused() throws IOException {
    for (String name : sound().keySet()) {
      Path folder = HostilePackages.folder(temporary.resolve("of " + name), sound());
      Path outside = temporary.resolve("outside " + name);
      Files.move(folder.resolve(name), outside);
      Files.createSymbolicLink(folder.resolve(name), outside);
      refused(folder, name + ": a symbolic link that leads out of the package");
      Files.delete(folder.resolve(name));
      HostilePackages.pipe(folder.resolve(name));
      refused(folder, name + ": is a pipe, socket or device");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void aNewerFormatThanAModelOfOneLevelNeedsChangesNothing(int version) throws IOException {
    Map<String, byte[]> files =
        HostilePackages.withManifest("\"formatVersion\": 2", "\"formatVersion\": " + version);
    ModelPackage one = ModelPackage.open(HostilePackages.folder(temporary.resolve("one"), files));
    assertThat(one.coarse()).isEmpty();
    assertThat(one.digest()).isEqualTo(TestModels.random(2, 1).digest());
  }

  @Test
  void controlCharactersDoNotReachATerminal() throws IOException {
    Map<String, byte[]> files =
        changed(coarse -> coarse.addProperty("architecture", "\u001b[2J\u202enet"));
    Path folder = HostilePackages.folder(temporary.resolve("folder"), files);
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage().chars())
                    .noneMatch(c -> Character.isISOControl(c) || c == 0x202e));
  }
}
