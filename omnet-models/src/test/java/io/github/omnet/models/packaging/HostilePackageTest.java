package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.internal.PackageLimits;
import io.github.omnet.models.network.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that ask for too much, say two things at once, or are no files at all. */
class HostilePackageTest {
  @TempDir private Path temporary;

  private static void refused(Path where, String text) {
    HostilePackages.refused(where, text);
  }

  private void refused(Map<String, byte[]> files, String text) throws IOException {
    HostilePackages.refused(temporary, files, text);
  }

  @Test
  void aZipThatInflatesFarBeyondItsSizeIsRefusedBeforeMemoryIsTaken() throws IOException {
    // The network could hold as much, and size and hash are those of the manifest.
    ModelManifest wide =
        TestModels.random(Architecture.OM_NET, LabelScheme.BRATS2021, new Shape(16, 16, 8), 32, 1)
            .manifest();
    int size = 32 << 20;
    byte[] zeros = new byte[size];
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(HostilePackages.WEIGHTS, zeros);
    ModelManifest claimed =
        wide.withFiles(
            List.of(new ModelManifest.FileEntry(HostilePackages.WEIGHTS, size, "00".repeat(32))));
    HostilePackages.withManifest(files, ManifestJson.write(claimed));
    Path zip = Files.write(temporary.resolve("bomb.zip"), HostilePackages.zip(files));
    assertThat(Files.size(zip)).isLessThan(100_000);
    refused(zip, "more than 100 to 1");
  }

  @Test
  void aManifestThatClaimsMoreThanTheHeapIsRefusedBeforeItsFilesAreRead() {
    ModelManifest manifest = TestModels.random(2, 1).manifest();
    long largest = manifest.files().get(0).bytes();
    long all = manifest.files().stream().mapToLong(ModelManifest.FileEntry::bytes).sum();
    assertThatCode(() -> PackageReader.requireMemory(manifest, "m", all + largest))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> PackageReader.requireMemory(manifest, "m", all + largest - 1))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("m: takes " + (all + largest) + " bytes of memory");
  }

  @ParameterizedTest
  @CsvSource({"model.json", "weights.safetensors"})
  void twoEntriesOfOneNameAreRefused(String name) throws IOException {
    Map<String, byte[]> files = HostilePackages.sound();
    String other = name.substring(0, name.length() - 1) + "X";
    files.put(other, new byte[] {1});
    byte[] zip = HostilePackages.replaced(HostilePackages.zip(files), other, name);
    refused(Files.write(temporary.resolve("twice.zip"), zip), "entry '" + name + "' occurs twice");
  }

  @Test
  void aZipWithEntriesWithoutNumberIsRefused() throws IOException {
    Map<String, byte[]> files = HostilePackages.sound();
    for (int n = 0; n <= PackageLimits.MAX_ZIP_ENTRIES; n++) {
      files.put("more" + n, new byte[0]);
    }
    refused(
        Files.write(temporary.resolve("many.zip"), HostilePackages.zip(files)),
        "entries, expected at most 1000");
  }

  @Test
  void aKeyThatOccursTwiceIsRefused() throws IOException {
    refused(
        HostilePackages.withManifest("\"format\":", "\"format\": \"x\", \"format\":"),
        "key 'format' occurs twice");
    refused(
        HostilePackages.withManifest("\"windowX\":", "\"windowX\": 32, \"windowX\":"),
        "key 'windowX' occurs twice");
    String header = HostilePackages.header();
    refused(
        HostilePackages.withHeader(header.replaceFirst("\"dtype\"", "\"dtype\":\"F16\",\"dtype\"")),
        "key 'dtype' occurs twice");
  }

  @Test
  void aZipCutOffAnywhereIsNamedAsSuch() throws IOException {
    byte[] whole = HostilePackages.zip(HostilePackages.sound());
    for (int length = 4; length < whole.length; length += Math.max(1, whole.length / 97)) {
      Path cut = Files.write(temporary.resolve("cut.zip"), Arrays.copyOf(whole, length));
      refused(cut, "cut.zip: the zip file is cut off or damaged");
    }
    refused(Files.write(temporary.resolve("none.zip"), new byte[100]), "not a zip file");
  }

  @Test
  void pipesAndDevicesAreRefusedInsteadOfWaitedFor() throws IOException {
    refused(HostilePackages.pipe(temporary.resolve("pipe.zip")), "is a pipe, socket or device");
    Path zeros = Path.of("/dev/zero");
    if (Files.exists(zeros)) {
      refused(zeros, "is a pipe, socket or device");
    }
    for (String name : HostilePackages.sound().keySet()) {
      Path folder =
          HostilePackages.folder(temporary.resolve("of " + name), HostilePackages.sound());
      Files.delete(folder.resolve(name));
      HostilePackages.pipe(folder.resolve(name));
      refused(folder, name + ": is a pipe, socket or device");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "weights.safetensors", "LICENSE", "MODEL_CARD.md"})
  void aLinkThatLeadsOutOfTheFolderIsRefused(String name) throws IOException {
    Path folder = HostilePackages.folder(temporary.resolve("model"), HostilePackages.sound());
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere")).resolve(name);
    Files.move(folder.resolve(name), elsewhere);
    Files.createSymbolicLink(folder.resolve(name), elsewhere);
    refused(folder, name + ": a symbolic link that leads out of the package");
    Files.delete(folder.resolve(name));
    Files.move(elsewhere, folder.resolve("other"));
    Files.createSymbolicLink(folder.resolve(name), Path.of("other"));
    assertThat(ModelPackage.open(folder).manifest().name()).isEqualTo("random-1");
  }

  @Test
  void anInnerFolderThatIsALinkIsNotFollowed() throws IOException {
    Path folder = HostilePackages.folder(temporary.resolve("model"), HostilePackages.sound());
    Path elsewhere =
        HostilePackages.folder(
            temporary.resolve("elsewhere"), HostilePackages.withManifest("random-1", "other"));
    Files.createSymbolicLink(folder.resolve(".next-model"), elsewhere);
    assertThat(ModelPackage.open(folder).manifest().name()).isEqualTo("random-1");
    ModelPackage sound = ModelPackage.open(folder);
    assertThatThrownBy(() -> ModelWriter.toFolder(sound, folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(".next-model: cannot be written");
    assertThat(ModelPackage.open(elsewhere).manifest().name()).isEqualTo("other");
  }

  @Test
  void aFolderThatIsItselfALinkIsOpened() throws IOException {
    Path folder = HostilePackages.folder(temporary.resolve("model"), HostilePackages.sound());
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    assertThat(ModelPackage.open(link).manifest().name()).isEqualTo("random-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"windowX\": 16; \"windowX\": 1000000; a window side of 1000000",
        "\"windowX\": 16; \"windowX\": 4294967312; windowX",
        "\"overlap\": 0.5; \"overlap\": 0.99; overlap 0.99",
        "\"overlap\": 0.5; \"overlap\": 0.76; overlap 0.76",
        "\"overlap\": 0.5; \"overlap\": NaN; not JSON",
        "\"windowX\": 16; \"windowX\": 1e999; model.json",
        "\"batch\": 1; \"batch\": 1000000; a batch of 1000000",
        "\"dilation\": 5.0; \"dilation\": Infinity; not JSON",
        "\"dilation\": 5.0; \"dilation\": 1e999; dilation finite",
        "\"dilation\": 5.0; \"dilation\": 64.5; dilation 64.5",
        "\"width\": 2; \"width\": 513; width",
        "\"seed\": 1; \"seed\": 1e99999; more digits",
      })
  void whatNoProcessorShouldBeAskedToDoIsRefusedWhenOpened(String from, String to, String text)
      throws IOException {
    refused(HostilePackages.withManifest(from, to), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"name\": \"random-1\"; \"name\": null",
        "\"name\": \"random-1\"; \"called\": \"random-1\"",
        "\"created\":; \"made\":",
        "\"omnetVersion\": \"test\"; \"omnetVersion\": null",
        "\"engine\": \"none\"; \"engine\": null",
        "\"device\": \"none\"; \"device\": null",
        "\"classes\": [; \"classes\": [null,",
        "\"networks\": [; \"networks\": [null,",
        "\"settings\": {; \"settings\": {\"rate\": null",
        "\"metrics\": {; \"metrics\": {\"diceWT\": null",
      })
  void aFieldThatIsMissingIsSaidToBe(String from, String to) throws IOException {
    refused(HostilePackages.withManifest(from, to), "model.json: a field is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4, 5, 2", "2, 2, 2", "5, 5, 3", "5, 5, 2, 2", "64, 64, 64", "2"})
  void tasksWhoseClassesTheRuleDoesNotKnowAreRefused(String classes) throws IOException {
    Map<String, byte[]> files = HostilePackages.sound();
    String json = HostilePackages.manifest(files);
    refused(
        HostilePackages.withManifest(
            files, json.replaceFirst("\"classes\": \\[[^]]*]", "\"classes\": [" + classes + "]")),
        "of these, but those here have classes [" + classes + "]; make and train");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000", "1e300"})
  void voxelsLargerThanAnyBrainAreRefused(String mm) throws IOException {
    Map<String, byte[]> files = HostilePackages.sound();
    String json = HostilePackages.manifest(files);
    String own = "\"spacing\": []";
    assertThat(json).contains(own);
    refused(
        HostilePackages.withManifest(files, json.replace(own, "\"spacing\": [1, 1, " + mm + "]")),
        "spacing, ");
    String step = json.replace("cropToBrain", "resampleBrain(to=1 1 " + mm + ") > cropToBrain");
    refused(HostilePackages.withManifest(files, step), "spacing, ");
  }

  @Test
  void rulesWithoutNumberAreRefused() throws IOException {
    String rules =
        Collections.nCopies(20_000, "\"components\"").stream().collect(Collectors.joining(","));
    Map<String, byte[]> files = HostilePackages.sound();
    String json = HostilePackages.manifest(files);
    refused(
        HostilePackages.withManifest(
            files, json.replaceFirst("\"components\"", rules).replaceAll("\\s+", " ")),
        "20000 rules of postProcessing");
  }

  @Test
  void windowsTooCloseToOneAnotherAreRefused() throws IOException {
    Map<String, byte[]> files = HostilePackages.sound();
    String json = HostilePackages.manifest(files).replace("\"windowX\": 16", "\"windowX\": 8");
    refused(
        HostilePackages.withManifest(files, json.replace("\"overlap\": 0.5", "\"overlap\": 0.6")),
        "overlap 0.6 of a window side of 8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":{}}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":null}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[[0],[4]]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":\"x\",\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":[],\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1e999999999]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,9223372036854775807]}}",
        "{\"a\":{}}",
        "{\"a\":[]}",
        "{\"a\":null}",
        "[]",
        "{}",
        "null",
        "7",
        "{\"a\":"
      })
  void aHeaderOfWeightsThatIsNoneIsRefusedByName(String header) throws IOException {
    refused(HostilePackages.withHeader(header), HostilePackages.WEIGHTS);
  }

  @Test
  void nestingWithoutEndIsRefused() throws IOException {
    refused(HostilePackages.withHeader("[".repeat(1 << 19)), "nested deeper than 32 levels");
    refused(
        HostilePackages.withManifest(HostilePackages.sound(), "{\"format\":" + "[".repeat(1 << 19)),
        "nested deeper than 32 levels");
  }

  @Test
  void aTextOfManyPagesIsRefused() throws IOException {
    refused(
        HostilePackages.withManifest("\"random-1\"", "\"" + "n".repeat(200_000) + "\""),
        "is longer than 10000 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "om-net, \\u001b[2Jnet",
    "gaussian, \\u001b]0;x\\u0007",
    "components, \\u202ecomponents",
    "weights.safetensors, \\u001b[31mx"
  })
  void controlCharactersOfAManifestDoNotReachATerminal(String from, String to) throws IOException {
    Map<String, byte[]> files = HostilePackages.withManifest("\"" + from + "\"", "\"" + to + "\"");
    Path folder = HostilePackages.folder(temporary.resolve("folder"), files);
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .satisfies(
            e ->
                assertThat(
                        e.getMessage()
                            .chars()
                            .filter(c -> Character.isISOControl(c) || c == 0x202e))
                    .isEmpty());
  }

  @Test
  void aLongValueOfAManifestIsCutInItsMessage() throws IOException {
    Map<String, byte[]> files =
        HostilePackages.withManifest("\"om-net\"", "\"" + "n".repeat(9_000) + "\"");
    Path folder = HostilePackages.folder(temporary.resolve("folder"), files);
    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelPackageException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2000));
  }
}
