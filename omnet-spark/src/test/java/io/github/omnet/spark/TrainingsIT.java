package io.github.omnet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prepared subjects and the folds of a cross-validation, as a user submits them. */
class TrainingsIT {
  @TempDir Path folder;

  private Processes processes;

  @AfterEach
  void end() throws InterruptedException {
    processes.endAll();
  }

  private String run(String log, Object... args) throws IOException, InterruptedException {
    Process driver = processes.driver(log, "local[1]", OmnetSpark.class, args);
    assertThat(Processes.end(driver)).as(processes.log(log)).isZero();
    return processes.log(log);
  }

  private String train(String log, Path data, Path out) throws IOException, InterruptedException {
    Process driver = processes.driver(log, "local[1]", TrainingDriver.class, data, out);
    assertThat(Processes.end(driver)).as(processes.log(log)).isZero();
    return processes.log(log);
  }

  @Test
  void subjectsArePreparedAndFoldsAreTrained() throws IOException, InterruptedException {
    processes = new Processes(folder);
    Path data = folder.resolve("data");
    Path cache = folder.resolve("cache");
    Path out = folder.resolve("out");
    Phantoms.write(data, 2, 32);
    run(
        "prepare.log",
        "prepare",
        "--data",
        data,
        "--model",
        "omnet-small",
        "--cache",
        cache,
        "--out",
        folder.resolve("prepared"));
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).hasSize(2);
    }

    assertThat(train("train.log", data, out)).contains("already there 0");
    for (int fold = 1; fold <= 2; fold++) {
      ModelPackage model = ModelPackage.open(out.resolve("tiny-fold" + fold));
      assertThat(model.manifest().provenance().iterations()).isEqualTo(2);
    }
    assertThat(train("again.log", data, out)).contains("already there 2");
  }
}
