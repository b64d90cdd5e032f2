package io.github.omnet.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.examples.Run;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@code docs/lab/soak}; of memory it says nothing. */
class SegmenterSoakIT {
  @TempDir private Path folder;

  @Test
  void whateverHappensBetweenEachResultIsThatOfTheSubjectAlone() throws Exception {
    Path cohort = folder.resolve("cohort");
    Run.of("phantom", "--out", cohort, "--subjects", 2, "--voxels", 24).succeeded();
    Run.train(cohort, folder.resolve("model"), 2);
    ModelPackage model = ModelPackage.open(folder.resolve("model"));
    try (Soak soak = new Soak(model, SegmenterOptions.DEFAULT, 1)) {
      assertThat(soak.alone().values()).doesNotContain("interrupted");
      soak.segment(40);
      assertThat(soak.events())
          .containsEntry("segmented", 40)
          .containsKeys("hostile subject", "segmenter opened and closed", "undisturbed");
    }
  }
}
