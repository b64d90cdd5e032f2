package io.github.omnet.models.inference;

import static io.github.omnet.models.engine.EngineKind.MXNET;
import static io.github.omnet.models.engine.EngineKind.PYTORCH;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both engines are on the class path of these tests. */
class EngineMeasurementIT {
  private static final ModelPackage MODEL = TestModels.random(2, 3);
  private static final Subject SUBJECT = Phantom.seeded(5, Grid.isotropic(new Shape(24, 24, 24)));

  @TempDir Path cache;

  private final Map<String, String> before = new HashMap<>();

  private void set(String property, String value) {
    before.put(property, System.getProperty(property, ""));
    System.setProperty(property, value);
  }

  @BeforeEach
  void leaveTheEngineOpen() {
    // DJL unpacks natives below its cache when it starts, which is not to be this folder.
    Engines.start(PYTORCH);
    Engines.start(MXNET);
    set("omnet.engine", "");
    set("omnet.precision", "float32");
    set("DJL_CACHE_DIR", cache.toString());
  }

  @AfterEach
  void restore() {
    before.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  private List<Path> files() throws IOException {
    Path folder = cache.resolve("omnet").resolve("engine-times");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void theEngineIsMeasuredOnceReportedByThePlanAndNamedByTheProvenance() throws Exception {
    SegmentationPlan first;
    try (Segmenter segmenter = Segmenter.open(MODEL, SegmenterOptions.DEFAULT)) {
      first = segmenter.plan(SUBJECT);
      assertThat(segmenter.segment(SUBJECT).provenance())
          .containsEntry("engine", first.engine().toString());
    }
    assertThat(first.engineSeconds()).containsOnlyKeys(PYTORCH, MXNET);
    assertThat(files()).hasSize(1);
    assertThat(Files.readString(files().get(0)))
        .contains("weights " + MODEL.fingerprint(), "pytorch 2", "mxnet 1", "threads ");
    FileTime written = Files.getLastModifiedTime(files().get(0));
    try (Segmenter segmenter = Segmenter.open(MODEL, SegmenterOptions.DEFAULT)) {
      SegmentationPlan second = segmenter.plan(SUBJECT);
      assertThat(second.engine()).isEqualTo(first.engine());
      first
          .engineSeconds()
          .forEach(
              (engine, s) ->
                  assertThat(second.engineSeconds().getOrDefault(engine, 0.0))
                      .isCloseTo(s, org.assertj.core.api.Assertions.within(1e-6)));
    }
    assertThat(Files.getLastModifiedTime(files().get(0))).isEqualTo(written);
  }

  @Test
  void theTimesInTheFileDecide() throws Exception {
    Segmenter.open(MODEL, SegmenterOptions.DEFAULT).close();
    Path file = files().get(0);
    String text = Files.readString(file).replaceAll("(pytorch|mxnet) [\\d.]+\n", "");
    for (EngineKind faster : EngineKind.values()) {
      StringBuilder edited = new StringBuilder(text);
      for (EngineKind engine : EngineKind.values()) {
        edited.append(engine).append(engine == faster ? " 1.0\n" : " 2.0\n");
      }
      Files.writeString(file, edited);
      assertThat(EngineMeasurement.of(MODEL, SegmenterOptions.DEFAULT).fastest()).isEqualTo(faster);
    }
  }

  @Test
  void aNamedEngineIsTakenAndNothingIsTimed() throws Exception {
    for (EngineKind named : EngineKind.values()) {
      SegmenterOptions options = SegmenterOptions.DEFAULT.withEngine(named);
      assertThat(EngineMeasurement.of(MODEL, options)).isEqualTo(EngineTimes.untimed(named));
      System.setProperty("omnet.engine", named.toString());
      assertThat(EngineMeasurement.of(MODEL, SegmenterOptions.DEFAULT))
          .isEqualTo(EngineTimes.untimed(named));
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void anEngineThatCannotDoWhatIsAskedIsNotTimed() throws Exception {
    SegmenterOptions half = SegmenterOptions.DEFAULT.withPrecision(Precision.BFLOAT16);
    assertThat(EngineMeasurement.of(MODEL, half)).isEqualTo(EngineTimes.untimed(PYTORCH));
    SegmenterOptions gpu = SegmenterOptions.DEFAULT.withDevice(DevicePolicy.preferGpu());
    assertThat(EngineMeasurement.of(MODEL, gpu).seconds()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void nothingIsTimedWhereTheProcessorHasInstructionsForBfloat16() throws Exception {
    System.clearProperty("omnet.precision");
    boolean native16 = Precision.AUTO.resolve(PYTORCH, Device.cpu()) == Precision.BFLOAT16;
    EngineTimes times = EngineMeasurement.of(MODEL, SegmenterOptions.DEFAULT);
    assertThat(times.seconds().isEmpty()).isEqualTo(native16);
    assertThat(files()).hasSize(native16 ? 0 : 1);
  }

  @Test
  void precisionsAreMeasuredApart() throws Exception {
    EngineMeasurement.of(MODEL, SegmenterOptions.DEFAULT);
    EngineMeasurement.of(MODEL, SegmenterOptions.DEFAULT.withPrecision(Precision.FLOAT32));
    assertThat(files()).hasSize(2);
  }
}
