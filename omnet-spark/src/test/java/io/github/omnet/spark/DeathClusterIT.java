package io.github.omnet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when a worker, a driver or a subject's own process dies. */
class DeathClusterIT {
  private static final int SUBJECTS = 8;

  @TempDir Path folder;

  private Processes processes;
  private Path data;
  private Path out;
  private Path notes;

  @BeforeEach
  void makeSubjects() throws IOException {
    processes = new Processes(folder);
    data = folder.resolve("data");
    out = folder.resolve("out");
    notes = Files.createDirectories(folder.resolve("notes"));
    Phantoms.write(data, SUBJECTS);
  }

  @AfterEach
  void end() throws InterruptedException {
    processes.endAll();
  }

  private Process start(String log, String master, long millis, String poison) throws IOException {
    return processes.driver(log, master, WatchedDriver.class, data, out, notes, millis, poison);
  }

  private String oracle() throws IOException, InterruptedException {
    Path oracle = folder.resolve("oracle");
    int code =
        processes.omnet(
            "oracle.log", "segment", "--data", data, "--model", "omnet-small", "--out", oracle);
    assertThat(code).as(processes.log("oracle.log")).isZero();
    return Files.readString(oracle.resolve("cohort.csv"));
  }

  private String table() throws IOException {
    return Files.readString(out.resolve("cohort.csv"));
  }

  private List<String> markers() throws IOException {
    return names(out.resolve("markers"));
  }

  private Map<String, Long> loadings() throws IOException {
    return names(notes).stream()
        .collect(
            Collectors.groupingBy(
                name -> name.substring(0, name.indexOf('~')), Collectors.counting()));
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Test
  void aKilledWorkerCostsARetryAndNotTheJob() throws IOException, InterruptedException {
    String oracle = oracle();
    String master = processes.master();
    Process victim = processes.worker("worker-1", master);
    processes.worker("worker-2", master);
    processes.with("spark.executor.memory", "700m");
    Process driver = start("driver.log", master, 1500, "none");
    // In mid-run: results are there, and the worker's executor works on a subject.
    Processes.await("two results", () -> markers().size() >= 2 || !driver.isAlive());
    Processes.kill(victim);
    assertThat(markers().size()).isLessThan(SUBJECTS);

    assertThat(Processes.end(driver)).as(processes.log("driver.log")).isZero();
    assertThat(table()).isEqualTo(oracle);
    assertThat(names(out.resolve("attempts"))).isEmpty();
    assertThat(loadings().values().stream().mapToLong(n -> n).sum()).isLessThan(SUBJECTS + 3);
  }

  @Test
  void aKilledDriverGoesOnWithWhatWasInFlight() throws IOException, InterruptedException {
    String oracle = oracle();
    Process first = start("first.log", "local-cluster[2,1,1024]", 1500, "none");
    Processes.await("two results", () -> markers().size() >= 2 || !first.isAlive());
    Processes.kill(first);
    List<String> done = markers();
    assertThat(done.size()).isBetween(2, SUBJECTS - 1);

    Process second = start("second.log", "local-cluster[2,1,1024]", 0, "none");
    assertThat(Processes.end(second)).as(processes.log("second.log")).isZero();
    assertThat(table()).isEqualTo(oracle);
    Map<String, Long> loadings = loadings();
    assertThat(done)
        .allSatisfy(marker -> assertThat(loadings.get(marker.replace(".json", ""))).isEqualTo(1));
    assertThat(loadings.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(2));
    assertThat(loadings.values().stream().filter(count -> count == 2).count())
        .as("subjects in flight on two executors")
        .isLessThanOrEqualTo(2);
  }

  @Test
  void aSubjectThatKillsItsProcessIsQuarantined() throws IOException, InterruptedException {
    Process driver = start("poison.log", "local-cluster[2,1,1024]", 0, "phantom_002");
    assertThat(Processes.end(driver)).as(processes.log("poison.log")).isZero();
    assertThat(loadings().get("phantom_002")).isEqualTo(2);
    assertThat(table()).contains("phantom_002,quarantined,\"2 processes died");
    assertThat(table().lines().filter(line -> line.contains(",done,"))).hasSize(SUBJECTS - 1);
    assertThat(names(out.resolve("attempts"))).isEmpty();
  }
}
