package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The block of a package, which users run with DJL, is the network that a segmenter runs. */
class PackagedNetworkIT {
  private static final Shape WINDOW = new Shape(16, 16, 16);

  @TempDir Path folder;

  /** Brain everywhere, so that cropping takes nothing away and one window holds all of it. */
  private static Subject subject() {
    Random random = new Random(5);
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      float[] values = new float[WINDOW.voxels()];
      for (int n = 0; n < values.length; n++) {
        values[n] = 100 + 50 * random.nextFloat();
      }
      volumes.put(modality, Volume.wrap(Grid.isotropic(WINDOW), values));
    }
    return Subject.of("all-brain", volumes);
  }

  /** The prepared images as the network takes them: N, C, D, H, W. */
  private static NDArray window(ModelPackage model, NDManager manager) {
    Subject prepared = model.manifest().preprocessing().apply(subject()).subject();
    List<Modality> modalities = model.manifest().preprocessing().modalities();
    float[] values = new float[modalities.size() * WINDOW.voxels()];
    for (int channel = 0; channel < modalities.size(); channel++) {
      float[] image = prepared.volume(modalities.get(channel)).data();
      System.arraycopy(image, 0, values, channel * WINDOW.voxels(), WINDOW.voxels());
    }
    return manager.create(
        values,
        new ai.djl.ndarray.types.Shape(1, modalities.size(), WINDOW.z(), WINDOW.y(), WINDOW.x()));
  }

  @Test
  void theBlockOfAnOpenedPackageGivesTheProbabilitiesOfASegmenter() throws Exception {
    Path zip = folder.resolve("model.zip");
    ModelWriter.toZip(TestModels.random(4, 21), zip);
    ModelPackage model = ModelPackage.open(zip);
    SegmenterOptions options =
        SegmenterOptions.DEFAULT
            .withEngine(TestEngine.kind())
            .withPrecision(Precision.FLOAT32)
            .withSettings(
                InferenceSettings.DEFAULT
                    .withWindow(WINDOW.x(), WINDOW.y(), WINDOW.z(), 0)
                    .withPostProcessing(List.of()))
            .withProbabilities();
    Segmentation segmented;
    try (Segmenter segmenter = Segmenter.open(model, options)) {
      segmented = segmenter.segment(subject());
    }
    assertThat(segmented.windows()).isEqualTo(1);
    try (NDManager manager = TestEngine.newManager()) {
      TaskNetwork network = model.network(0, manager);
      // Folded normalisation, as the segmenter has it, changes the last digits.
      requireProbabilities(segmented, network, manager, model, 1e-3f);
      requireProbabilities(segmented, network.fold(), manager, model, 1e-5f);
    }
  }

  private static void requireProbabilities(
      Segmentation expected,
      TaskNetwork network,
      NDManager manager,
      ModelPackage model,
      float tolerance) {
    NDList scores =
        network.forward(
            new ParameterStore(manager, false), new NDList(window(model, manager)), false);
    assertThat(scores).hasSameSizeAs(expected.probabilities());
    for (TaskProbabilities task : expected.probabilities()) {
      float[] found = scores.get(task.task() - 1).softmax(1).toFloatArray();
      assertThat(found).hasSize(task.classes().size() * WINDOW.voxels());
      for (int n = 0; n < found.length; n++) {
        float[] probabilities = task.classes().get(n / WINDOW.voxels()).data();
        assertThat(found[n])
            .isCloseTo(probabilities[n % WINDOW.voxels()], Offset.offset(tolerance));
      }
    }
  }
}
