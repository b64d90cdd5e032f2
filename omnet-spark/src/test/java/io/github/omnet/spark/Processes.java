package io.github.omnet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Spark's processes and the program's, started from Maven's jars without a Spark distribution, on
 * the loopback only. Whatever still runs is killed by its pid by {@link #endAll}.
 */
final class Processes {
  private static final long MINUTES = 6;

  private final Path folder;
  private final List<Process> started = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();

  Processes(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("spark-home").resolve("jars"));
  }

  /** Sets a property of Spark for the drivers that follow. */
  Processes with(String key, Object value) {
    settings.add("-D" + key + "=" + value);
    return this;
  }

  static String classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    return Arrays.stream(path.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }

  private Process start(String log, List<String> options, String mainClass, Object... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), mainClass));
    Arrays.stream(args).map(String::valueOf).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(log).toFile());
    builder.environment().remove("OMP_NUM_THREADS");
    builder.environment().put("SPARK_HOME", folder.resolve("spark-home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    if (!mainClass.startsWith("org.apache.spark")
        && options.stream().noneMatch(Processes::isSpark)) {
      builder.environment().put("OMP_NUM_THREADS", "1");
    }
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static boolean isSpark(String option) {
    return option.startsWith("-Dspark.");
  }

  private static List<String> sparkOptions(String heap) {
    List<String> options = new ArrayList<>(List.of(heap, "-Dspark.ui.enabled=false"));
    // As one text, which is all that Spark 3.5 has.
    options.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split(" +", -1)));
    return options;
  }

  /** Starts a driver. */
  Process driver(String log, String master, Class<?> mainClass, Object... args) throws IOException {
    List<String> options = sparkOptions("-Xmx512m");
    options.add("-Dspark.master=" + master);
    options.add("-Dspark.driver.host=127.0.0.1");
    options.add("-Dspark.executor.extraClassPath=" + classPath());
    options.addAll(settings);
    return start(log, options, mainClass.getName(), args);
  }

  /** Runs the program {@code omnet} to its end, with one compute thread and without Spark. */
  int omnet(String log, Object... args) throws IOException, InterruptedException {
    return end(start(log, List.of("-Xmx1g"), "io.github.omnet.examples.Main", args));
  }

  /** Starts a master and returns its URL. */
  String master() throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    start(
        "master.log",
        sparkOptions("-Xmx512m"),
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        port,
        "--webui-port",
        0);
    await("the master", () -> log("master.log").contains("Starting Spark master at"));
    return "spark://127.0.0.1:" + port;
  }

  /** Starts a worker of one core. */
  Process worker(String name, String master) throws IOException, InterruptedException {
    Process worker =
        start(
            name + ".log",
            sparkOptions("-Xmx256m"),
            "org.apache.spark.deploy.worker.Worker",
            "-c",
            1,
            "-m",
            "1200M",
            "-d",
            folder.resolve(name),
            "--host",
            "127.0.0.1",
            "--webui-port",
            0,
            master);
    await(name, () -> log(name + ".log").contains("Successfully registered with master"));
    return worker;
  }

  String log(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ends in time").isTrue();
    return process.exitValue();
  }

  /** Kills a process and its children with SIGKILL. */
  static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  /** Something that becomes true. */
  interface Condition {
    boolean isTrue() throws IOException;
  }

  static void await(String what, Condition condition) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(MINUTES));
    while (!condition.isTrue()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
      Thread.sleep(50);
    }
  }

  void endAll() throws InterruptedException {
    for (Process process : started) {
      if (process.isAlive()) {
        kill(process);
      }
    }
  }
}
