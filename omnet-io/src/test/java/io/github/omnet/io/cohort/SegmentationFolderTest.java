package io.github.omnet.io.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationFolderTest {
  @ParameterizedTest
  @CsvSource({
    "BraTS2021_00006/BraTS2021_00006_seg.nii.gz, BraTS2021_00006",
    "BraTS-GLI-00000-000/BraTS-GLI-00000-000-seg.nii.gz, BraTS-GLI-00000-000",
    "out/BraTS2021_00006.nii.gz, BraTS2021_00006",
    "case7/seg.nii.gz, case7",
    "SegResNet_1_pred.nii.gz, SegResNet_1",
    "a.label.mha, a",
    "unmask.nii, unmask",
    "case_0003.nii.gz, case_0003",
    "case.with.dots.nii, case.with.dots"
  })
  void takesTheSubjectFromTheName(Path file, String subject) {
    assertThat(SegmentationFolder.subjectOf(file)).contains(subject);
  }

  @ParameterizedTest
  @CsvSource({
    "BraTS2021_00006_flair.nii.gz",
    "BraTS-GLI-00000-000-t1c.nii.gz",
    "t2.nii",
    "seg.nii.gz.tmp",
    "overlay.png"
  })
  void passesOverImagesAndOtherFiles(Path file) {
    assertThat(SegmentationFolder.subjectOf(file)).isEmpty();
  }

  @Test
  void subjectsMayBeNumberedLikeTheImagesOfNnunet(@TempDir Path folder) throws IOException {
    for (String name : new String[] {"p_0000", "p_0001", "p_0009", "p_0010"}) {
      Files.createFile(folder.resolve(name + ".nii.gz"));
    }
    SegmentationFolder found = SegmentationFolder.find(folder);
    assertThat(found.bySubject()).containsOnlyKeys("p_0000", "p_0001", "p_0009", "p_0010");
    assertThat(found.ignored()).isEmpty();
  }

  @Test
  void numberedFilesBesideTheCaseItselfAreImages(@TempDir Path folder) throws IOException {
    Path images = Files.createDirectory(folder.resolve("imagesTr"));
    Path labels = Files.createDirectory(folder.resolve("labelsTr"));
    Files.createFile(labels.resolve("case.nii.gz"));
    Path first = Files.createFile(images.resolve("case_0000.nii.gz"));
    Path second = Files.createFile(images.resolve("case_0001.nii.gz"));
    Path note = Files.createFile(folder.resolve("dataset.json"));
    SegmentationFolder found = SegmentationFolder.find(folder);
    assertThat(found.bySubject()).containsOnlyKeys("case");
    assertThat(found.ignored()).containsExactly(note, first, second);
  }

  @Test
  void followsLinksAndIsNotCaughtInALoop(@TempDir Path root) throws IOException {
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere/A"));
    Files.createFile(elsewhere.resolve("A_seg.nii.gz"));
    Path data = Files.createDirectories(root.resolve("data"));
    Files.createSymbolicLink(data.resolve("A"), elsewhere);
    Files.createSymbolicLink(data.resolve("B_seg.nii.gz"), elsewhere.resolve("A_seg.nii.gz"));
    Files.createSymbolicLink(data.resolve("loop"), data);
    Files.createSymbolicLink(data.resolve("broken"), root.resolve("nowhere"));
    assertThat(SegmentationFolder.find(data).bySubject())
        .containsExactly(
            entry("A", data.resolve("A/A_seg.nii.gz")), entry("B", data.resolve("B_seg.nii.gz")));
  }

  @Test
  void refusesTwoSegmentationsOfOneSubject(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("a.nii.gz"));
    assertThat(SegmentationFolder.find(folder).bySubject()).containsOnlyKeys("a");
    Files.createFile(folder.resolve("a_seg.nii.gz"));
    assertThatThrownBy(() -> SegmentationFolder.find(folder))
        .hasMessageContaining("both segmentations of a; remove one");
  }
}
