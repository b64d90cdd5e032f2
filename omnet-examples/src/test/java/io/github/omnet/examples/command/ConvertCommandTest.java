package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.Run;
import io.github.omnet.examples.TestImages;
import io.github.omnet.io.Images;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.nifti.NiftiWriteOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.nii", "a.nii.gz", "a.mha", "a.mhd"})
  void keepsValuesAndPlacesInEveryFormat(String name) throws IOException {
    Path in = TestImages.ramp(folder.resolve("ramp.nii.gz"));
    Path out = folder.resolve(name);

    assertThat(Run.of("convert", in, out).succeeded().out()).isEmpty();

    Volume expected = Images.readVolume(in);
    assertThat(Images.readVolume(out).data()).isEqualTo(expected.data());
    assertThat(Images.readVolume(out).grid()).isEqualTo(expected.grid());
    assertThat(Run.of("info", out, "--json").json().get("max").getAsDouble()).isEqualTo(119);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.nii", "a.nii.gz", "a.mha", "a.mhd"})
  void anImageMayTakeItsOwnPlace(String name) throws IOException {
    Path image = folder.resolve(name);
    Run.of("convert", TestImages.ramp(folder.resolve("ramp.nii.gz")), image).succeeded();
    Volume expected = Images.readVolume(image);

    Run.of("convert", image, image, "--type", "float64").succeeded();

    assertThat(Images.readHeader(image).dataType()).isEqualTo(DataType.FLOAT64);
    assertThat(Images.readVolume(image).data()).isEqualTo(expected.data());
  }

  @Test
  void changesTypeAndAxisOrder() throws IOException {
    Path in = TestImages.ramp(folder.resolve("ramp.nii"));
    Path out = folder.resolve("ras.nii.gz");

    Run.of("convert", in, out, "--type", "int16", "--orientation", "ras").succeeded();

    Volume expected = Transforms.reorient(Orientation.RAS).apply(Images.readVolume(in));
    assertThat(Images.readHeader(out).dataType()).isEqualTo(DataType.INT16);
    assertThat(Images.readVolume(out).grid()).isEqualTo(expected.grid());
    assertThat(Images.readVolume(out).data()).isEqualTo(expected.data());
  }

  @Test
  void convertsAllVolumesOfASeries() throws IOException {
    Volume volume = Images.readVolume(TestImages.ramp(folder.resolve("ramp.nii")));
    Path in = folder.resolve("series.nii");
    Nifti.writeChannels(in, List.of(volume, volume), NiftiWriteOptions.DEFAULT);
    Path out = folder.resolve("out.nii.gz");

    Run.of("convert", in, out, "--type", "uint8").succeeded();

    assertThat(Images.readHeader(out).shape()).containsExactly(4, 5, 6, 2);
    assertThat(Images.readChannels(out).get(1).data()).isEqualTo(volume.data());
    Run.of("convert", in, folder.resolve("out.mha")).failedWith(in, "write .nii.gz");
  }

  @Test
  void refusesWhatCannotBe() throws IOException {
    Path in = TestImages.ramp(folder.resolve("ramp.nii"));
    Path out = folder.resolve("out.nii");

    assertThat(Run.of("convert", in, out, "--type", "int8").succeeded().exitCode()).isZero();
    Run.of("convert", in, out, "--type", "int7").wasWrongUsage("int7");
    for (String[] wrong : new String[][] {{"--type", "int7"}, {"--orientation", "XYZ"}}) {
      assertThat(Run.of("convert", in, out, wrong[0], wrong[1]).err())
          .contains(wrong[1])
          .doesNotContain("Exception");
    }
    Run.of("convert", in, out, "--orientation", "RAR").wasWrongUsage("RAR");
    Run.of("convert", in, folder.resolve("out.png")).wasWrongUsage(".nii.gz");
    Path cut = TestImages.truncated(TestImages.ramp(folder.resolve("cut.nii.gz")));
    Run.of("convert", cut, folder.resolve("new.nii")).failedWith(cut, "copy or download");
    assertThat(TestImages.namesIn(folder)).containsExactly("cut.nii.gz", "out.nii", "ramp.nii");
  }

  @Test
  void keepsTheTimeStepAndRefusesToDropAFifthDimension() throws IOException {
    Volume volume = Images.readVolume(TestImages.ramp(folder.resolve("ramp.nii")));
    Path in = folder.resolve("series.nii");
    Nifti.writeChannels(in, List.of(volume, volume), NiftiWriteOptions.DEFAULT);
    byte[] bytes = Files.readAllBytes(in);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    // pixdim[4] and, in xyzt_units, mm and seconds.
    header.putFloat(92, 2.5f).put(123, (byte) 10);
    Files.write(in, bytes);
    Path out = folder.resolve("out.nii.gz");

    Run.of("convert", in, out).succeeded();

    assertThat(Images.readHeader(out).spacing()).containsExactly(2.0, 1.0, 3.0, 2.5);
    assertThat(Nifti.readHeader(out).units()).isEqualTo(10);

    // The same volumes as a vector: 4 x 5 x 6 x 1 x 2.
    header.putShort(40, (short) 5).putShort(48, (short) 1).putShort(50, (short) 2);
    Files.write(in, bytes);
    Run.of("convert", in, out).failedWith(in, "[4, 5, 6, 1, 2]");
  }

  @Test
  void claimsNoOrientationThatTheImageDoesNotState() throws IOException {
    Path in = TestImages.withoutOrientation(TestImages.ramp(folder.resolve("bare.nii")));
    Path out = folder.resolve("out.nii");

    Run run = Run.of("convert", in, out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains(in + ": warning: ");
    assertThat(Images.readHeader(out).hasOrientation()).isFalse();
    assertThat(Images.readVolume(out).grid()).isEqualTo(Images.readVolume(in).grid());
    Run.of("convert", in, folder.resolve("out.mha")).failedWith(in, "write .nii.gz");
    Run.of("convert", in, out, "--orientation", "RAS").failedWith(in, "--orientation");
  }

  @Test
  void warnsOfWholeNumbersThatSinglePrecisionDoesNotHave() throws IOException {
    Path in = TestImages.ramp(folder.resolve("ramp.nii"));
    Path large = folder.resolve("large.nii");
    Run.of("convert", in, large, "--type", "int32").succeeded();
    Run.of("convert", large, folder.resolve("small.nii")).succeeded();
    byte[] bytes = Files.readAllBytes(large);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(352, (1 << 24) + 1);
    Files.write(large, bytes);

    Run run = Run.of("convert", large, folder.resolve("out.nii"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains(large + ": warning: whole numbers beyond 2^24");
  }

  @Test
  void saysWhichValueDoesNotFit() throws IOException {
    Volume volume = Images.readVolume(TestImages.ramp(folder.resolve("ramp.nii")));
    float[] values = volume.copyOfData();
    values[3] = 300;
    Path in = folder.resolve("large.nii");
    Images.write(in, Volume.wrap(volume.grid(), values));
    Path out = folder.resolve("out.nii");

    Run run = Run.of("convert", in, out, "--type", "uint8");

    run.failedWith(in, "choose another --type");
    assertThat(run.err()).contains("voxel 3").contains("300.0").contains("uint8");
    assertThat(run.err()).contains(in + " -> " + out).doesNotContain("clamping");
    assertThat(TestImages.namesIn(folder)).doesNotContain("out.nii");
  }
}
