package io.github.omnet.models.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.models.monitor.EventFile.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardEventsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_250L), ZoneOffset.UTC);
  private static final double NOW = 1_700_000_000.25;

  @TempDir Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void theDecoderOfThisTestHasTheChecksumOfTheStandard() {
    // RFC 3720, appendix B.4, and the check value of CRC-32/ISCSI.
    assertThat(EventFile.crc32c(new byte[32])).isEqualTo(0x8A9136AA);
    assertThat(EventFile.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(0xE3069283);
  }

  @Test
  void aFileIsAVersionASessionsStartAndAnEventPerCall() throws IOException {
    try (TensorBoardEvents events = TensorBoardEvents.open(folder, 0, CLOCK)) {
      events.write(1, Map.of("loss1", 0.5));
      events.write(3_000_000_000L, Map.of("dice/WT ä", 0.1));
    }
    assertThat(files()).containsExactly(folder.resolve("events.out.tfevents.1700000000.omnet"));
    assertThat(EventFile.read(files().get(0)))
        .containsExactly(
            new Event(NOW, 0, "brain.Event:2", Map.of(), -1),
            new Event(NOW, 1, "", Map.of(), 1),
            new Event(NOW, 1, "", Map.of("loss1", 0.5f), -1),
            new Event(NOW, 3_000_000_000L, "", Map.of("dice/WT ä", 0.1f), -1));
  }

  @Test
  void lengthsAboveOneVarintByteAreRight() throws IOException {
    String tag = "t".repeat(300);
    try (TensorBoardEvents events = TensorBoardEvents.open(folder, 0, CLOCK)) {
      events.write(127, Map.of(tag, -1.0));
      events.write(128, Map.of("a", 1.0, "b", 2.0, "c", 3.0));
    }
    List<Event> read = EventFile.read(files().get(0));
    assertThat(read.get(2)).isEqualTo(new Event(NOW, 127, "", Map.of(tag, -1f), -1));
    assertThat(read.get(3).scalars()).isEqualTo(Map.of("a", 1f, "b", 2f, "c", 3f));
  }

  @Test
  void undefinedNumbersAreLeftOutAndSoIsAnEventOfNothingElse() throws IOException {
    try (TensorBoardEvents events = TensorBoardEvents.open(folder, 0, CLOCK)) {
      events.write(1, Map.of("a", Double.NaN));
      events.write(2, Map.of());
      events.write(3, Map.of("a", 1e300, "b", 2.0));
    }
    assertThat(EventFile.read(files().get(0)))
        .hasSize(3)
        .last()
        .isEqualTo(new Event(NOW, 3, "", Map.of("b", 2f), -1));
  }

  @Test
  void eventsAreInTheFileBeforeItIsClosed() throws IOException {
    try (TensorBoardEvents events = TensorBoardEvents.open(folder, 0, CLOCK)) {
      events.write(1, Map.of("a", 1.0));
      assertThat(EventFile.read(files().get(0))).hasSize(3);
    }
  }

  @Test
  void resumingWritesALaterFileThatPurgesTheStepsComputedAgain() throws IOException {
    TensorBoardEvents.open(folder, 0, CLOCK).close();
    TensorBoardEvents.open(folder, 40, CLOCK).close();
    assertThat(files())
        .extracting(file -> String.valueOf(file.getFileName()))
        .containsExactly(
            "events.out.tfevents.1700000000.omnet", "events.out.tfevents.1700000001.omnet");
    assertThat(EventFile.read(files().get(1)).get(1))
        .isEqualTo(new Event(NOW, 41, "", Map.of(), 1));
  }

  @Test
  void aClockThatWasSetBackDoesNotPutANewFileBeforeAnOldOne() throws IOException {
    Files.createFile(folder.resolve("events.out.tfevents.1800000000.host.7.0"));
    Files.createFile(folder.resolve("notes.txt"));
    TensorBoardEvents.open(folder, 0, CLOCK).close();
    assertThat(files()).contains(folder.resolve("events.out.tfevents.1800000001.omnet"));
  }

  @Test
  void aFolderIsMade() throws IOException {
    Path deep = folder.resolve("run").resolve("events");
    TensorBoardEvents.open(deep, 0).close();
    assertThat(deep).isDirectoryContaining("glob:**events.out.tfevents.*.omnet");
  }

  @Test
  void aNegativeStepIsRefused() {
    assertThatThrownBy(() -> TensorBoardEvents.open(folder, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
