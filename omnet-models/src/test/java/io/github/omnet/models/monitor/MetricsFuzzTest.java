package io.github.omnet.models.monitor;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run as {@code JAZZER_FUZZ=1 mvn test -Dtest=MetricsFuzzTest} to look for more. */
class MetricsFuzzTest {
  private static final Path FILE = temporaryFile();

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("fuzz", ".csv");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FuzzTest(maxDuration = "20m")
  void readsOrRefuses(byte[] data) throws IOException {
    Files.write(FILE, data);
    try {
      MetricsTable table = MetricsTable.read(FILE);
      for (String column : table.columns()) {
        long last = Long.MIN_VALUE;
        for (MetricsTable.Point point : table.series(column)) {
          if (!Double.isFinite(point.value()) || point.iteration() < last) {
            throw new AssertionError("inconsistent " + point);
          }
          last = point.iteration();
        }
      }
    } catch (MetricsFormatException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.contains(FILE.toString())
          || message.chars().anyMatch(Character::isISOControl)
          || message.length() > 4000) {
        throw new AssertionError("unhelpful exception", e);
      }
    }
  }
}
