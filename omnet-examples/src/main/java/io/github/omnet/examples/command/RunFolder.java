package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.file.AtomicFile;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.training.CheckpointPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a training: its options, its checkpoints and, in the end, its model. */
final class RunFolder {
  private static final String CONFIG = "config.json";

  private final Path folder;

  /** Refuses a folder that cannot be made, or not be written to. */
  RunFolder(Path folder) throws IOException {
    OutputFile.checkFolder(folder);
    this.folder = folder;
  }

  /** The options that a training was begun with. */
  static Path config(Path run) throws IOException {
    Path file = run.resolve(CONFIG);
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": no such file; --resume takes the folder of a training");
    }
    return file;
  }

  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Hours of work are not overwritten by a forgotten {@code --resume}. */
  void requireNoUnfinished(CheckpointPolicy checkpoints) throws IOException {
    boolean packaged = Files.exists(folder.resolve(ModelPackage.MANIFEST));
    if (checkpoints.holdsUnfinished() || (checkpoints.holdsAny() && !packaged)) {
      throw new OmnetException(
          folder
              + " holds a training that was stopped; go on with --resume "
              + folder
              + ", delete "
              + checkpoints.folder()
              + ", or choose another folder");
    }
  }

  /**
   * Makes the folder once all that could be wrong with the training would have shown.
   *
   * @param anew whether it takes the place of one that is finished, whose model must not pass for
   *     that of this one
   */
  static void begin(Path folder, byte[] config, boolean anew) throws IOException {
    Files.createDirectories(folder);
    if (anew) {
      Files.deleteIfExists(folder.resolve(ModelPackage.MANIFEST));
    }
    AtomicFile.write(folder.resolve(CONFIG), out -> out.write(config));
  }
}
