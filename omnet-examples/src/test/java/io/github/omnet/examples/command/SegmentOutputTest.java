package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.examples.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of {@code segment} that would take the place of something else; no engine starts. */
class SegmentOutputTest {
  @TempDir private Path folder;
  private Path subject;
  private Path flair;

  @BeforeEach
  void makeSubject() {
    Run.of("phantom", "--out", folder, "--subjects", 1, "--voxels", 32).succeeded();
    subject = folder.resolve("phantom_000");
    flair = subject.resolve("phantom_000_flair.nii.gz");
  }

  private Run segment(Object... more) {
    List<Object> words = new ArrayList<>(List.of("segment", "--model", "omnet-small"));
    words.addAll(List.of("--subject", subject));
    words.addAll(Arrays.asList(more));
    return Run.of(words.toArray());
  }

  @Test
  void noResultTakesThePlaceOfAnImage() throws IOException {
    byte[] before = Files.readAllBytes(flair);
    Path elsewhere = folder.resolve("out.nii.gz");
    Path link = Files.createSymbolicLink(folder.resolve("link.nii.gz"), flair);
    segment("--out", flair).failedWith(flair, "would take the place of " + flair);
    segment("--out", link).failedWith(link, "would take the place of " + flair);
    for (String option : List.of("--overlay", "--uncertainty")) {
      segment("--out", elsewhere, option, flair).failedWith(flair, "would take the place of");
    }
    assertThat(Files.readAllBytes(flair)).isEqualTo(before);
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void theNameOfAFileDoesNotSteerATerminal() throws IOException {
    Path steering = Files.copy(flair, folder.resolve("a\u001b[2J_flair.nii.gz"));
    List<Object> words = new ArrayList<>(List.of("segment", "--model", "omnet-small"));
    words.addAll(List.of("--out", folder.resolve("out.nii.gz"), "--flair", steering));
    for (String modality : List.of("t1", "t1ce", "t2")) {
      words.add("--" + modality.replace("ce", "c"));
      words.add(subject.resolve("phantom_000_" + modality + ".nii.gz"));
    }
    Run segmented = Run.of(words.toArray());
    assertThat(segmented.exitCode()).isEqualTo(1);
    assertThat(segmented.err()).contains("name the subject by --id").doesNotContain("\u001b");
    assertThat(Run.of("info", steering).succeeded().out())
        .contains("a?[2J_flair.nii.gz")
        .doesNotContain("\u001b");
  }

  @Test
  void eachResultHasAFileOfItsOwn() {
    Path out = folder.resolve("out.nii.gz");
    Path same = folder.resolve("phantom_000").resolve("..").resolve("out.nii.gz");
    segment("--out", out, "--uncertainty", same).failedWith(same, "is named for two results");
    Path region = folder.resolve("WT.nii.gz");
    segment("--out", region, "--probabilities", folder)
        .failedWith(region, "is named for two results");
    assertThat(out).doesNotExist();
    assertThat(region).doesNotExist();
  }
}
