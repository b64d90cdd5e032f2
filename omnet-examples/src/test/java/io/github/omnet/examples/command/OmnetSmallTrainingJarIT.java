package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.omnet.examples.Run;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that trains the model that comes along, with few steps on phantoms. */
class OmnetSmallTrainingJarIT {
  private static final Path SCRIPT = Path.of("..", "omnet-model-small", "train.sh");
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir private Path folder;

  private ModelPackage trained(Path data, Path out) throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(SHELL.toString(), SCRIPT.toString(), data.toString(), out.toString());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    builder
        .environment()
        .putAll(
            Map.of(
                "OMNET", java + " -Xmx1g -jar " + Path.of("target", "omnet-examples.jar"),
                "WIDTH", "2",
                "FOLD_STEPS", "1",
                "STEPS", "2",
                "MORE", "--patch 16 --recalibrate 1 --batch 1"));
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(() -> read(output)).isZero();
    return ModelPackage.open(out.resolve("omnet-small.zip"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void itMakesAModelLikeTheOneThatComesAlongAndGoesOnAfterAStop() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "no " + SHELL);
    Path data = folder.resolve("data");
    Run.of("phantom", "--out", data, "--subjects", 4, "--voxels", 32).succeeded();
    Path out = folder.resolve("out");
    ModelPackage model = trained(data, out);
    ModelManifest shipped = ModelZoo.open("omnet-small").manifest();
    ModelManifest made = model.manifest();
    assertThat(made.name()).isEqualTo(shipped.name());
    assertThat(made.inference().text()).isEqualTo(shipped.inference().text());
    assertThat(made.preprocessing()).isEqualTo(shipped.preprocessing());
    ModelManifest coarse = made.coarse().orElseThrow();
    ModelManifest shippedCoarse = shipped.coarse().orElseThrow();
    assertThat(coarse.members()).isEqualTo(shippedCoarse.members());
    assertThat(coarse.preprocessing()).isEqualTo(shippedCoarse.preprocessing());
    assertThat(coarse.inference().text()).isEqualTo(shippedCoarse.inference().text());

    Files.delete(out.resolve("omnet-small.zip"));
    Files.delete(out.resolve("fine").resolve("model.json"));
    assertThat(trained(data, out).fingerprint()).isEqualTo(model.fingerprint());
  }
}
