package io.github.omnet.io.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File names as the data sets have them. */
class FileLayoutTest {
  private static final Grid GRID = new Grid(new Shape(2, 2, 1), Affine.identity());

  @TempDir Path root;

  @Test
  void brats2015() throws IOException {
    String folder = "HGG/brats_2013_pat0001_1/";
    image(folder + "VSD.Brain.XX.O.MR_Flair.54512/VSD.Brain.XX.O.MR_Flair.54512.mha", 1);
    image(folder + "VSD.Brain.XX.O.MR_T1.54513/VSD.Brain.XX.O.MR_T1.54513.mha", 2);
    image(folder + "VSD.Brain.XX.O.MR_T1c.54514/VSD.Brain.XX.O.MR_T1c.54514.mha", 3);
    image(folder + "VSD.Brain.XX.O.MR_T2.54515/VSD.Brain.XX.O.MR_T2.54515.mha", 4);
    labels(folder + "VSD.Brain_3more.XX.O.OT.54517/VSD.Brain_3more.XX.O.OT.54517.mha", 0, 1, 2, 3);

    Subject subject = Dataset.find(root).get("brats_2013_pat0001_1").load();

    hasValuesOneToFour(subject);
    // No 4 occurs, but 3 still is the non-enhancing core: the layout says so, the labels could not.
    assertThat(subject.requireTruth().scheme()).isEqualTo(LabelScheme.BRATS2015);
    assertThat(Dataset.readSubject(root.resolve(folder)).id()).isEqualTo("brats_2013_pat0001_1");
  }

  @Test
  void nnUnetChangesOedemaAndCoreBack() throws IOException {
    for (int n = 0; n < 4; n++) {
      image("imagesTr/BRATS_001_000" + n + ".nii.gz", n + 1);
      image("imagesTs/BRATS_002_000" + n + ".nii.gz", n + 1);
    }
    labels("labelsTr/BRATS_001.nii.gz", 0, 1, 2, 3);

    Dataset dataset = Dataset.find(root);

    assertThat(dataset.ids()).containsExactly("BRATS_001", "BRATS_002");
    Subject subject = dataset.get("BRATS_001").load();
    hasValuesOneToFour(subject);
    assertThat(subject.requireTruth().scheme()).isEqualTo(LabelScheme.BRATS2023);
    assertThat(subject.requireTruth().map().data()).containsExactly(0, 2, 1, 3);
    assertThat(dataset.get("BRATS_002").load().truth()).isEmpty();
  }

  @Test
  void onesOwn() throws IOException {
    FileLayout layout =
        new FileLayout(
            "clinic",
            List.of("{id}/*/{role}.nii"),
            Map.of(
                Modality.FLAIR, "FL", Modality.T1, "nativ", Modality.T1C, "km", Modality.T2, "t2"),
            "mask",
            TruthEncoding.of(LabelScheme.BRATS2021));
    image("patient 7/scan-1/FL.nii", 1);
    image("patient 7/scan-1/nativ.nii.gz", 2);
    image("patient 7/scan-1/km.nii", 3);
    labels("patient 7/scan-1/mask.nii", 0, 1, 2, 4);

    Dataset dataset = Dataset.find(root, List.of(layout));

    assertThat(dataset.problems().get("patient 7")).hasSize(1);
    assertThatThrownBy(() -> dataset.get("patient 7").load())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("T2 is missing")
        .hasMessageContaining("patient 7/*/t2.nii")
        .hasMessageContaining("clinic");
    image("patient 7/scan-1/t2.nii", 4);
    hasValuesOneToFour(Dataset.find(root, List.of(layout)).get("patient 7").load());
  }

  @Test
  void namesAreKnownInAnyCase() throws IOException {
    image("a/A_FLAIR.NII.GZ", 1);
    image("a/A_t1.nii.GZ", 2);
    image("a/A_T1CE.Nii.gz", 3);
    image("a/A_T2.NII", 4);
    labels("a/A_SEG.NII.GZ", 0, 1, 2, 4);
    for (int n = 0; n < 4; n++) {
      image("IMAGESTR/b_000" + n + ".NII.GZ", n + 1);
    }
    labels("LabelsTr/b.NII.GZ", 0, 1, 2, 3);
    String folder = "hgg/Pat1/";
    image(folder + "VSD.BRAIN.XX.O.MR_FLAIR.1.MHA", 1);
    image(folder + "vsd.brain.xx.o.mr_t1.2.mha", 2);
    image(folder + "VSD.Brain.XX.O.MR_T1C.3.MHA", 3);
    image(folder + "VSD.Brain.XX.O.MR_T2.4.Mha", 4);

    Dataset dataset = Dataset.find(root);

    assertThat(dataset.problems()).isEmpty();
    assertThat(dataset.ids()).containsExactly("A", "Pat1", "b");
    for (SubjectFiles files : dataset) {
      hasValuesOneToFour(files.load());
    }
    assertThat(dataset.get("A").truth()).isPresent();
    assertThat(dataset.get("b").truth()).isPresent();
  }

  @Test
  void namesOfSubjectsThatDifferInCaseAreTwoSubjects() throws IOException {
    image("X_flair.nii", 1);
    image("x_FLAIR.nii", 1);
    assertThat(Dataset.find(root).ids()).containsExactly("X", "x");
  }

  @Test
  void tokensThatDifferInCaseOnlyAreToldApart() throws IOException {
    FileLayout layout =
        new FileLayout(
            "case",
            List.of("{id}_{role}.nii"),
            Map.of(Modality.T1, "t", Modality.FLAIR, "f", Modality.T1C, "c", Modality.T2, "C"),
            "T",
            TruthEncoding.of(LabelScheme.BRATS2021));
    Path truth = labels("A_T.nii", 0, 1, 2, 4);
    Path t1 = image("A_t.nii", 2);
    Path t2 = image("A_C.nii", 4);
    image("A_c.nii", 3);
    Path flair = image("A_F.nii", 1);

    SubjectFiles files = Dataset.find(root, List.of(layout)).get("A");

    assertThat(files.truth()).hasValue(truth.toAbsolutePath());
    assertThat(files.images())
        .containsEntry(Modality.FLAIR, flair.toAbsolutePath())
        .containsEntry(Modality.T1, t1.toAbsolutePath())
        .containsEntry(Modality.T2, t2.toAbsolutePath());
    assertThat(files.problems()).isEmpty();
  }

  @Test
  void twoFilesForOneModalityAreAProblem() throws IOException {
    image("X/X_flair.nii", 1);
    image("X/X_flair.nii.gz", 1);
    assertThat(Dataset.find(root).problems().get("X").get(0))
        .contains("two files for FLAIR")
        .contains("X_flair.nii.gz");
  }

  @Test
  void fourFilesNamedOneByOne() throws IOException {
    Path[] files = new Path[4];
    for (int n = 0; n < 4; n++) {
      files[n] = image("file" + n + ".nii", n + 1);
    }
    hasValuesOneToFour(SubjectFiles.of("P", files[0], files[1], files[2], files[3]).load());
  }

  @Test
  void aTemplateNeedsAnId() {
    assertThatThrownBy(
            () -> new FileLayout("no", List.of("{role}.nii"), Map.of(), "", TruthEncoding.DETECT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{id}");
  }

  private static void hasValuesOneToFour(Subject subject) {
    for (Modality modality : Modality.values()) {
      float expected = List.of(Modality.values()).indexOf(modality) + 1;
      assertThat(subject.volume(modality).data()).containsOnly(expected);
    }
  }

  private Path image(String name, float value) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Images.write(file, Volume.wrap(GRID, new float[] {value, value, value, value}));
    return file;
  }

  private Path labels(String name, int... values) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    byte[] bytes = new byte[values.length];
    for (int n = 0; n < values.length; n++) {
      bytes[n] = (byte) values[n];
    }
    Images.write(file, LabelMap.wrap(GRID, bytes));
    return file;
  }
}
