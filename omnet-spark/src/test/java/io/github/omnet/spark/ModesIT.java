package io.github.omnet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same table, byte for byte, from the program without Spark and from Spark's modes. */
class ModesIT {
  private static final int SUBJECTS = 4;

  @TempDir static Path folder;

  private static Processes processes;
  private static Path data;

  @BeforeAll
  static void runTheOracle() throws IOException, InterruptedException {
    processes = new Processes(folder);
    data = folder.resolve("data");
    Phantoms.write(data, SUBJECTS);
    Phantoms.damage(data, 3);
    int code =
        processes.omnet(
            "oracle.log",
            "segment",
            "--data",
            data,
            "--model",
            "omnet-small",
            "--out",
            folder.resolve("oracle"));
    assertThat(code).as(processes.log("oracle.log")).isEqualTo(1);
    assertThat(oracle("cohort.csv")).contains("phantom_000,done", "phantom_003,failed");
  }

  @AfterAll
  static void end() throws InterruptedException {
    processes.endAll();
  }

  private static String oracle(String file) throws IOException {
    return Files.readString(folder.resolve("oracle").resolve(file));
  }

  private String segment(String name, String master) throws IOException, InterruptedException {
    Process driver =
        processes.driver(
            name + ".log",
            master,
            OmnetSpark.class,
            "--heartbeat",
            500,
            "segment",
            "--data",
            data,
            "--model",
            "omnet-small",
            "--out",
            folder.resolve(name));
    assertThat(Processes.end(driver)).as(processes.log(name + ".log")).isEqualTo(1);
    return processes.log(name + ".log");
  }

  @Test
  void twoThreadsInOneProcess() throws IOException, InterruptedException {
    String log = segment("local", "local[2]");
    assertThat(folder.resolve("local/cohort.csv")).hasContent(oracle("cohort.csv"));
    assertThat(Files.readString(folder.resolve("local/cohort.csv")))
        .isEqualTo(oracle("cohort.csv"));
    assertThat(log).contains("models loaded by executor {driver=1}").contains("recommended for");

    String again = segment("local", "local[2]");
    assertThat(again).contains("3 were there");
    assertThat(Files.readString(folder.resolve("local/cohort.csv")))
        .isEqualTo(oracle("cohort.csv"));
  }

  @Test
  void twoExecutors() throws IOException, InterruptedException {
    String log = segment("cluster", "local-cluster[2,1,1024]");
    assertThat(Files.readString(folder.resolve("cluster/cohort.csv")))
        .isEqualTo(oracle("cohort.csv"));
    assertThat(folder.resolve("cluster/phantom_000.nii.gz"))
        .hasSameBinaryContentAs(folder.resolve("oracle/phantom_000.nii.gz"));
    assertThat(log).containsPattern("models loaded by executor \\{(0=1(, 1=1)?|1=1)}");
  }

  @Test
  void evaluationGivesTheTableOfTheProgram() throws IOException, InterruptedException {
    Path predictions = Files.createDirectories(folder.resolve("predictions"));
    for (String id : new String[] {"phantom_000", "phantom_001"}) {
      Files.copy(
          folder.resolve("oracle").resolve(id + ".nii.gz"), predictions.resolve(id + ".nii.gz"));
    }
    Path csv = folder.resolve("oracle.csv");
    assertThat(
            processes.omnet(
                "evaluate.log",
                "evaluate",
                "--prediction",
                predictions,
                "--reference",
                data,
                "--csv",
                csv))
        .as(processes.log("evaluate.log"))
        .isZero();
    Process driver =
        processes.driver(
            "evaluate-spark.log",
            "local[2]",
            OmnetSpark.class,
            "evaluate",
            "--prediction",
            predictions,
            "--reference",
            data,
            "--out",
            folder.resolve("evaluated"));
    assertThat(Processes.end(driver)).as(processes.log("evaluate-spark.log")).isZero();
    assertThat(Files.readString(folder.resolve("evaluated/cohort.csv")))
        .isEqualTo(Files.readString(csv));
  }
}
