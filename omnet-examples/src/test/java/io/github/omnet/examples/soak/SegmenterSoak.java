package io.github.omnet.examples.soak;

import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a {@link Soak} and prints the resident memory while it lasts. {@code docs/lab/soak} starts
 * it, with a heap that is resident from the start, so that what grows lies outside of it.
 */
public final class SegmenterSoak {
  private static final int ROUNDS = 20;

  /** The rounds in which caches and pools fill. */
  private static final int WARM_UP = 4;

  private static final double FLAT = 0.05;

  private SegmenterSoak() {}

  /**
   * Soaks.
   *
   * @param args number of segmentations, seed
   * @throws Exception if a result differs, or memory is not flat
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException("expected COUNT SEED, found " + List.of(args));
    }
    int count = Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("soak");
    ModelPackage model = smallest(folder);
    try (Soak soak = new Soak(model, SegmenterOptions.DEFAULT, Long.parseLong(args[1]))) {
      PrintStream out = System.out;
      soak.alone().forEach((id, outcome) -> out.println(id + ": " + outcome));
      out.printf("%n%12s %14s %16s%n", "segmented", "resident MiB", "heap used MiB");
      List<Double> resident = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        int before = count * (round - 1) / ROUNDS;
        soak.segment(count * round / ROUNDS - before);
        double mebibytes = residentMebibytes();
        out.printf(
            Locale.ROOT,
            "%12d %14.1f %16.1f%n",
            count * round / ROUNDS,
            mebibytes,
            heapMebibytes());
        if (round >= WARM_UP) {
          resident.add(mebibytes);
        }
      }
      out.println();
      soak.events().forEach((event, times) -> out.printf("%-28s %5d%n", event, times));
      judge(resident, out);
    }
  }

  private static void judge(List<Double> resident, PrintStream out) {
    double least = resident.stream().mapToDouble(x -> x).min().orElseThrow();
    double most = resident.stream().mapToDouble(x -> x).max().orElseThrow();
    double share = most / least - 1;
    out.printf(
        Locale.ROOT,
        "resident memory from round %d on: %.1f to %.1f MiB, within %.1f %%%n",
        WARM_UP,
        least,
        most,
        100 * share);
    if (share > FLAT) {
      throw new IllegalStateException("resident memory is not flat");
    }
    out.println("every result equals that of the subject alone");
  }

  /** Trains the smallest model for a moment, in processes of their own. */
  private static ModelPackage smallest(Path folder) throws IOException, InterruptedException {
    Path cohort = folder.resolve("cohort");
    Path model = folder.resolve("model");
    run("phantom", "--out", cohort, "--subjects", 2, "--voxels", 24);
    List<Object> train = new ArrayList<>(List.of("train", "--data", cohort, "--out", model));
    train.addAll(List.of("--preset", "om-net", "--width", 4, "--batch", 1, "--patch", "16,16,16"));
    train.addAll(List.of("--iterations", 20));
    run(train.toArray());
    return ModelPackage.open(model);
  }

  private static void run(Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.github.omnet.examples.Main");
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException(arguments[0] + " ended with " + exitCode);
    }
  }

  /** Once what is free is given back, in the heap and outside of it. */
  private static double residentMebibytes() throws IOException {
    System.gc();
    Engines.trimMemory();
    Matcher size =
        Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB")
            .matcher(Files.readString(Path.of("/proc/self/status")));
    if (!size.find()) {
      throw new IOException("/proc/self/status names no resident memory");
    }
    return Long.parseLong(size.group(1)) / 1024.0;
  }

  private static double heapMebibytes() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
  }
}
