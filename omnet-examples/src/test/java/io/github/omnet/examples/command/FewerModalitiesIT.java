package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.omnet.examples.Run;
import io.github.omnet.io.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that hold no more images than the network needs. */
class FewerModalitiesIT {
  @TempDir Path folder;
  private Path cohort;
  private Path model;

  @BeforeEach
  void writePhantoms() {
    cohort = folder.resolve("cohort");
    model = folder.resolve("model");
    Run.of("phantom", "--out", cohort, "--subjects", 2, "--voxels", 24).succeeded();
  }

  private Path image(int subject, String modality) {
    String name = "phantom_00" + subject;
    return cohort.resolve(name).resolve(name + "_" + modality + ".nii.gz");
  }

  private Run train(Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("train", "--data", cohort, "--out", model, "--preset", "om-net"));
    arguments.addAll(List.of("--width", 2, "--iterations", 2, "--batch", 1));
    arguments.addAll(List.of("--patch", "16,16,16"));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray());
  }

  private Run segment(String what, Path from, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("segment", what, from, "--model", model));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray());
  }

  @Test
  void twoModalitiesAreTrainedAndSegmentedFromFoldersOfTwo() throws IOException {
    for (int subject = 0; subject < 2; subject++) {
      Files.delete(image(subject, "t1"));
      Files.delete(image(subject, "flair"));
    }
    train().failedWith(cohort.resolve("phantom_000"), "FLAIR is missing");
    Run lacking = train("--modalities", "t1,t2");
    assertThat(lacking.exitCode()).isEqualTo(1);
    assertThat(lacking.err()).contains("T1 is missing").doesNotContain("FLAIR is missing");

    train("--modalities", "t1c,t2", "--validate", "phantom_001").succeeded();
    Path out = folder.resolve("seg.nii.gz");
    Path picture = folder.resolve("overlay.png");
    // Two images of so small a phantom look exchanged, which is a warning.
    Run one =
        segment("--subject", cohort.resolve("phantom_000"), "--out", out, "--overlay", picture);
    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(picture).exists();
    assertThat(Images.readLabels(out).grid()).isEqualTo(Images.readVolume(image(0, "t2")).grid());
    Path all = folder.resolve("all");
    JsonObject cohortRun = segment("--data", cohort, "--out", all, "--json").json();
    assertThat(cohortRun.get("failed").getAsInt()).isZero();

    Files.delete(image(1, "t2"));
    Run failed = segment("--data", cohort, "--out", folder.resolve("again"));
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err()).contains("phantom_001 failed").contains("T2 is missing");
    assertThat(folder.resolve("again/phantom_000.nii.gz")).exists();
  }

  @Test
  void anySubsetIsTakenWhereMissingModalitiesAreZero() throws IOException {
    Files.delete(image(0, "t1"));
    Files.delete(image(1, "flair"));
    Files.delete(image(1, "t1ce"));
    train("--missing", "zero").succeeded();
    Path all = folder.resolve("all");
    JsonObject run = segment("--data", cohort, "--out", all, "--json").json();
    assertThat(run.get("failed").getAsInt()).isZero();
    assertThat(all.resolve("phantom_001.nii.gz")).exists();
  }
}
