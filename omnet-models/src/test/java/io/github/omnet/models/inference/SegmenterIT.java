package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.fusion.RegionThresholds;
import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.morphology.Morphology;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineUnavailableException;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmenterIT {
  private static final Grid GRID =
      new Grid(
          new Shape(26, 24, 22),
          Affine.ofRowMajor(-1, 0, 0, 30, 0, -1.5, 0, 12, 0, 0, 2, -7)); // LPS

  private static final Subject SUBJECT = Phantom.seeded(4, GRID);

  private static final float THRESHOLD = 0.3f;

  private static SegmenterOptions options() {
    // Without rules at the end, every voxel that differs is seen.
    return SegmenterOptions.DEFAULT
        .withEngine(TestEngine.kind())
        .withSettings(
            InferenceSettings.DEFAULT.withWindow(16, 16, 16, 0.5).withPostProcessing(List.of()));
  }

  private static Segmenter open(SegmenterOptions options) throws Exception {
    return Segmenter.open(TestModels.random(4, 14), options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RAS", "PIL", "LPS", "SRP"})
  void theSubjectsOrientationMakesNoDifference(String code) throws Exception {
    try (Segmenter segmenter = open(options())) {
      LabelMap expected = segmenter.segment(SUBJECT).labels().map();
      assertThat(expected.counts().size()).isGreaterThan(1);
      SpatialTransform turn = Transforms.reorient(Orientation.of(code));
      LabelMap turned = segmenter.segment(turn.apply(SUBJECT)).labels().map();
      assertThat(turned.grid().orientation().code()).isEqualTo(code);
      LabelMap back = turn.inverse(GRID).apply(turned);
      assertThat(back.data()).isEqualTo(expected.data());
      assertThat(back.grid().matches(GRID, 1e-9)).isTrue();
    }
  }

  @Test
  void twoThreadsThatShareASegmenterGetTheLabelsOfOne() throws Exception {
    Subject other = Phantom.seeded(5, GRID);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Segmenter segmenter = open(options())) {
      byte[] first = segmenter.segment(SUBJECT).labels().map().data();
      byte[] second = segmenter.segment(other).labels().map().data();
      Future<Segmentation> one = threads.submit(() -> segmenter.segment(SUBJECT));
      Future<Segmentation> two = threads.submit(() -> segmenter.segment(other));
      assertThat(one.get().labels().map().data()).isEqualTo(first);
      assertThat(two.get().labels().map().data()).isEqualTo(second);
      assertThat(first).isNotEqualTo(second);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 11})
  void theNumberOfWindowsInAPassMakesNoDifference(int batch) throws Exception {
    InferenceSettings one = options().settings().orElseThrow().withBatch(1);
    try (Segmenter alone = open(options().withSettings(one).withProbabilities());
        Segmenter together =
            open(options().withSettings(one.withBatch(batch)).withProbabilities())) {
      Segmentation expected = alone.segment(SUBJECT);
      // So that the last pass is not full.
      assertThat(expected.windows() % batch).isNotZero();
      float[] p = tumour(expected);
      float[] found = tumour(together.segment(SUBJECT));
      for (int n = 0; n < p.length; n++) {
        assertThat(found[n]).isCloseTo(p[n], Offset.offset(1e-4f));
      }
    }
  }

  @Test
  void theQualityDoesNotDependOnKeepingProbabilities() throws Exception {
    try (Segmenter streaming = open(options());
        Segmenter keeping = open(options().withProbabilities())) {
      Quality quality = streaming.segment(SUBJECT).quality();
      assertThat(quality).isEqualTo(keeping.segment(SUBJECT).quality());
      // A network with random weights is sure of nothing.
      assertThat(quality.score()).isBetween(0.0, 0.8);
      assertThat(quality.expectedDice().values()).noneMatch(dice -> dice < 0 || dice > 1);
      assertThat(quality.rimCertainty()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void probabilitiesAddUpToOneInTheBrainAndLieOnTheSubjectsGrid() throws Exception {
    try (Segmenter segmenter = open(options().withProbabilities())) {
      Segmentation result = segmenter.segment(SUBJECT);
      assertThat(result.probabilities()).hasSize(3);
      boolean[] brain = SUBJECT.brain().data();
      for (TaskProbabilities task : result.probabilities()) {
        assertThat(task.classes().get(0).grid()).isEqualTo(GRID);
        float[] entropy = task.entropy().data();
        for (int n = 0; n < brain.length; n++) {
          if (brain[n]) {
            float sum = 0;
            for (var volume : task.classes()) {
              sum += volume.data()[n];
            }
            assertThat(sum).isCloseTo(1, Offset.offset(1e-4f));
            assertThat(entropy[n]).isBetween(0f, (float) Math.log(task.classes().size()) + 1e-4f);
          }
        }
      }
    }
  }

  @Test
  void withThresholdsRegionsAreWhereTheProbabilitiesReachThem() throws Exception {
    ModelPackage model =
        TestModels.random(4, 14)
            .withInference(
                options()
                    .settings()
                    .orElseThrow()
                    .withThresholds(Optional.of(RegionThresholds.parse("WT=0.3,TC=0.3,ET=0.3"))));
    SegmenterOptions own = SegmenterOptions.DEFAULT.withEngine(TestEngine.kind());
    try (Segmenter streaming = Segmenter.open(model, own);
        Segmenter keeping = Segmenter.open(model, own.withProbabilities());
        Segmenter without = open(options())) {
      Segmentation kept = keeping.segment(SUBJECT);
      Segmentation streamed = streaming.segment(SUBJECT);
      assertThat(streamed.labels().map().data()).isEqualTo(kept.labels().map().data());
      assertThat(streamed.provenance().get("settings")).contains("WT=0.3,TC=0.3,ET=0.3");

      float[] task1 = sum(kept.probabilities().get(0), 1, 2, 3);
      float[] complete = sum(kept.probabilities().get(1), 1, 2, 3);
      float[] core = sum(kept.probabilities().get(1), 1, 3);
      float[] enhancing = sum(kept.probabilities().get(2), 1);
      boolean[] tumour = new boolean[task1.length];
      for (int n = 0; n < tumour.length; n++) {
        tumour[n] = task1[n] >= THRESHOLD;
      }
      // The dilation is in voxels of the grid turned to RAS, which has the same neighbours.
      boolean[] area =
          Morphology.dilated(Mask.wrap(GRID, tumour), OmNetFusion.DEFAULT_DILATION).data();
      boolean[] wt = kept.labels().region(TumorRegion.WT).data();
      boolean[] tc = kept.labels().region(TumorRegion.TC).data();
      boolean[] et = kept.labels().region(TumorRegion.ET).data();
      for (int n = 0; n < wt.length; n++) {
        assertThat(wt[n]).isEqualTo(area[n] && complete[n] >= THRESHOLD);
        assertThat(tc[n]).isEqualTo(wt[n] && core[n] >= THRESHOLD);
        assertThat(et[n]).isEqualTo(tc[n] && enhancing[n] >= THRESHOLD);
      }
      int before = without.segment(SUBJECT).labels().region(TumorRegion.WT).count();
      assertThat(kept.labels().region(TumorRegion.WT).count()).isGreaterThan(before);
      assertThat(kept.labels().region(TumorRegion.ET).isEmpty()).isFalse();
    }
  }

  private static float[] sum(TaskProbabilities task, int... classes) {
    float[] sum = new float[GRID.shape().voxels()];
    for (int id : classes) {
      float[] p = task.classes().get(id).data();
      for (int n = 0; n < sum.length; n++) {
        sum[n] += p[n];
      }
    }
    return sum;
  }

  @Test
  void averagingOverFlipsMakesTheResultSymmetric() throws Exception {
    Subject mirrored = mirroredAlongX(SUBJECT);
    try (Segmenter segmenter = open(options().withFlips(Flip.along("x")).withProbabilities())) {
      float[] plain = tumour(segmenter.segment(SUBJECT));
      float[] flipped = tumour(segmenter.segment(mirrored));
      Shape s = GRID.shape();
      for (int z = 0; z < s.z(); z++) {
        for (int y = 0; y < s.y(); y++) {
          for (int x = 0; x < s.x(); x++) {
            assertThat(flipped[s.index(s.x() - 1 - x, y, z)])
                .isCloseTo(plain[s.index(x, y, z)], Offset.offset(1e-4f));
          }
        }
      }
    }
  }

  private static float[] tumour(Segmentation result) {
    return result.probabilities().get(0).classes().get(2).data();
  }

  private static Subject mirroredAlongX(Subject subject) {
    EnumMap<Modality, io.github.omnet.core.volume.Volume> mirrored = new EnumMap<>(Modality.class);
    subject
        .volumes()
        .forEach(
            (modality, volume) -> {
              Shape s = volume.shape();
              float[] data = new float[s.voxels()];
              for (int n = 0; n < data.length; n++) {
                int x = n % s.x();
                data[n - x + s.x() - 1 - x] = volume.data()[n];
              }
              mirrored.put(modality, io.github.omnet.core.volume.Volume.wrap(volume.grid(), data));
            });
    return subject.with(mirrored, Optional.empty());
  }

  @Test
  void anEnsembleOfOneModelTwiceIsThatModel() throws Exception {
    try (Segmenter one = open(options());
        Segmenter two =
            Segmenter.open(
                List.of(TestModels.random(4, 14), TestModels.random(4, 14)), options())) {
      assertThat(two.segment(SUBJECT).labels().map().data())
          .isEqualTo(one.segment(SUBJECT).labels().map().data());
    }
  }

  @Test
  void membersOfOnePackageAreAveragedLikeModelsOfTheirOwn() throws Exception {
    List<ModelPackage> models = List.of(TestModels.random(4, 14), TestModels.random(4, 10));
    SegmenterOptions keeping = options().withProbabilities();
    try (Segmenter apart = Segmenter.open(models, keeping);
        Segmenter together = Segmenter.open(ModelPackage.ensemble(models), keeping);
        Segmenter first = Segmenter.open(models.get(0), keeping)) {
      Segmentation expected = apart.segment(SUBJECT);
      Segmentation found = together.segment(SUBJECT);
      assertThat(found.labels().map().data()).isEqualTo(expected.labels().map().data());
      assertThat(tumour(found)).containsExactly(tumour(expected));
      assertThat(largestVariance(together)).isEqualTo(largestVariance(apart));
      assertThat(tumour(first.segment(SUBJECT))).isNotEqualTo(tumour(expected));
    }
  }

  @Test
  void varianceIsZeroAmongEqualsAndNotAmongOthers() throws Exception {
    try (Segmenter equals =
            Segmenter.open(
                List.of(TestModels.random(4, 14), TestModels.random(4, 14)),
                options().withProbabilities());
        Segmenter others =
            Segmenter.open(
                List.of(TestModels.random(4, 14), TestModels.random(4, 10)),
                options().withProbabilities());
        Segmenter single = open(options().withProbabilities())) {
      assertThat(largestVariance(equals)).isLessThan(1e-5f);
      assertThat(largestVariance(others)).isBetween(0.01f, 0.5001f);
      assertThat(single.segment(SUBJECT).probabilities().get(0).variance()).isEmpty();
    }
  }

  private static float largestVariance(Segmenter segmenter) {
    float largest = 0;
    for (TaskProbabilities task : segmenter.segment(SUBJECT).probabilities()) {
      for (float variance : task.variance().orElseThrow().data()) {
        largest = Math.max(largest, variance);
      }
    }
    return largest;
  }

  @Test
  void thePlanTellsTheWindowsThatWillRun() throws Exception {
    try (Segmenter segmenter = open(options())) {
      SegmentationPlan plan = segmenter.plan(SUBJECT);
      Segmentation result = segmenter.segment(SUBJECT);
      assertThat(plan.windows()).isEqualTo(result.windows()).isPositive();
      assertThat(plan.expectedSeconds()).isPositive();
      assertThat(plan.nativeBytes()).isPositive();
      assertThat(plan.engine()).isEqualTo(TestEngine.kind());
      assertThat(plan.engineSeconds()).isEmpty();
    }
  }

  @Test
  void aForecastBeyondTheMachineIsRefusedWithAdvice() {
    SegmentationPlan tooMuch =
        new SegmentationPlan(1, 0, 1L << 50, 0, 1, TestEngine.kind(), Map.of(), Optional.empty());
    assertThatThrownBy(tooMuch::requireMemory)
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("-Xmx");
  }

  @Test
  void aMissingModalityIsNamed() throws Exception {
    EnumMap<Modality, io.github.omnet.core.volume.Volume> three = new EnumMap<>(SUBJECT.volumes());
    three.remove(Modality.T1C);
    try (Segmenter segmenter = open(options())) {
      assertThatThrownBy(() -> segmenter.segment(SUBJECT.with(three, Optional.empty())))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("T1C")
          .hasMessageContaining(SUBJECT.id());
    }
  }

  @Test
  void aGpuThatIsNotThereIsNotReplacedByTheCpu() {
    assertThatThrownBy(() -> open(options().withDevice(DevicePolicy.gpu(99))))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("gpu99");
  }
}
