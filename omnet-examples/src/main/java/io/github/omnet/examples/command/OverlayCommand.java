package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.picture.LabelColors;
import io.github.omnet.io.picture.OverlayPicture;
import io.github.omnet.io.picture.Png;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A picture of labels over an image. */
@Command(
    name = "overlay",
    description = {
      "Draw an axial, a coronal and a sagittal slice through the tumour, labels in colour.",
      "The patient's right is on the left of the picture, marked R."
    })
final class OverlayCommand implements Callable<Integer> {
  @Option(
      names = "--image",
      paramLabel = "FILE",
      required = true,
      description = "The image to draw on.")
  Path image;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description = "The segmentation, on the same grid.")
  Path labels;

  @Option(
      names = "--out",
      paramLabel = "PNG",
      required = true,
      description = "The picture to write; replaced if it exists.")
  Path out;

  @Mixin OrientationOption orientation;

  @Spec CommandSpec spec;

  OverlayCommand() {}

  @Override
  public Integer call() throws IOException {
    OutputFile.check(out);
    orientation.check(List.of(image, labels), spec.commandLine().getErr());
    Volume volume = Images.readVolume(image);
    LabelMap map = Images.readLabels(labels);
    volume.grid().requireMatches(map.grid(), image + " and " + labels);
    Png.write(OverlayPicture.of(volume, map, colors(map)), out);
    return 0;
  }

  /** Of a tumour its usual colours; a picture of anything else is still worth having. */
  private static LabelColors colors(LabelMap map) {
    try {
      return LabelColors.of(LabelScheme.detect(map));
    } catch (OmnetException notOfATumour) {
      return LabelColors.distinct(map.counts().keySet());
    }
  }
}
