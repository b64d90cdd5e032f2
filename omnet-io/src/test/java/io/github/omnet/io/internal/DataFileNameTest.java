package io.github.omnet.io.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.image.ImageFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers name their data files in UTF-8, whatever the image is called. */
class DataFileNameTest {
  private static final Shape SHAPE = new Shape(5, 4, 3);

  @TempDir private Path folder;

  private static Volume volume(int seed) {
    return TestImages.volume(SHAPE, Affine.identity(), seed);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M\u00fcller.mhd", // its bytes in ISO 8859-1 are another name
        "M\u00fcller.nhdr",
        "\u00c5.mhd", // ends with byte 0x85, which some take for the end of a line
        "\u00e0.nhdr", // ends with byte 0xa0, which some take for a blank
        "\u982d\u90e8 1.mhd",
        "\u982d\u90e8 1.nhdr",
        "\ud83e\udde0.mhd",
        "\ud83e\udde0.nhdr",
      })
  void aNameInAnyScriptIsWrittenInUtf8AndReadBack(String name) throws IOException {
    Path file = folder.resolve(name);
    String stem = name.substring(0, name.lastIndexOf('.'));
    Images.write(file, volume(1));
    assertThat(Images.readVolume(file).data()).isEqualTo(volume(1).data());
    assertThat(Files.readString(file, UTF_8)).containsPattern("(?m)[:=] " + stem + "\\.z?raw");
    Images.write(file, volume(2));
    assertThat(Images.readVolume(file).data()).isEqualTo(volume(2).data());
    // The first one's data are gone.
    assertThat(names()).hasSize(2).allMatch(each -> each.startsWith(stem));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "50%,50_",
        "s%03d,s_03d",
        "LISTE,_LISTE",
        "\" blank\",_blank",
        "\"two\nlines\",two_lines",
        "\"x\nElementDataFile = LOCAL\",x_ElementDataFile = LOCAL",
        "back\\slash,back_slash"
      })
  @EnabledOnOs(OS.LINUX)
  void whatReadersWouldTakeForSomethingElseBecomesAnUnderscore(String stem, String data)
      throws IOException {
    for (String ending : List.of(".mhd", ".nhdr")) {
      Path file = folder.resolve(stem + ending);
      Images.write(file, volume(1));
      Images.write(file, volume(2));
      assertThat(Images.readVolume(file).data()).isEqualTo(volume(2).data());
      assertThat(names()).hasSize(2).anyMatch(each -> each.matches(data + "-2\\.(zraw|raw\\.gz)"));
      for (String each : names()) {
        Files.delete(folder.resolve(each));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.mhd", "x.nhdr"})
  void aNameThatIsNotUtf8IsRefusedByName(String name) throws IOException {
    Path file = folder.resolve(name);
    Images.write(file, volume(1));
    String header = Files.readString(file);
    Files.write(file, header.replace(" x.", " M\u00fcller.").getBytes(ISO_8859_1));
    assertThatThrownBy(() -> Images.readVolume(file))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining(file.toString())
        .hasMessageMatching(".*(ElementDataFile|data file) at byte .*")
        .hasMessageContaining("bytes that are not UTF-8");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLocaleWithoutTheLettersIsNamed() throws Exception {
    Path file = folder.resolve("x.mhd");
    Images.write(file, volume(1));
    Files.writeString(file, Files.readString(file).replace(" x.zraw", " M\u00fcller.zraw"));
    Files.move(folder.resolve("x.zraw"), folder.resolve("M\u00fcller.zraw"));
    assertThat(Images.readVolume(file).data()).isEqualTo(volume(1).data());

    assertThat(inPlainLocale("read", file))
        .contains("MetaImageFormatException")
        .containsSubsequence("ElementDataFile", "LC_ALL=C.UTF-8");
    assertThat(inPlainLocale("write", folder))
        .contains(OmnetException.class.getName())
        .containsSubsequence("cannot be made", "LC_ALL=C.UTF-8");
  }

  private static String inPlainLocale(String what, Path path) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PlainLocale.class.getName(), what, path.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.startsWith("LC_") || key.equals("LANG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }

  /** Runs in a process whose locale knows ASCII only. */
  static final class PlainLocale {
    private PlainLocale() {}

    /**
     * Reads or writes an image, and prints what comes of it.
     *
     * @param args {@code read} and an image, or {@code write} and a folder
     */
    public static void main(String[] args) {
      try {
        if (args[0].equals("read")) {
          Images.readVolume(Path.of(args[1]));
        } else {
          FileNames.beside(Path.of(args[1], "x.mhd"), "M\u00fcller.raw");
        }
        System.out.println("done");
      } catch (IOException | RuntimeException e) {
        System.out.println(e);
      }
    }
  }
}
