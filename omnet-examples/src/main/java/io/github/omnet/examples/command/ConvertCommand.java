package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.ImageFormat;
import io.github.omnet.io.Images;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ImageHeader;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.nifti.NiftiWriteOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From one format, data type or axis order to another. */
@Command(
    name = "convert",
    description = {
      "Write an image in another format, data type or axis order.",
      "Every voxel keeps its place in the patient, and its value in single precision: whole numbers"
          + " beyond 2^24 may lose their last digits. Free text of the header, which may name the"
          + " patient, is left behind."
    })
final class ConvertCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "A NIfTI, Analyze, MetaImage or NRRD file.")
  Path in;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description =
          "Named .nii.gz, .nii, .mha, .mhd, .nrrd, .nhdr, or .seg.nrrd for labels; replaced if it exists.")
  Path out;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = {
        "How voxels are stored: uint8, int8, uint16, int16, uint32, int32, uint64, int64, float32,"
            + " float64. A value that does not fit is an error.",
        "Default: as in IN if that has at most 16 bits and no scale, else float32."
      })
  @Nullable DataType type;

  @Option(
      names = "--orientation",
      paramLabel = "CODE",
      description = "Axis order such as RAS or LPS; by default as in IN.")
  @Nullable Orientation orientation;

  ConvertCommand() {}

  @Override
  public Integer call() throws IOException {
    ImageFormat format = formatOfOut();
    OutputFile.check(out);
    ImageHeader header = Images.readHeader(in);
    refuseWhatWouldBeLost(header, format);
    boolean rounded = mayRound(header);
    try {
      write(header, format);
    } catch (OmnetException e) {
      // The library's remedies are for programmers; here there is one.
      String reason = String.valueOf(e.getMessage()).replaceFirst("; (choose|name) .*", "");
      throw new OmnetException(
          in + " -> " + out + ": " + reason + "; choose another --type or name", e);
    }
    String name = Text.path(in);
    PrintWriter err = spec.commandLine().getErr();
    header.warnings().forEach(warning -> err.println("omnet: " + name + ": warning: " + warning));
    if (rounded) {
      err.println(
          "omnet: "
              + name
              + ": warning: whole numbers beyond 2^24 may have lost their last digits");
    }
    return 0;
  }

  private void write(ImageHeader header, ImageFormat format) throws IOException {
    List<Volume> volumes = oriented(Images.readChannels(in));
    DataType stored = type != null ? type : defaultType(header);
    if (format != ImageFormat.NIFTI) {
      Images.write(out, volumes.get(0), stored);
      return;
    }
    NiftiWriteOptions.Builder options =
        NiftiWriteOptions.builder().dataType(stored).keepStepOf(header);
    if (!header.hasOrientation()) {
      options.unstatedOrientation();
    }
    Nifti.writeChannels(out, volumes, options.build());
  }

  private void refuseWhatWouldBeLost(ImageHeader header, ImageFormat format) {
    List<Integer> shape = header.shape();
    for (int n = 4; n < shape.size(); n++) {
      if (shape.get(n) > 1) {
        throw new OmnetException(
            in
                + ": has dimensions "
                + shape
                + ", of which at most four can be written; take it apart with another tool first");
      }
    }
    boolean single = format != ImageFormat.NIFTI;
    if (single && header.volumes() > 1) {
      throw new OmnetException(
          in
              + ": has "
              + header.volumes()
              + " volumes, a MetaImage or NRRD file takes one; write .nii.gz");
    }
    if (!header.hasOrientation() && (single || orientation != null)) {
      throw new OmnetException(
          in
              + ": does not state its orientation, the result would; write .nii.gz without"
              + " --orientation");
    }
  }

  /** Whether there are numbers that single precision, in which values are held, does not have. */
  private boolean mayRound(ImageHeader header) throws IOException {
    boolean scaled = header.slope() != 1 || header.intercept() != 0;
    if (scaled || !header.dataType().isInteger() || header.dataType().bytes() <= 2) {
      return false;
    }
    return Images.describe(in)
        .statistics()
        .filter(values -> Math.max(-values.min(), values.max()) > 1 << 24)
        .isPresent();
  }

  private List<Volume> oriented(List<Volume> volumes) {
    if (orientation == null) {
      return volumes;
    }
    SpatialTransform reorient = Transforms.reorient(orientation);
    return volumes.stream().map(reorient::apply).toList();
  }

  private ImageFormat formatOfOut() {
    try {
      return ImageFormat.ofName(out);
    } catch (OmnetException e) {
      Options.require(spec, false, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** Values are held as float32 in between, which has every number of 16 bits. */
  private static DataType defaultType(ImageHeader header) {
    boolean scaled = header.slope() != 1 || header.intercept() != 0;
    boolean small = header.dataType().bytes() <= 2;
    return small && !scaled ? header.dataType() : DataType.FLOAT32;
  }
}
