package io.github.omnet.models.inference;

import static io.github.omnet.models.engine.EngineKind.MXNET;
import static io.github.omnet.models.engine.EngineKind.PYTORCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.EngineUnavailableException;
import io.github.omnet.models.packaging.ModelPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineMeasurementTest {
  private static final String KEY = "weights 0123\nprocessor a";

  @TempDir Path folder;

  private final List<EngineKind> timed = new ArrayList<>();

  private EngineTimesFile file(String key) {
    return new EngineTimesFile(folder.resolve("omnet"), key);
  }

  private EngineTimes times(EngineTimesFile file, Map<EngineKind, Double> clock)
      throws ModelPackageException {
    return new EngineMeasurement(
            List.of(PYTORCH, MXNET),
            file,
            engine -> {
              timed.add(engine);
              if (!clock.containsKey(engine)) {
                throw new EngineUnavailableException("no " + engine);
              }
              return clock.get(engine);
            })
        .times();
  }

  @ParameterizedTest
  @CsvSource({"1.0, 2.0, PYTORCH", "1.0, 0.91, PYTORCH", "1.0, 0.89, MXNET"})
  void anotherEngineMustBeFasterByMoreThanATenth(double pytorch, double mxnet, EngineKind expected)
      throws Exception {
    EngineTimes times = times(file(KEY), Map.of(PYTORCH, pytorch, MXNET, mxnet));
    assertThat(times.fastest()).isEqualTo(expected);
    assertThat(times.seconds()).isEqualTo(Map.of(PYTORCH, pytorch, MXNET, mxnet));
  }

  @Test
  void eachEngineIsTimedOnce() throws Exception {
    EngineTimes first = times(file(KEY), Map.of(PYTORCH, 1.0, MXNET, 0.5));
    EngineTimes second = times(file(KEY), Map.of(PYTORCH, 0.1, MXNET, 0.5));
    assertThat(timed).containsExactly(PYTORCH, MXNET);
    assertThat(second).isEqualTo(first);
    assertThat(second.fastest()).isEqualTo(MXNET);
    try (Stream<Path> files = Files.list(folder.resolve("omnet"))) {
      assertThat(files).containsExactly(file(KEY).path());
    }
  }

  @Test
  void anotherMachineOrModelIsMeasuredAnew() throws Exception {
    times(file(KEY), Map.of(PYTORCH, 1.0, MXNET, 0.5));
    EngineTimes other = times(file(KEY + "b"), Map.of(PYTORCH, 0.1, MXNET, 0.5));
    assertThat(other.fastest()).isEqualTo(PYTORCH);
    assertThat(timed).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "omnet engine times 1\n",
        "omnet engine times 1\n" + KEY + "\n",
        "omnet engine times 1\n" + KEY + "\nmxnet 0.5\n",
        "omnet engine times 1\n" + KEY + "\npytorch 0.5\nmxnet -1\n",
        "omnet engine times 1\n" + KEY + "\npytorch NaN\nmxnet 1\n",
        "omnet engine times 1\n" + KEY + "\npytorch 1\nmxnet 1 2\n",
        "omnet engine times 1\n" + KEY + "\npytorch 1\ntensorflow 1\n",
        "omnet engine times 1\n" + KEY + "b\npytorch 1\nmxnet 1\n",
        "omnet engine times 2\n" + KEY + "\npytorch 1\nmxnet 1\n",
      })
  void aFileThatIsNotWholeIsMeasuredAnewAndReplaced(String text) throws Exception {
    EngineTimesFile file = file(KEY);
    Files.createDirectories(file.path().getParent());
    Files.writeString(file.path(), text);
    EngineTimes measured = times(file, Map.of(PYTORCH, 1.0, MXNET, 0.5));
    assertThat(timed).containsExactly(PYTORCH, MXNET);
    assertThat(file.read(PYTORCH)).contains(measured);
  }

  @Test
  void bytesThatAreNoTextAreMeasuredAnew() throws Exception {
    EngineTimesFile file = file(KEY);
    Files.createDirectories(file.path().getParent());
    Files.write(file.path(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    times(file, Map.of(PYTORCH, 1.0, MXNET, 0.5));
    assertThat(timed).containsExactly(PYTORCH, MXNET);
  }

  @Test
  void aHugeFileIsNotRead() throws Exception {
    EngineTimesFile file = file(KEY);
    times(file, Map.of(PYTORCH, 1.0, MXNET, 0.5));
    Files.writeString(file.path(), Files.readString(file.path()) + "mxnet 0.5\n".repeat(2000));
    assertThat(file.read(PYTORCH)).isEmpty();
  }

  @Test
  void anEngineThatDoesNotStartIsLeftOutAndNothingIsKept() throws Exception {
    assertThat(times(file(KEY), Map.of(MXNET, 0.5)).fastest()).isEqualTo(MXNET);
    assertThat(times(file(KEY), Map.of(PYTORCH, 0.5)).fastest()).isEqualTo(PYTORCH);
    assertThat(times(file(KEY), Map.of()).fastest()).isEqualTo(PYTORCH);
    assertThat(timed).hasSize(6);
    assertThat(file(KEY).path()).doesNotExist();
  }

  @Test
  void anEngineWhoseLibraryIsBrokenDoesNotStopTheOther() throws Exception {
    for (Throwable broken :
        List.of(new UnsatisfiedLinkError("libmxnet.so"), new IllegalStateException("no disk"))) {
      EngineMeasurement measurement =
          new EngineMeasurement(
              List.of(PYTORCH, MXNET),
              file(KEY),
              engine -> {
                if (engine == MXNET && broken instanceof Error error) {
                  throw error;
                }
                if (engine == MXNET) {
                  throw (RuntimeException) broken;
                }
                return 1;
              });
      assertThat(measurement.times()).isEqualTo(EngineTimes.untimed(PYTORCH));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenOnlyCostsTheMeasurement() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "no folder");
    EngineTimesFile file = new EngineTimesFile(blocked.resolve("times"), KEY);
    assertThat(times(file, Map.of(PYTORCH, 1.0, MXNET, 0.5)).fastest()).isEqualTo(MXNET);
    assertThat(times(file, Map.of(PYTORCH, 1.0, MXNET, 0.5)).fastest()).isEqualTo(MXNET);
    assertThat(timed).hasSize(4);
  }
}
