package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.picture.LabelColors;
import io.github.omnet.io.picture.OverlayPicture;
import io.github.omnet.io.picture.Png;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      "The picture names the subject and the slices and gives volumes in millilitres.",
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
      names = "--reference",
      paramLabel = "FILE",
      description = "Another segmentation on the same grid, drawn as white lines.")
  Optional<Path> reference = Optional.empty();

  @Option(
      names = "--id",
      paramLabel = "NAME",
      description = "Name of the subject above the picture. Default: that of the image's file.")
  Optional<String> id = Optional.empty();

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
    List<Path> files = new ArrayList<>(List.of(image, labels));
    reference.ifPresent(files::add);
    OutputFile.requireApart(files, List.of(out));
    orientation.check(files, spec.commandLine().getErr());
    Volume volume = Images.readVolume(image);
    LabelMap map = Images.readLabels(labels);
    volume.grid().requireMatches(map.grid(), image + " and " + labels);
    OverlayPicture.Builder picture =
        picture(volume, map).title(id.orElseGet(() -> String.valueOf(image.getFileName())));
    if (reference.isPresent()) {
      LabelMap expert = Images.readLabels(reference.get());
      volume.grid().requireMatches(expert.grid(), image + " and " + reference.get());
      picture.reference(expert);
    }
    Png.write(picture.draw(), out);
    return 0;
  }

  /** Of a tumour with its usual colours; a picture of anything else is still worth having. */
  private static OverlayPicture.Builder picture(Volume volume, LabelMap map) {
    try {
      return OverlayPicture.builder(volume, new TumorLabels(map, LabelScheme.detect(map)));
    } catch (OmnetException notOfATumour) {
      LabelColors colors = LabelColors.distinct(map.counts().keySet());
      return OverlayPicture.builder(volume, map, colors);
    }
  }
}
