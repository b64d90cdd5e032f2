package io.github.omnet.examples.programs;

import io.github.omnet.Omnet;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import java.io.IOException;
import java.nio.file.Path;

/** Segments the subject in a folder. */
public final class SegmentFile {
  private SegmentFile() {}

  /**
   * Runs the program.
   *
   * @param args folder of the subject, and the file to write
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Subject subject = Omnet.read(Path.of(args[0]));
    TumorLabels tumour = Omnet.segment(subject).labels();
    Omnet.write(tumour, Path.of(args[1]));
    double voxel = subject.grid().spacing().voxelVolume() / 1000;
    for (TumorRegion region : TumorRegion.values()) {
      System.out.println(region + " " + tumour.region(region).count() * voxel + " ml");
    }
  }
}
