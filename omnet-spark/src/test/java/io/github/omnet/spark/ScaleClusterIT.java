package io.github.omnet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 10,000 subjects cost beside their work, on a driver with 512 MiB of heap. */
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
      assertThat(number(log, "millisPerSubject")).isLessThan(20);
      assertThat(number(log, "markers")).isEqualTo(SUBJECTS);
      assertThat(number(log, "listedAndReadSeconds")).isLessThan(10);
      assertThat(number(log, "maxHeapMebibytes")).isLessThanOrEqualTo(512);
    } finally {
      processes.endAll();
    }
  }

  private static double number(String log, String name) {
    Matcher found = Pattern.compile(name + "=([0-9.]+)").matcher(log);
    assertThat(found.find()).as(name + " in the log").isTrue();
    return Double.parseDouble(found.group(1));
  }
}
