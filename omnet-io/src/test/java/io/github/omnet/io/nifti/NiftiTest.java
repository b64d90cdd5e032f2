package io.github.omnet.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.TestImages;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiftiTest {
  private static final Volume VOLUME = TestImages.volume(new Shape(5, 4, 3), TestImages.OBLIQUE, 1);

  @TempDir Path folder;

  @Test
  void readsBackWhatItWrote() throws IOException {
    for (String name : List.of("a.nii", "a.nii.gz")) {
      Path file = folder.resolve(name);
      Nifti.write(file, VOLUME);
      Volume read = Nifti.readVolume(file);
      assertThat(read.data()).isEqualTo(VOLUME.data());
      assertThat(read.grid()).isEqualTo(VOLUME.grid());
    }
  }

  @Test
  void readsBackLabels() throws IOException {
    LabelMap labels = TestImages.labels(new Shape(5, 4, 3), TestImages.OBLIQUE, 4, 2);
    Path file = folder.resolve("labels.nii.gz");
    Nifti.write(file, labels);
    assertThat(Nifti.readLabels(file).data()).isEqualTo(labels.data());
    assertThat(Nifti.readHeader(file).dataType()).isEqualTo(DataType.UINT8);
  }

  @Test
  void refusesToReadAnImageAsLabels() throws IOException {
    Path file = folder.resolve("image.nii");
    float[] values = VOLUME.copyOfData();
    values[7] = 1.5f;
    Nifti.write(file, Volume.wrap(VOLUME.grid(), values));
    assertThatThrownBy(() -> Nifti.readLabels(file))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining("voxel 7 at byte " + (352 + 4 * 7))
        .hasMessageContaining("1.5");
  }

  @Test
  void readsChannelsAndSingleVolumesOfFourDimensions() throws IOException {
    Volume other = TestImages.volume(VOLUME.shape(), TestImages.OBLIQUE, 3);
    Path file = folder.resolve("four.nii.gz");
    Nifti.writeChannels(file, List.of(VOLUME, other), NiftiWriteOptions.DEFAULT);

    assertThat(Nifti.readHeader(file).shape()).containsExactly(5, 4, 3, 2);
    assertThat(Nifti.readChannels(file).get(1).data()).isEqualTo(other.data());
    assertThat(Nifti.readVolume(file, 1).data()).isEqualTo(other.data());
    assertThat(Nifti.readVolume(file, 0).data()).isEqualTo(VOLUME.data());
    assertThatThrownBy(() -> Nifti.readVolume(file))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining("dimension 4");
    assertThatThrownBy(() -> Nifti.readVolume(file, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesMoreThanTheLimit() throws IOException {
    Path file = folder.resolve("a.nii");
    Nifti.write(file, VOLUME);
    assertThat(Nifti.readVolume(file, ReadLimits.DEFAULT.withMaxBytes(240)).data()).hasSize(60);
    assertThatThrownBy(() -> Nifti.readVolume(file, ReadLimits.DEFAULT.withMaxBytes(239)))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining("ReadLimits");
    ReadLimits small = ReadLimits.DEFAULT.withMaxBytes(239);
    assertThatThrownBy(() -> Images.readChannels(file, small)).hasMessageContaining("ReadLimits");
    assertThatThrownBy(() -> Images.readLabels(file, small)).hasMessageContaining("ReadLimits");
    assertThatThrownBy(() -> Images.readHeader(file, small)).hasMessageContaining("ReadLimits");
    assertThatThrownBy(() -> Images.describe(file, small)).hasMessageContaining("ReadLimits");
    assertThat(Images.readVolume(file, ReadLimits.DEFAULT).data()).isEqualTo(VOLUME.data());
  }

  @Test
  void refusesAValueThatDoesNotFitTheTypeAndKeepsTheOldFile() throws IOException {
    Path file = folder.resolve("a.nii");
    Nifti.write(file, VOLUME);
    byte[] before = Files.readAllBytes(file);
    NiftiWriteOptions int8 = NiftiWriteOptions.builder().dataType(DataType.INT8).build();
    assertThatThrownBy(() -> Nifti.write(file, VOLUME, int8))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("does not fit int8");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesAScaleThatSinglePrecisionLosesButWritesItAsNifti2() throws IOException {
    Path file = folder.resolve("a.nii");
    for (double slope : new double[] {1e-50, 1e50}) {
      NiftiWriteOptions.Builder scaled =
          NiftiWriteOptions.builder().dataType(DataType.FLOAT64).scale(slope, 0);
      assertThatThrownBy(() -> Nifti.write(file, VOLUME, scaled.build()))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("NIfTI-2");
      assertThat(file).doesNotExist();
      Path two = folder.resolve("two.nii");
      Nifti.write(two, VOLUME, scaled.nifti2().build());
      assertThat(Nifti.readHeader(two).slope()).isEqualTo(slope);
      assertThat(Nifti.readVolume(two).data()).isEqualTo(VOLUME.data());
    }
  }

  @Test
  void refusesAFiniteValueThatWouldBecomeInfinite() throws IOException {
    Path file = folder.resolve("a.nii");
    NiftiWriteOptions.Builder scaled = NiftiWriteOptions.builder().scale(1e-37, 0);
    Volume large = filled(50);
    assertThatThrownBy(() -> Nifti.write(file, large, scaled.build()))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("voxel 0")
        .hasMessageContaining("does not fit float32");
    Volume infinite = filled(Float.NEGATIVE_INFINITY);
    Nifti.write(file, infinite, scaled.build());
    assertThat(Nifti.readVolume(file).data()[0]).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  private static Volume filled(float value) {
    float[] values = new float[VOLUME.shape().voxels()];
    Arrays.fill(values, value);
    return Volume.wrap(VOLUME.grid(), values);
  }

  @Test
  void claimsNoOrientationIfToldSo() throws IOException {
    Path file = folder.resolve("a.nii.gz");
    Nifti.write(file, VOLUME, NiftiWriteOptions.builder().unstatedOrientation().build());

    NiftiHeader header = Nifti.readHeader(file);
    assertThat(header.hasOrientation()).isFalse();
    assertThat(header.sformCode()).isZero();
    assertThat(header.qformCode()).isZero();
    assertThat(header.grid().spacing()).isEqualTo(Nifti.readVolume(file).grid().spacing());
    assertThat(Nifti.readVolume(file).data()).isEqualTo(VOLUME.data());

    Path copy = folder.resolve("b.nii.gz");
    Volume read = Nifti.readVolume(file);
    Nifti.write(copy, read, NiftiWriteOptions.builder().unstatedOrientation().build());
    assertThat(Nifti.readVolume(copy).grid()).isEqualTo(read.grid());
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> Images.readVolume(folder))
        .isInstanceOf(NiftiFormatException.class)
        .hasMessageContaining(folder + ": file is a folder");
  }

  @Test
  void readsSeveralFilesInTheirOrder() throws IOException {
    Volume other = TestImages.volume(VOLUME.shape(), TestImages.OBLIQUE, 3);
    Nifti.write(folder.resolve("a.nii.gz"), VOLUME);
    Nifti.write(folder.resolve("b.nii.gz"), other);
    List<Path> files = List.of(folder.resolve("a.nii.gz"), folder.resolve("b.nii.gz"));
    List<Volume> read = Nifti.readVolumes(files, java.util.concurrent.ForkJoinPool.commonPool());
    assertThat(read.get(0).data()).isEqualTo(VOLUME.data());
    assertThat(read.get(1).data()).isEqualTo(other.data());
  }
}
