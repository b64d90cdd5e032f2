package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.packaging.InferenceSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CascadeIT {
  private static final Subject SUBJECT = Phantom.seeded(4, Grid.isotropic(new Shape(40, 40, 40)));

  private static Segmentation segment(long seed) throws Exception {
    SegmenterOptions options =
        SegmenterOptions.DEFAULT
            .withEngine(TestEngine.kind())
            .withSettings(
                InferenceSettings.DEFAULT.withWindow(16, 16, 16, 0).withPostProcessing(List.of()))
            .withProbabilities();
    try (Segmenter segmenter =
        Segmenter.open(
            TestModels.random(
                Architecture.CASCADE, LabelScheme.BRATS2021, new Shape(16, 16, 16), 2, seed),
            options)) {
      return segmenter.segment(SUBJECT);
    }
  }

  @Test
  void laterNetworksRunOnlyWhereTheOneBeforeFoundSomething() throws Exception {
    Set<Integer> networks = new HashSet<>();
    for (long seed = 1; seed <= 12; seed++) {
      Segmentation result = segment(seed);
      int first = 27; // 40 voxels take three windows of 16 along each axis
      int ran = result.probabilities().size();
      networks.add(ran);
      boolean tumour = !result.labels().region(TumorRegion.WT).isEmpty();
      boolean core = !result.labels().region(TumorRegion.TC).isEmpty();
      if (ran == 1) {
        assertThat(result.windows()).isLessThanOrEqualTo(first);
        assertThat(tumour).isFalse();
      }
      if (core) {
        assertThat(ran).isEqualTo(3);
      }
      assertThat(result.windows()).isLessThanOrEqualTo(3 * first);
    }
    // Else this test would have seen one case alone.
    assertThat(networks).hasSizeGreaterThan(1);
  }
}
