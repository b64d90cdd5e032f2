package io.github.omnet.io.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.SharedData;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.nifti.Nifti;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
  private static final Shape SHAPE = new Shape(4, 3, 2);
  private static final List<String> NAMES_2021 = List.of("flair", "t1", "t1ce", "t2");

  @TempDir Path root;

  @Test
  void findsSubjectsOfBothNamingsInOneFolderInOrder() throws IOException {
    writeSubject("b/BraTS-GLI-1", "BraTS-GLI-1-", List.of("t2f", "t1n", "t1c", "t2w"), 3);
    writeSubject("a/BraTS2021_2", "BraTS2021_2_", NAMES_2021, 4);
    Files.writeString(root.resolve("notes.txt"), "not an image");

    Dataset dataset = Dataset.find(root);

    assertThat(dataset.ids()).containsExactly("BraTS-GLI-1", "BraTS2021_2");
    assertThat(dataset.problems()).isEmpty();
    assertThat(dataset.get("BraTS-GLI-1").load().requireTruth().scheme())
        .isEqualTo(LabelScheme.BRATS2023);
    assertThat(dataset.get("BraTS2021_2").load().requireTruth().scheme())
        .isEqualTo(LabelScheme.BRATS2021);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[2J", "\u009b31m", "a\nb", "a\u202eb", "a\u2028b", "\u007f"})
  void aNameThatSteersATerminalIsRefused(String name) throws IOException {
    try {
      writeSubject(name, name + "_", NAMES_2021, 4);
    } catch (InvalidPathException | FileSystemException e) {
      Assumptions.abort("no such names here");
    }
    assertThatThrownBy(() -> Dataset.find(root))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("holds control characters; rename its folder and files")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"M\u00fcller", "\u982d\u90e8", "\u0645\u06cc\u200c\u0631"})
  void aNameInAnyScriptIsTaken(String name) throws IOException {
    writeSubject(name, name + "_", NAMES_2021, 4);
    assertThat(Dataset.find(root).ids()).containsExactly(name);
  }

  @Test
  void givesEachModalityItsFile() throws IOException {
    writeSubject("X", "X_", NAMES_2021, 4);
    Subject subject = Dataset.readSubject(root.resolve("X"));
    assertThat(subject.id()).isEqualTo("X");
    for (Modality modality : Modality.values()) {
      Volume expected = image(modality);
      assertThat(subject.volume(modality).data()).isEqualTo(expected.data());
      assertThat(subject.volume(modality).grid()).isEqualTo(expected.grid());
    }
  }

  @Test
  void saysWhichFileIsMissingForWhomWithoutFailingForTheOthers() throws IOException {
    writeSubject("X", "X_", NAMES_2021, 4);
    writeSubject("Y", "Y_", NAMES_2021, 4);
    Files.delete(root.resolve("Y/Y_t1ce.nii.gz"));

    Dataset dataset = Dataset.find(root);

    assertThat(dataset.problems()).containsOnlyKeys("Y");
    assertThat(dataset.complete().ids()).containsExactly("X");
    assertThatThrownBy(() -> dataset.get("Y").load())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("subject Y")
        .hasMessageContaining("T1C is missing in " + root.resolve("Y"))
        .hasMessageContaining("Y_t1ce.nii.gz");
  }

  @Test
  void aFileThatTheNetworkDoesNotNeedMayBeMissing() throws IOException {
    writeSubject("X", "X_", NAMES_2021, 4);
    Files.delete(root.resolve("X/X_t1.nii.gz"));
    Files.delete(root.resolve("X/X_t2.nii.gz"));
    Dataset dataset = Dataset.find(root);
    Preprocessing two = Preprocessing.DEFAULT.withModalities(Modality.FLAIR, Modality.T1C);

    Dataset enough = dataset.neededBy(two);
    assertThat(enough.problems()).isEmpty();
    assertThat(enough.get("X").load().volumes()).containsOnlyKeys(Modality.FLAIR, Modality.T1C);
    assertThat(dataset.problems()).containsOnlyKeys("X");

    // Of the two that are missing, only the one that the network needs is named.
    Dataset three = dataset.neededBy(two.withModalities(Modality.FLAIR, Modality.T2));
    assertThat(three.problems().get("X"))
        .singleElement()
        .asString()
        .contains("T2 is missing in", "X_t2.nii.gz");
    assertThat(dataset.neededBy(Preprocessing.DEFAULT.withMissingAsZero(true)).problems())
        .isEmpty();

    // Without any image of the network there is nothing to take as 0.
    Preprocessing others =
        Preprocessing.DEFAULT.withModalities(Modality.T1, Modality.T2).withMissingAsZero(true);
    assertThat(dataset.neededBy(others).problems().get("X")).hasSize(2);
  }

  @Test
  void twoFilesForAModalityThatIsNotNeededAreNoProblem() throws IOException {
    writeSubject("X", "X_", NAMES_2021, 4);
    Files.copy(root.resolve("X/X_t2.nii.gz"), root.resolve("X/X_t2.nii"));
    Dataset dataset = Dataset.find(root);
    assertThat(dataset.problems().get("X")).singleElement().asString().contains("two files for T2");
    assertThat(dataset.neededBy(Preprocessing.DEFAULT).problems()).containsOnlyKeys("X");
    assertThat(dataset.neededBy(Preprocessing.DEFAULT.withModalities(Modality.FLAIR)).problems())
        .isEmpty();
  }

  @Test
  void loadsWithoutTruthAndInParallel() throws IOException {
    writeSubject("X", "X_", NAMES_2021, 4);
    Files.delete(root.resolve("X/X_seg.nii.gz"));
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      Subject subject = Dataset.find(root).get("X").load(executor);
      assertThat(subject.truth()).isEmpty();
      assertThat(subject.volume(Modality.T2).data()).isEqualTo(image(Modality.T2).data());
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void refusesAFolderWithoutSubjects() throws IOException {
    assertThatThrownBy(() -> Dataset.find(root))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(root.toString());
    assertThatThrownBy(() -> Dataset.find(root.resolve("none")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("not a folder");
  }

  @Test
  void passesOverASegmentationThatLiesApartFromItsImages() throws IOException {
    writeSubject("data/X", "X_", NAMES_2021, 4);
    Path stray = Files.createDirectories(root.resolve("apart")).resolve("X_seg.nii.gz");
    Files.copy(root.resolve("data/X/X_seg.nii.gz"), stray);

    Dataset dataset = Dataset.find(root);

    assertThat(dataset.problems()).isEmpty();
    assertThat(dataset.get("X").truth()).contains(root.resolve("data/X/X_seg.nii.gz"));
  }

  @Test
  void aSubjectFoundTwiceIsItsOwnProblemOnly() throws IOException {
    writeSubject("a/X", "X_", NAMES_2021, 4);
    writeSubject("b/X", "X_", NAMES_2021, 4);
    writeSubject("a/Y", "Y_", NAMES_2021, 4);

    Dataset dataset = Dataset.find(root);

    assertThat(dataset.complete().ids()).containsExactly("Y");
    assertThatThrownBy(() -> dataset.get("X").load())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("subject X: found twice, in " + root.resolve("a/X"))
        .hasMessageContaining(root.resolve("b/X").toString());
  }

  @Test
  void followsLinksToFoldersAndIsNotCaughtInALoop() throws IOException {
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
    writeSubject("elsewhere/X", "X_", NAMES_2021, 4);
    Path data = Files.createDirectories(root.resolve("data"));
    writeSubject("data/Y", "Y_", NAMES_2021, 4);
    Files.createSymbolicLink(data.resolve("X"), elsewhere.resolve("X"));
    Files.createSymbolicLink(data.resolve("loop"), data);
    Files.createSymbolicLink(data.resolve("broken"), root.resolve("nowhere"));

    Dataset dataset = Dataset.find(data);

    assertThat(dataset.ids()).containsExactly("X", "Y");
    assertThat(dataset.problems()).isEmpty();
    assertThat(dataset.get("X").load().id()).isEqualTo("X");
  }

  @Test
  void readsTheRealSubjects() throws IOException {
    Path folder = SharedData.folder("brats");
    Dataset dataset = Dataset.find(folder);
    assertThat(dataset.size()).isEqualTo(10);
    assertThat(dataset.problems()).isEmpty();
    Subject subject = Dataset.readSubject(folder.resolve("BraTS2021_00006"));
    assertThat(subject.grid().shape()).isEqualTo(new Shape(240, 240, 155));
    assertThat(subject.requireTruth().map().counts()).containsOnlyKeys(0, 1, 2, 4);
  }

  private static Volume image(Modality modality) {
    return TestImages.volume(SHAPE, TestImages.OBLIQUE, modality.name().hashCode());
  }

  private void writeSubject(String folder, String prefix, List<String> tokens, int enhancing)
      throws IOException {
    Path target = Files.createDirectories(root.resolve(folder));
    Map<Modality, String> names =
        Map.of(
            Modality.FLAIR, tokens.get(0),
            Modality.T1, tokens.get(1),
            Modality.T1C, tokens.get(2),
            Modality.T2, tokens.get(3));
    for (Map.Entry<Modality, String> entry : names.entrySet()) {
      Nifti.write(target.resolve(prefix + entry.getValue() + ".nii.gz"), image(entry.getKey()));
    }
    LabelMap truth = TestImages.labels(SHAPE, TestImages.OBLIQUE, enhancing, 5);
    Nifti.write(target.resolve(prefix + "seg.nii.gz"), truth);
  }
}
