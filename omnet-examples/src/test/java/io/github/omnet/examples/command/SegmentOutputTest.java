package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.examples.Run;
import io.github.omnet.examples.TestImages;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.packaging.ModelZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
  void noResultTakesThePlaceOfVoxelsThatAHeaderNames() throws IOException {
    Path header = folder.resolve("a.mhd");
    Run.of("convert", flair, header).succeeded();
    Path voxels = folder.resolve("a.zraw");
    byte[] before = Files.readAllBytes(voxels);
    Path link = Files.createSymbolicLink(folder.resolve("a.png"), voxels);
    for (Path overlay : List.of(voxels, link)) {
      segmentFour(header, "--overlay", overlay)
          .failedWith(overlay, "may hold the voxels of " + header);
    }
    assertThat(Files.readAllBytes(voxels)).isEqualTo(before);
  }

  @Test
  void noResultTakesThePlaceOfAModel() throws IOException {
    Path zip = folder.resolve("m.zip");
    Path files = folder.resolve("m");
    ModelPackage small = ModelZoo.open("omnet-small");
    ModelWriter.toZip(small, zip);
    ModelWriter.toFolder(small, files);
    List<Path> all = new ArrayList<>(List.of(zip));
    try (Stream<Path> members = Files.list(files)) {
      members.forEach(all::add);
    }
    assertThat(all).hasSizeGreaterThan(4).contains(files.resolve("model.json"));
    for (Path file : all) {
      byte[] before = Files.readAllBytes(file);
      Run.of(
              "segment",
              "--model",
              files + "," + zip,
              "--subject",
              subject,
              "--out",
              folder.resolve("out.nii.gz"),
              "--overlay",
              file)
          .failedWith(file, "would take the place of " + file);
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
    // What a training leaves beside its model is not read.
    Files.writeString(files.resolve("curves.png"), "");
    assertThat(ModelFiles.of(files.toString(), small))
        .containsExactlyInAnyOrderElementsOf(all.subList(1, all.size()));
    assertThat(ModelFiles.of("omnet-small", small)).isEmpty();
  }

  private Run segmentFour(Path first, Object... more) {
    List<Object> words = new ArrayList<>(List.of("segment", "--model", "omnet-small"));
    words.addAll(List.of("--out", folder.resolve("out.nii.gz"), "--flair", first));
    for (String modality : List.of("t1", "t1ce", "t2")) {
      words.add("--" + modality.replace("ce", "c"));
      words.add(subject.resolve("phantom_000_" + modality + ".nii.gz"));
    }
    words.addAll(Arrays.asList(more));
    return Run.of(words.toArray());
  }

  @Test
  void aNameThatTurnsTheWritingIsRefused() throws IOException {
    Path turning = Files.copy(flair, folder.resolve("a\u202e_flair.nii.gz"));
    assertThat(segmentFour(turning).err())
        .contains("a?_flair.nii.gz")
        .contains("name the subject by --id");
    for (String id : List.of("a\u2028b", "a\u2066b", "a\u001bb")) {
      Run named = segmentFour(flair, "--id", id);
      assertThat(named.exitCode()).isEqualTo(1);
      assertThat(named.err()).contains("'a?b'").contains("give another --id");
    }
  }

  @Test
  void theNamesOfFilesThatAreReadDoNotSteerATerminalEither() throws IOException {
    Path zip = folder.resolve("m\u001b[2J.zip");
    ModelWriter.toZip(ModelZoo.open("omnet-small"), zip);
    assertThat(Run.of("model", "verify", zip).succeeded().out())
        .contains("m?[2J.zip: whole")
        .doesNotContain("\u001b");
    Path seg = subject.resolve("phantom_000_seg.nii.gz");
    Path labels = Files.copy(seg, folder.resolve("l\u001b[2J.nii.gz"));
    assertThat(Run.of("evaluate", "--prediction", labels, "--reference", labels).succeeded().out())
        .contains("l?[2J.nii.gz")
        .doesNotContain("\u001b");
    Path odd = TestImages.withOtherQform(TestImages.ramp(folder.resolve("o\u001b[2J.nii")));
    assertThat(Run.of("convert", odd, folder.resolve("o.nii.gz")).err())
        .contains("o?[2J.nii: warning")
        .doesNotContain("\u001b");
  }

  @Test
  void theNameOfAFileDoesNotSteerATerminal() throws IOException {
    Path steering = Files.copy(flair, folder.resolve("a\u001b[2J_flair.nii.gz"));
    Run segmented = segmentFour(steering);
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
