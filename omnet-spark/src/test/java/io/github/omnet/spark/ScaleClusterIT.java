package io.github.omnet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What 10,000 subjects cost beside their work, on a driver with 512 MiB of heap. Prints the lines
 * of {@code docs/guide/cluster.md} that follow from it, for subjects of as many seconds as {@code
 * -Domnet.secondsPerSubject=10} says.
 */
class ScaleClusterIT {
  private static final int SUBJECTS = 10_000;

  @TempDir Path folder;

  @Test
  void tenThousandSubjectsTakeLittleOfScheduler() throws IOException, InterruptedException {
    Processes processes = new Processes(folder).with("spark.log.level", "WARN");
    try {
      Process driver =
          processes.driver(
              "driver.log",
              "local-cluster[2,1,1024]",
              SimulatedDriver.class,
              folder.resolve("out"),
              SUBJECTS);
      assertThat(Processes.end(driver)).as(processes.log("driver.log")).isZero();
      String log = processes.log("driver.log");
      print(log, Double.parseDouble(System.getProperty("omnet.secondsPerSubject", "10")));
      assertThat(number(log, "millisPerSubject")).isLessThan(20);
      assertThat(number(log, "markers")).isEqualTo(SUBJECTS);
      assertThat(number(log, "listedAndReadSeconds")).isLessThan(10);
      assertThat(number(log, "maxHeapMebibytes")).isLessThanOrEqualTo(512);
    } finally {
      processes.endAll();
    }
  }

  private static void print(String log, double seconds) {
    double scheduling = SUBJECTS * number(log, "millisPerSubject") / 1000;
    System.out.printf(
        Locale.ROOT,
        "scale: %.1f ms a subject on a driver of %.0f MiB, all markers read in %.1f s%n",
        number(log, "millisPerSubject"),
        number(log, "maxHeapMebibytes"),
        number(log, "listedAndReadSeconds"));
    for (int executors : new int[] {10, 100, 1000}) {
      double work = SUBJECTS * seconds / executors;
      System.out.printf(
          Locale.ROOT,
          "| %,d | %s | %s | %s | %s |%n",
          executors,
          text(work),
          text(scheduling),
          text(Math.max(work, scheduling)),
          work >= scheduling ? "the network's arithmetic" : "the driver's scheduling");
    }
  }

  private static String text(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  private static double number(String log, String name) {
    Matcher found = Pattern.compile(name + "=([0-9.]+)").matcher(log);
    assertThat(found.find()).as(name + " in the log").isTrue();
    return Double.parseDouble(found.group(1));
  }
}
