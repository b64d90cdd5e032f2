package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.omnet.examples.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a user runs it; tested after it is packaged. */
class OmnetJarIT {
  private static final Path JAR = Path.of("target", "omnet-examples.jar");

  @TempDir Path folder;

  private record Result(int exitCode, String out, String err) {}

  @Test
  void runsWithItsDependenciesBesideIt() throws Exception {
    Path image = TestImages.ramp(folder.resolve("image.nii.gz"));

    Result info = run("info", image.toString(), "--json");

    assertThat(info.err()).isEmpty();
    assertThat(info.exitCode()).isZero();
    assertThat(JsonParser.parseString(info.out()).isJsonObject()).isTrue();
    assertThat(run("--version").out()).startsWith("omnet 0.");
  }

  @Test
  void keepsStandardOutputForTheJsonEvenWhenEnginesStart() throws Exception {
    Result engine = run("engine", "--json");

    assertThat(engine.exitCode()).as(engine.err()).isZero();
    assertThat(engine.out().strip()).startsWith("{").endsWith("}");
    assertThat(JsonParser.parseString(engine.out()).isJsonObject()).isTrue();
  }

  @Test
  void tellsTheShellHowItEnded() throws Exception {
    Path none = folder.resolve("none.nii.gz");

    Result failed = run("info", none.toString());

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err().lines())
        .containsExactly("omnet: " + none + ": no such file or folder; check the path");
    assertThat(run("info", none.toString(), "--stacktrace").err()).contains("at io.github.omnet");
    assertThat(run("info").exitCode()).isEqualTo(2);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void startsByItsScriptFromAnyFolderAndByALink() throws Exception {
    Path script = Path.of("target", "bin", "omnet").toAbsolutePath();
    Path link = Files.createSymbolicLink(folder.resolve("linked"), script);
    String none = folder.resolve("none.nii.gz").toString();

    assertThat(start(script.toString(), "--version").out()).startsWith("omnet 0.");
    assertThat(start(link.toString(), "info", "--help").out()).startsWith("Usage: omnet info");
    assertThat(start(script.toString(), "generate-completion").out()).contains("complete");
    Result failed = start(link.toString(), "info", none);
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err().lines())
        .containsExactly("omnet: " + none + ": no such file or folder; check the path");
  }

  private Result run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-jar", JAR.toString()));
    command.addAll(List.of(args));
    return start(command.toArray(new String[0]));
  }

  private Result start(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
