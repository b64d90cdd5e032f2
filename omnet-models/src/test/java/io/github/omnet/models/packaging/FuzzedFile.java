package io.github.omnet.models.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What fuzz tests of packages have in common. */
final class FuzzedFile {
  private FuzzedFile() {}

  /** A folder that is made once, and deleted when the process ends. */
  static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("fuzz");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A package is opened whole, or refused with a message that names it. */
  static void open(Path where) throws IOException {
    try {
      ModelPackage model = ModelPackage.open(where);
      for (int n = 0; n < model.manifest().networks().size(); n++) {
        if (model.weights(n).isEmpty()) {
          throw new AssertionError("no weights");
        }
      }
    } catch (ModelPackageException e) {
      requireHelpful(e, where.toString());
    }
  }

  static void requireHelpful(ModelPackageException e, String where) {
    String message = String.valueOf(e.getMessage());
    boolean control = message.chars().anyMatch(Character::isISOControl);
    if (control || !message.contains(where) || message.length() > 4000) {
      throw new AssertionError("unhelpful exception", e);
    }
  }
}
