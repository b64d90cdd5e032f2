package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.omnet.examples.Run;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelZoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that trains the model that comes along, with few steps on phantoms. */
class OmnetSmallTrainingJarIT {
  private static final Path SCRIPT = Path.of("..", "omnet-model-small", "train.sh");
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir private Path folder;

  private ModelPackage trained(Path data, Path out) throws Exception {
    OtherProcess process = new OtherProcess(folder.resolve("output.txt"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Map<String, String> environment =
        Map.of(
            "OMNET", java + " -Xmx1g -jar " + Path.of("target", "omnet-examples.jar"),
            "WIDTH", "2",
            "FOLD_STEPS", "1",
            "STEPS", "2",
            "MORE", "--patch 32 --recalibrate 1 --batch 1");
    List<String> command =
        List.of(SHELL.toString(), SCRIPT.toString(), data.toString(), out.toString());
    assertThat(process.run(environment, command)).as(process::printed).isZero();
    return ModelPackage.open(out.resolve("omnet-small.zip"));
  }

  @Test
  void itMakesAModelLikeTheOneThatComesAlongAndGoesOnAfterAStop() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "no " + SHELL);
    Path data = folder.resolve("my data");
    Run.of("phantom", "--out", data, "--subjects", 4, "--voxels", 32).succeeded();
    Path out = folder.resolve("out");
    ModelPackage model = trained(data, out);
    ModelPackage shipped = ModelZoo.open("omnet-small");
    assertThat(model.manifest().name()).isEqualTo(shipped.manifest().name());
    assertAlike(model.manifest(), shipped.manifest());
    ModelManifest coarse = model.manifest().coarse().orElseThrow();
    ModelManifest coarseShipped = shipped.manifest().coarse().orElseThrow();
    assertThat(coarse.members()).isEqualTo(coarseShipped.members());
    assertAlike(coarse, coarseShipped);
    for (String member : List.of("member 2", "member 3")) {
      assertThat(coarse.provenance().settings().get(member)).contains("seed 3");
      assertThat(coarseShipped.provenance().settings().get(member)).contains("seed 3");
    }
    long floats =
        model.weights(0).values().stream().mapToLong(tensor -> tensor.values().length).sum();
    assertThat(model.manifest().files().get(0).bytes()).as("8 bits").isLessThan(4 * floats);

    // As if killed before the first checkpoint of a training, and before the model was joined.
    Files.delete(out.resolve("omnet-small.zip"));
    Path all = out.resolve("all");
    try (Stream<Path> files = Files.walk(all)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(all) && !file.endsWith("config.json")) {
          Files.delete(file);
        }
      }
    }
    assertThat(trained(data, out).fingerprint()).isEqualTo(model.fingerprint());
  }

  /** Trained with the same settings but for steps, width and patch. */
  private static void assertAlike(ModelManifest made, ModelManifest shipped) {
    assertThat(made.inference().text()).isEqualTo(shipped.inference().text());
    assertThat(made.preprocessing()).isEqualTo(shipped.preprocessing());
    assertThat(made.provenance().seed()).isEqualTo(shipped.provenance().seed());
    for (String name :
        List.of("augmentation", "loss", "optimizer", "transfer", "averagingDecay", "schedule")) {
      assertThat(made.provenance().settings()).containsKey(name);
      assertThat(setting(made, name)).as(name).isEqualTo(setting(shipped, name));
    }
    for (String name : List.of("transplant", "enhancementRemoval", "patchRevision")) {
      assertThat(setting(made, name)).as(name).isEqualTo(setting(shipped, name));
    }
  }

  private static String setting(ModelManifest model, String name) {
    return model.provenance().settings().getOrDefault(name, "none");
  }
}
