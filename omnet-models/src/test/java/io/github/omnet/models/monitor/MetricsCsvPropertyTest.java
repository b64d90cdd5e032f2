package io.github.omnet.models.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MetricsCsvPropertyTest {
  private static final int ITERATIONS = 12;

  /** Validation every fourth step writes a second row of the same iteration. */
  private static void train(MetricsCsv csv, int from, int to) throws IOException {
    for (int n = from + 1; n <= to; n++) {
      csv.write(n, Map.of("loss", 1.0 / n));
      if (n % 4 == 0) {
        csv.write(n, Map.of("dice", 0.01 * n));
      }
    }
  }

  @Property(tries = 200)
  void aRunKilledAtAnyByteAndResumedWritesTheFileOfAnUninterruptedOne(
      @ForAll @IntRange(max = ITERATIONS) int checkpoint, @ForAll @IntRange(max = 1000) int cut)
      throws IOException {
    Path file = Files.createTempFile("omnet", ".csv");
    try {
      Files.delete(file);
      byte[] whole = new byte[0];
      int least = 0;
      try (MetricsCsv csv = MetricsCsv.open(file, List.of("loss", "dice"), 0)) {
        train(csv, 0, checkpoint);
        least = (int) Files.size(file); // what a checkpoint's rows take is there before it is
        train(csv, checkpoint, ITERATIONS);
        whole = Files.readAllBytes(file);
      }
      Files.write(file, Arrays.copyOf(whole, least + cut % (whole.length - least + 1)));
      try (MetricsCsv csv = MetricsCsv.open(file, List.of("loss", "dice"), checkpoint)) {
        assertThat(file).hasBinaryContent(Arrays.copyOf(whole, least));
        train(csv, checkpoint, ITERATIONS);
      }
      assertThat(file).hasBinaryContent(whole);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
