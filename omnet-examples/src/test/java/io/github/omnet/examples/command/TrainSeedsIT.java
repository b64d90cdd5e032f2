package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.examples.Run;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings with several seeds whose average is packaged. */
class TrainSeedsIT {
  @TempDir static Path shared;
  @TempDir private Path folder;

  private static Path data;

  @BeforeAll
  static void makeSubjects() {
    data = shared.resolve("cohort");
    Run.of("phantom", "--out", data, "--subjects", 2, "--voxels", 24).succeeded();
  }

  private static Run train(Path run, Object... more) {
    return Run.smallest("train", Map.of("--data", data, "--out", run, "--iterations", 2), more);
  }

  private static ModelPackage model(Path where) throws IOException {
    return ModelPackage.open(where);
  }

  @Test
  void theAverageIsThatOfTrainingsWithEachSeed() throws IOException {
    Path run = folder.resolve("both");
    assertThat(train(run, "--seeds", "4,9").succeeded().out())
        .contains("model in " + run + ", the average of 2 networks");
    train(folder.resolve("four"), "--seed", 4).succeeded();
    train(folder.resolve("nine"), "--seed", 9).succeeded();
    Path joined = folder.resolve("joined");
    String models = folder.resolve("four") + "," + folder.resolve("nine");
    Run.of("model", "set", models, "--out", joined).succeeded();
    assertThat(model(run).fingerprint()).isEqualTo(model(joined).fingerprint());
    assertThat(model(run).manifest().name()).isEqualTo("both");

    Run again = train(run, "--seeds", "4,9");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains(run.resolve("seed-4") + " is there already; go on with");
    assertThat(model(run).fingerprint()).isEqualTo(model(joined).fingerprint());
  }

  @Test
  void stoppedBetweenSeedsItGoesOn() throws IOException {
    Path whole = folder.resolve("whole");
    train(whole, "--seeds", "4,9").succeeded();
    Path run = folder.resolve("run");
    Files.createDirectories(run);
    Path inTheWay = Files.createFile(run.resolve("seed-9"));
    assertThat(train(run, "--seeds", "4,9").err()).contains(inTheWay + " is there already");
    Files.delete(inTheWay);
    train(run.resolve("seed-4"), "--seed", 4).succeeded();
    Files.copy(whole.resolve("config.json"), run.resolve("config.json"));
    assertThat(run.resolve("model.json")).doesNotExist();

    Run other = Run.of("train", "--resume", run, "--rate", 0.01);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains(run.resolve("seed-4") + " holds a model", "options: rate;");
    Run resumed = Run.of("train", "--resume", run, "--threads", 2).succeeded();
    assertThat(resumed.err()).contains("seed 4, 1 of 2", "its model is there", "seed 9, 2 of 2");
    assertThat(model(run).fingerprint()).isEqualTo(model(whole).fingerprint());
  }

  @Test
  void wrongSeedsAreRefusedBeforeAnythingIsTrained() {
    Path run = folder.resolve("run");
    train(run, "--seeds", "4").wasWrongUsage("takes 2 to 8 different seeds, found [4]");
    train(run, "--seeds", "4,4").wasWrongUsage("different seeds");
    train(run, "--seeds", "4,9", "--seed", 2).wasWrongUsage("--seeds replaces --seed");
    train(run, "--seeds", "4,9", "--preset", "mc3").wasWrongUsage("several networks");
    train(run, "--seeds", "4,9", "--rate", -1).wasWrongUsage("rate");
    assertThat(run).doesNotExist();
  }
}
