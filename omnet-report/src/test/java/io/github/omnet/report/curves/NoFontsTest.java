package io.github.omnet.report.curves;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.models.monitor.ScalarLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** As in a container with nothing but Java: a training there must not end with an Error. */
@EnabledOnOs(OS.LINUX)
class NoFontsTest {
  @TempDir Path folder;

  /** Prints how the picture failed. */
  static final class Draw {
    private Draw() {}

    public static void main(String[] args) {
      try {
        TrainingCurves.write(Path.of(args[0]), Path.of(args[1]));
        System.out.println("drawn");
      } catch (IOException e) {
        System.out.println("IOException " + e.getMessage());
      }
    }
  }

  @Test
  void withoutFontsThereIsAnErrorMessageAndNoPicture() throws Exception {
    Path metrics = folder.resolve("metrics.csv");
    ScalarLog.csv(metrics, List.of("loss1"), 0).close();
    Path png = folder.resolve("curves.png");
    Path noFonts =
        Files.writeString(
            folder.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-Duser.home=" + folder, // Java keeps a list of fonts there
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Draw.class.getName(),
            metrics.toString(),
            png.toString());
    java.environment().put("FONTCONFIG_FILE", noFonts.toString());
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said)
        .startsWith("IOException no curves: this Java cannot draw text; install fontconfig");
    assertThat(png).doesNotExist();
  }
}
