package io.github.omnet.examples.phantom;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.io.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes subjects as BraTS 2021 does: {@code ID/ID_flair.nii.gz} and so on. */
public final class PhantomFolder {
  private PhantomFolder() {}

  /**
   * Writes all images of a subject, and its truth if it has one.
   *
   * @param subject whose images
   * @param root the folder that gets the subject's own folder; made if it does not exist
   * @throws IOException if a file cannot be written
   */
  public static void write(Subject subject, Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve(subject.id()));
    for (Modality modality : subject.volumes().keySet()) {
      Images.write(file(folder, subject, suffix(modality)), subject.volume(modality));
    }
    if (subject.truth().isPresent()) {
      Images.write(file(folder, subject, "seg"), subject.requireTruth().map());
    }
  }

  private static String suffix(Modality modality) {
    return switch (modality) {
      case FLAIR -> "flair";
      case T1 -> "t1";
      case T1C -> "t1ce";
      case T2 -> "t2";
    };
  }

  private static Path file(Path folder, Subject subject, String suffix) {
    return folder.resolve(subject.id() + "_" + suffix + ".nii.gz");
  }
}
