package io.github.omnet.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.omnet.core.OmnetException;
import io.github.omnet.io.internal.cohort.CohortRow;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that need no cluster. */
class RulesTest {
  @TempDir Path folder;

  private static Slot slot(String master, String... settings) {
    SparkConf conf = new SparkConf(false).set("spark.master", master);
    for (int n = 0; n < settings.length; n += 2) {
      conf.set(settings[n], settings[n + 1]);
    }
    return Slot.of(conf);
  }

  @Test
  void aTaskComputesWithItsProcessors() {
    assertThat(slot("local[2]")).isEqualTo(new Slot(1, 2));
    assertThat(slot("local[8]", "spark.task.cpus", "4")).isEqualTo(new Slot(4, 2));
    assertThat(slot("local-cluster[2,1,1024]")).isEqualTo(new Slot(1, 1));
    assertThat(slot("spark://host:1", "spark.task.cpus", "4")).isEqualTo(new Slot(4, 1));
    assertThat(slot("yarn", "spark.executor.cores", "6", "spark.task.cpus", "2"))
        .isEqualTo(new Slot(2, 3));
  }

  @Test
  void theAddressOfTheTaskDecidesWhichGpu() {
    Map<String, ResourceInformation> third =
        Map.of("gpu", new ResourceInformation("gpu", new String[] {"3"}));
    assertThat(GpuAddress.of(DevicePolicy.requireGpu(), third)).isEqualTo(DevicePolicy.gpu(3));
    assertThat(GpuAddress.of(DevicePolicy.preferGpu(), third)).isEqualTo(DevicePolicy.gpu(3));
    assertThat(GpuAddress.of(DevicePolicy.cpu(), third)).isEqualTo(DevicePolicy.cpu());
    assertThat(GpuAddress.of(DevicePolicy.preferGpu(), Map.of())).isEqualTo(DevicePolicy.cpu());
    assertThatThrownBy(() -> GpuAddress.of(DevicePolicy.requireGpu(), Map.of()))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("spark.task.resource.gpu.amount");
  }

  @Test
  void differentSubjectsHaveDifferentFiles() {
    assertThat(FileName.of("BraTS-GLI-00000-000")).isEqualTo("BraTS-GLI-00000-000");
    assertThat(FileName.of("../a b")).isEqualTo("%2E.%2Fa%20b");
    assertThat(FileName.of("con")).isEqualTo("%63on");
    assertThat(FileName.of("LPT1.a")).isEqualTo("%4CPT1.a");
    assertThat(FileName.of("console")).isEqualTo("console");
    assertThat(FileName.of("a%2Fb")).isNotEqualTo(FileName.of("a/b"));
  }

  @Test
  void aMarkerIsReadAsItWasWritten() {
    CohortRow row =
        new CohortRow("a", CohortRow.State.DONE, "", "brats2021", List.of(3L, 2L, 1L), 0.1, "ff");
    Marker marker = new Marker("settings", row, new JsonObject());
    assertThat(Marker.parse(marker.toJson())).contains(marker);
    assertThat(marker.isDoneWith("settings")).isTrue();
    assertThat(marker.isDoneWith("others")).isFalse();
    assertThat(Marker.parse(marker.toJson().substring(0, 40))).isEmpty();
    assertThat(Marker.parse("{}")).isEmpty();
    CohortRow failed = CohortRow.failed("a", new IOException("b\nc"));
    assertThat(failed.reason()).isEqualTo("b c");
    assertThat(new Marker("settings", failed, new JsonObject()).isDoneWith("settings")).isFalse();
  }

  @Test
  void onlyAnAttemptThatIsSilentIsDead() throws IOException, InterruptedException {
    ResultStore store = ResultStore.at(folder.toString());
    store.makeFolder(Attempts.FOLDER);
    Attempts attempts = new Attempts(store, 500);
    assertThat(attempts.dead("a")).isEmpty();
    Attempts.Attempt running = attempts.begin("a", "me");
    assertDead(attempts);
    store.note(Attempts.FOLDER + "/a~lost", "beat 7");
    store.note(Attempts.FOLDER + "/ab~other", "beat 7");
    assertDead(attempts, "a~lost");
    running.end();
    attempts.forget(List.of("a~lost"));
    assertThat(store.list(Attempts.FOLDER, "")).containsExactly("ab~other");
  }

  /** On a busy machine a process may miss three beats and look dead, but not ten times in a row. */
  private static void assertDead(Attempts attempts, String... expected)
      throws IOException, InterruptedException {
    List<String> found = attempts.dead("a");
    for (int n = 1; n < 10 && found.size() > expected.length; n++) {
      found = attempts.dead("a");
    }
    assertThat(found).containsExactly(expected);
  }

  @Test
  void aHadoopFileSystemHoldsTheSameFiles() throws IOException {
    ResultStore hadoop = ResultStore.at(folder.resolve("hadoop").toUri().toString());
    assertThat(hadoop).isInstanceOf(HadoopStore.class);
    hadoop.makeFolder("");
    hadoop.makeFolder("markers");
    assertThat(hadoop.read("markers/a.json")).isEmpty();
    hadoop.write("markers/a.json", "1");
    hadoop.write("markers/a.json", "2");
    assertThat(hadoop.read("markers/a.json")).contains("2");
    assertThat(hadoop.list("markers", "a")).containsExactly("a.json");
    assertThat(hadoop.exists("b.txt")).isFalse();
    String made = hadoop.file("b.txt", path -> Files.writeString(path, "b").toString());
    assertThat(made).endsWith("b.txt");
    assertThat(hadoop.exists("b.txt")).isTrue();
    Files.createFile(folder.resolve("hadoop/markers/.a.json.x.tmp"));
    hadoop.deleteRemains("markers");
    hadoop.delete("b.txt");
    assertThat(hadoop.exists("b.txt")).isFalse();
    assertThat(hadoop.list("markers", "")).allMatch(name -> !name.endsWith(".tmp"));
  }

  @Test
  void anotherPackageIsRefused() {
    assertThatThrownBy(() -> new ModelReference("omnet-small", "00").open())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("expected 00");
  }
}
