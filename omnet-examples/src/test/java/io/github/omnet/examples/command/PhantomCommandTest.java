package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.examples.Run;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.io.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomCommandTest {
  @TempDir Path folder;

  @Test
  void writesSubjectsThatReadBackAsTheyWere() throws IOException {
    Path out = folder.resolve("cohort");

    assertThat(
            Run.of("phantom", "--out", out, "--subjects", 2, "--voxels", 24, "--seed", 5)
                .succeeded()
                .out())
        .contains("2 subjects");

    Dataset dataset = Dataset.find(out);
    assertThat(dataset.ids()).containsExactly("phantom_000", "phantom_001");
    Subject made = new PhantomCohort(5, 24).subject(1);
    Subject read = dataset.get("phantom_001").load();
    for (Modality modality : Modality.values()) {
      assertThat(read.volume(modality).data()).isEqualTo(made.volume(modality).data());
    }
    assertThat(read.requireTruth().map().data()).isEqualTo(made.requireTruth().map().data());
    assertThat(read.grid().matches(made.grid())).isTrue();
  }

  @Test
  void refusesToWriteIntoAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));

    Run.of("phantom", "--out", file, "--subjects", 1, "--voxels", 16).failedWith(file, "choose");
  }
}
