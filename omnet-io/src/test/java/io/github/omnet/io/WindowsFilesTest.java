package io.github.omnet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.cache.DiskCache;
import io.github.omnet.io.cohort.SegmentationFolder;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.picture.Png;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers, writers and the search for files by the rules of a file system of Windows. */
class WindowsFilesTest {
  private static final Shape SHAPE = new Shape(6, 5, 4);

  private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
  private final Volume image = TestImages.volume(SHAPE, TestImages.OBLIQUE, 1);
  private final LabelMap labels = TestImages.labels(SHAPE, TestImages.OBLIQUE, 4, 2);

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(windows.getPath("C:\\Studies 2024\\Köln"));
  }

  @AfterEach
  void close() throws IOException {
    windows.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.nii", "A.NII.GZ", "a.mha", "A.MHD", "a.nrrd", "A.NHDR", "a.seg.nrrd", "a.mhd"})
  void everyFormatIsWrittenAndRead(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!name.contains(".seg.")) {
      Images.write(file, image);
      assertThat(Images.readVolume(file).data()).isEqualTo(image.data());
      assertThat(Images.describe(file)).isNotNull();
    }
    Images.write(file, labels);
    assertThat(Images.readLabels(file).data()).isEqualTo(labels.data());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..\\secret.raw",
        "C:\\secret.raw",
        "C:secret.raw",
        "\\secret.raw",
        "a:b",
        "sub/a.raw"
      })
  void aHeaderNamesNoFileElsewhere(String name) throws IOException {
    Path file = folder.resolve("a.mhd");
    Images.write(file, image);
    Files.writeString(windows.getPath("C:\\Studies 2024\\secret.raw"), "secret");
    String header = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(
        file,
        header.replaceFirst(
            "ElementDataFile = .*", "ElementDataFile = " + name.replace("\\", "\\\\")),
        StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Images.readVolume(file)).isInstanceOf(ImageFormatException.class);
  }

  private void subject(String parent, String id) throws IOException {
    Path own = Files.createDirectories(folder.resolve(parent).resolve(id));
    for (String role : List.of("flair", "t1", "t1ce", "t2")) {
      Nifti.write(own.resolve(id + "_" + role + ".nii.gz"), image);
    }
    Nifti.write(own.resolve(id + "_seg.nii.gz"), labels);
  }

  @Test
  void subjectsAreFoundReadAndKept() throws IOException {
    subject("HGG", "Case 1");
    subject("LGG", "Case 2");
    Dataset found = Dataset.find(folder);
    assertThat(found.ids()).containsExactly("Case 1", "Case 2");
    Subject loaded = found.get("Case 2").load();
    assertThat(loaded.volume(Modality.T1C).data()).isEqualTo(image.data());
    assertThat(loaded.truth()).isPresent();

    Path kept = folder.resolve("cache");
    for (int n = 0; n < 2; n++) {
      DiskCache cache = DiskCache.in(kept, Preprocessing.DEFAULT);
      cache.prepared(found.get("Case 1")).load();
      assertThat(cache.hits()).isEqualTo(n);
      assertThat(cache.damaged()).isZero();
    }
  }

  @Test
  void filesOfNnUNetAreFoundInTheirFolders() throws IOException {
    Files.createDirectories(folder.resolve("imagesTr"));
    Files.createDirectories(folder.resolve("labelsTr"));
    for (int n = 0; n < 4; n++) {
      Nifti.write(folder.resolve("imagesTr").resolve("case1_000" + n + ".nii.gz"), image);
    }
    Nifti.write(folder.resolve("labelsTr").resolve("case1.nii.gz"), labels);
    assertThat(Dataset.find(folder).get("case1").truth()).isPresent();
  }

  @Test
  void segmentationsAreFoundBesideImages() throws IOException {
    subject("HGG", "Case 1");
    Images.write(folder.resolve("Case 2.SEG.NRRD"), labels);
    assertThat(SegmentationFolder.find(folder).bySubject()).containsOnlyKeys("Case 1", "Case 2");
  }

  @Test
  void aPictureIsWritten() throws IOException {
    Path file = folder.resolve("a.png");
    Png.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), file);
    try (var in = Files.newInputStream(file)) {
      assertThat(ImageIO.read(in).getWidth()).isEqualTo(3);
    }
  }
}
