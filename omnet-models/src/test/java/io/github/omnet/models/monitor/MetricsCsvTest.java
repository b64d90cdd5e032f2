package io.github.omnet.models.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.omnet.models.monitor.MetricsTable.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsCsvTest {
  private static final List<String> COLUMNS = List.of("loss1", "loss2", "diceWT");
  private static final String FOUR_ROWS =
      "iteration,loss1,loss2,diceWT\r\n1,3,,\r\n2,2,,0.5\r\n3,1,,\r\n4,0,,\r\n";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("metrics.csv");
  }

  private Path holding(String text) throws IOException {
    return Files.writeString(file(), text);
  }

  private MetricsCsv open(long resumeAt) throws IOException {
    return MetricsCsv.open(file(), COLUMNS, resumeAt);
  }

  @Test
  void aPipeIsRefusedInsteadOfWaitedFor() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
    assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor()).isZero();
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> MetricsTable.read(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file() + ": is a pipe, socket or device"));
  }

  @Test
  void aTableIsAHeaderAndARowPerCall() throws IOException {
    try (MetricsCsv csv = open(0)) {
      csv.write(1, Map.of("loss1", 1.25, "loss2", 0.5));
      csv.write(20, Map.of("diceWT", 0.875, "loss2", -3e-9));
    }
    assertThat(file())
        .content()
        .isEqualTo("iteration,loss1,loss2,diceWT\r\n1,1.25,0.5,\r\n20,,-3E-9,0.875\r\n");
  }

  @Test
  void undefinedNumbersAreBlank() throws IOException {
    try (MetricsCsv csv = open(0)) {
      csv.write(1, Map.of("loss1", Double.NaN, "loss2", Double.POSITIVE_INFINITY, "diceWT", 0.0));
    }
    assertThat(file()).content().endsWith("\r\n1,,,0\r\n");
  }

  @Test
  void floatsArePrintedWithoutTheDigitsTheyDoNotHold() throws IOException {
    try (MetricsCsv csv = open(0)) {
      csv.write(1, Map.of("loss1", (double) 0.1f, "loss2", 2550.0, "diceWT", 1e20));
    }
    assertThat(file()).content().endsWith("\r\n1,0.1,2550,1E+20\r\n");
  }

  @Test
  void aRowIsInTheFileBeforeItIsClosed() throws IOException {
    try (MetricsCsv csv = open(0)) {
      csv.write(1, Map.of("loss1", 1.0));
      assertThat(file()).content().endsWith("\r\n1,1,,\r\n");
    }
  }

  @Test
  void rowsAfterTheCheckpointAreDroppedOnResume() throws IOException {
    holding(FOUR_ROWS);
    try (MetricsCsv csv = open(2)) {
      csv.write(3, Map.of("loss1", 7.0));
    }
    assertThat(file())
        .content()
        .isEqualTo("iteration,loss1,loss2,diceWT\r\n1,3,,\r\n2,2,,0.5\r\n3,7,,\r\n");
  }

  @Test
  void everyRowStaysIfTheCheckpointIsTheLast() throws IOException {
    holding(FOUR_ROWS);
    open(9).close();
    assertThat(file()).content().isEqualTo(FOUR_ROWS);
  }

  @Test
  void aNewRunInAnOldFolderBeginsAnew() throws IOException {
    holding(FOUR_ROWS);
    open(0).close();
    assertThat(file()).content().isEqualTo("iteration,loss1,loss2,diceWT\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5,0.25,0.5,1", "5,1,,\r", "\0\0\0"})
  void aTornLastLineIsDropped(String torn) throws IOException {
    holding(FOUR_ROWS + torn);
    open(9).close();
    assertThat(file()).content().isEqualTo(FOUR_ROWS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "iter", "iteration,loss1,loss2,diceWT", "iteration,loss1,loss2,diceWT\r"})
  void aTornHeaderIsWrittenAnew(String torn) throws IOException {
    holding(torn);
    open(3).close();
    assertThat(file()).content().isEqualTo("iteration,loss1,loss2,diceWT\r\n");
  }

  @Test
  void whatLiesBehindTheCheckpointNeedNotBeWhole() throws IOException {
    holding(FOUR_ROWS + "rubbish\r\n");
    open(3).close();
    assertThat(file()).content().endsWith("\r\n3,1,,\r\n");
  }

  @Test
  void otherColumnsAreRefusedAndStay() throws IOException {
    String other = "iteration,loss1\r\n1,2\r\n";
    holding(other);
    assertThatThrownBy(() -> open(1))
        .isInstanceOf(MetricsFormatException.class)
        .hasMessage(
            file()
                + ", line 1: found columns [loss1], expected those of this run, [loss1, loss2,"
                + " diceWT]; move the file away, and a new one is begun");
    assertThat(file()).content().isEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a table", "not,a\r\ntable,\r\n", "iteration;loss1\r\n"})
  void aFileThatIsNoTableIsRefusedAndStays(String other) throws IOException {
    holding(other);
    assertThatThrownBy(() -> open(1))
        .isInstanceOf(MetricsFormatException.class)
        .hasMessageContaining("line 1");
    assertThat(file()).content().isEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x,1,,", "2,1,", "2,1,,,", "2,one,,", "1,1,,", ""})
  void aRowThatIsNoneIsRefusedByLine(String row) throws IOException {
    holding("iteration,loss1,loss2,diceWT\r\n2,3,,\r\n" + row + "\r\n2,1,,\r\n");
    assertThatThrownBy(() -> open(9))
        .isInstanceOf(MetricsFormatException.class)
        .hasMessageContaining("metrics.csv, line 3: found ");
  }

  @Test
  void aFileWithoutLineBreaksIsNotReadIntoMemory() throws IOException {
    holding("iteration".repeat(10_000));
    assertThatThrownBy(() -> open(9)).hasMessageContaining("65536 bytes without a line break");
  }

  @Test
  void aNumberWithoutAColumnIsRefused() throws IOException {
    try (MetricsCsv csv = open(0)) {
      assertThatThrownBy(() -> csv.write(1, Map.of("loss9", 1.0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("loss9");
    }
    assertThat(file()).content().isEqualTo("iteration,loss1,loss2,diceWT\r\n");
  }

  @Test
  void iterationsDoNotGoBack() throws IOException {
    try (MetricsCsv csv = open(5)) {
      csv.write(7, Map.of());
      csv.write(7, Map.of("diceWT", 1.0));
      assertThatThrownBy(() -> csv.write(6, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("iteration 6 comes after 7");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a\"b", "a\nb", "", "loss1", "iteration"})
  void namesThatNeedQuotesOrComeTwiceAreRefused(String name) {
    assertThatThrownBy(() -> MetricsCsv.open(file(), List.of("loss1", name), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file()).doesNotExist();
  }

  @Test
  void aMissingFolderIsNamed() {
    Path lost = folder.resolve("lost").resolve("metrics.csv");
    assertThatThrownBy(() -> MetricsCsv.open(lost, COLUMNS, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(lost.toString());
  }

  @Test
  void anInterruptedThreadStillWrites() throws IOException {
    try (MetricsCsv csv = open(0)) {
      Thread.currentThread().interrupt();
      csv.write(1, Map.of("loss1", 1.0));
      csv.write(2, Map.of("loss1", 2.0));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(file()).content().endsWith("\r\n2,2,,\r\n");
  }

  @Test
  void aTableIsReadBackByColumn() throws IOException {
    holding(FOUR_ROWS + "5,0.");
    MetricsTable table = MetricsTable.read(file());
    assertThat(table.columns()).isEqualTo(COLUMNS);
    assertThat(table.series("loss1"))
        .containsExactly(new Point(1, 3), new Point(2, 2), new Point(3, 1), new Point(4, 0));
    assertThat(table.series("diceWT")).containsExactly(new Point(2, 0.5));
    assertThat(table.series("loss2")).isEmpty();
    assertThat(table.series("loss9")).isEmpty();
  }

  @Test
  void severalLogsAreToldTheSameAndAllAreClosed() throws IOException {
    Map<String, Long> told = new LinkedHashMap<>();
    class Log implements ScalarLog {
      private final String name;

      Log(String name) {
        this.name = name;
      }

      @Override
      public void write(long iteration, Map<String, Double> values) {
        told.put(name + values, iteration);
      }

      @Override
      public void close() throws IOException {
        told.put("close " + name, 0L);
        throw new IOException(name);
      }
    }

    ScalarLog both = ScalarLog.all(List.of(new Log("one"), new Log("two")));
    both.write(3, Map.of("loss", 1.0));
    assertThat(told).containsOnlyKeys("one{loss=1.0}", "two{loss=1.0}");
    assertThatThrownBy(both::close).isInstanceOf(IOException.class);
    assertThat(told).containsKeys("close one", "close two");
  }
}
