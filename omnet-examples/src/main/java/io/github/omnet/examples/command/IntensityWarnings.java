package io.github.omnet.examples.command;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.internal.image.IntensityCheck;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells of images whose values make a segmentation doubtful, before it is made. */
final class IntensityWarnings {
  private IntensityWarnings() {}

  /** Prints a line for each warning and returns the lines. */
  static List<String> print(Subject subject, PrintWriter err) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Modality, Volume> image : subject.volumes().entrySet()) {
      for (String warning : IntensityCheck.warnings(image.getValue())) {
        lines.add(subject.id() + " " + image.getKey() + ": warning: " + warning);
      }
    }
    lines.forEach(line -> err.println("omnet: " + line));
    err.flush();
    return lines;
  }
}
