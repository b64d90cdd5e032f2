package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.io.Images;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.io.image.ImageHeader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The option {@code --allow-unstated-orientation}, and the look at the headers before any voxel is
 * used: left and right that nobody stated must not come out as if somebody had.
 */
final class OrientationOption {
  @Option(
      names = "--allow-unstated-orientation",
      description =
          "Use images that do not state how they lie in the patient: left and right may be swapped."
              + " A result does not state it either.")
  boolean allowed;

  OrientationOption() {}

  /** What the headers say: whether all state an orientation, and what is odd, file by file. */
  record Inputs(boolean stated, List<String> warnings) {}

  /** Prints what is odd about the files, unless one of them is refused: then that is all. */
  Inputs check(Collection<Path> files, PrintWriter err) throws IOException {
    boolean stated = true;
    List<String> warnings = new ArrayList<>();
    for (Path file : files) {
      ImageHeader header = Images.readHeader(file);
      if (!header.hasOrientation() && !allowed) {
        throw new OmnetException(
            file
                + ": does not state its orientation, left and right may be swapped; set it with the"
                + " tool that made the file, or give --allow-unstated-orientation");
      }
      stated &= header.hasOrientation();
      header.warnings().forEach(warning -> warnings.add(file + ": warning: " + warning));
    }
    warnings.forEach(warning -> err.println("omnet: " + warning));
    err.flush();
    return new Inputs(stated, List.copyOf(warnings));
  }

  /** Looks at many subjects before the work; a file that cannot be read is for the work to tell. */
  void check(Iterable<SubjectFiles> subjects, PrintWriter err) {
    for (SubjectFiles subject : subjects) {
      for (Path file : subject.images().values()) {
        try {
          check(List.of(file), err);
        } catch (IOException unreadable) {
          // Fails this subject alone, with this very reason, when its turn comes.
        }
      }
    }
  }
}
