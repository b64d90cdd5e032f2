package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.PlainText;
import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.core.internal.file.AtomicFolder;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelPackageException;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.training.CheckpointPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a training: its options, its checkpoints and, in the end, its model. */
final class RunFolder {
  /** Numbers of every step. */
  static final String METRICS = "metrics.csv";

  /** A drawing of the numbers. */
  static final String CURVES = "curves.png";

  /** The numbers for TensorBoard. */
  static final String EVENTS = "tensorboard";

  /** A page with all of it. */
  static final String REPORT = "report.html";

  private static final String CONFIG = "config.json";
  private static final String BEFORE = "before";
  private static final String SEED = "seed-";

  /** Of longer names the rest is left out, and their length is said. */
  private static final int LONGEST_NAME = 150;

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
      if (!seeds(run).isEmpty()) {
        throw new OmnetException(
            run
                + " holds trainings with several seeds, which go on by their own command: train"
                + " --seeds with the same options");
      }
      throw new IOException(file + ": no such file; --resume takes the folder of a training");
    }
    return file;
  }

  /** The name of the folder, as one of a model. */
  String name() {
    return PlainText.line(
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()), LONGEST_NAME);
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
    List<String> seeds = seeds(folder);
    if (!seeds.isEmpty()) {
      throw new OmnetException(
          folder
              + " holds trainings with several seeds ("
              + String.join(", ", seeds)
              + "); go on with their command, or choose another folder");
    }
  }

  /**
   * Refuses a folder that holds another training, or trainings with other seeds.
   *
   * @throws OmnetException if the average would not be that of all seeds in the folder, or take the
   *     place of another training's model
   */
  void requireSeedsOnly(List<Long> wanted) throws IOException {
    List<String> seeds = seeds(folder);
    List<String> others = new ArrayList<>(seeds);
    wanted.forEach(seed -> others.remove(SEED + seed));
    if (!others.isEmpty()) {
      throw new OmnetException(
          folder
              + " holds "
              + String.join(", ", others)
              + ", which --seeds does not name; name them too, or choose another folder");
    }
    boolean other = Files.exists(folder.resolve(ModelPackage.MANIFEST)) && seeds.isEmpty();
    if (other || Files.exists(folder.resolve(CONFIG)) || Files.exists(checkpoints())) {
      throw new OmnetException(
          folder + " holds another training or model; choose another folder for --seeds");
    }
  }

  /** The folder of one of several trainings that differ in their seed. */
  Path seed(long seed) {
    return folder.resolve(SEED + seed);
  }

  private static List<String> seeds(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> members = Files.list(folder)) {
      return members
          .map(member -> String.valueOf(member.getFileName()))
          .filter(name -> name.matches(SEED + "-?(0|[1-9][0-9]*)"))
          .sorted()
          .toList();
    }
  }

  /** Whether the folder holds a training that has ended, with its model. */
  boolean isFinished() throws IOException {
    return Files.exists(folder.resolve(ModelPackage.MANIFEST))
        && !new CheckpointPolicy(checkpoints(), 1, 1).holdsUnfinished();
  }

  /**
   * Writes an average of models. If none of them is new and the folder holds an average of as many,
   * that stays, with constants that were set in it since then.
   *
   * @param anyNew whether one of them was trained just now
   */
  void packageAverage(ModelPackage average, boolean anyNew) throws IOException {
    if (anyNew || members() != average.manifest().members()) {
      ModelWriter.toFolder(average, folder);
    }
  }

  private int members() throws IOException {
    if (!Files.exists(folder.resolve(ModelPackage.MANIFEST))) {
      return 0;
    }
    try {
      return ModelPackage.open(folder).manifest().members();
    } catch (ModelPackageException e) {
      return 0; // a damaged one is made anew
    }
  }

  /** The files that tell of a training, beside its checkpoints and its model. */
  private static void setAside(Path folder) throws IOException {
    Path before = folder.resolve(BEFORE);
    for (String name : List.of(CONFIG, METRICS, CURVES, EVENTS, REPORT)) {
      Path file = folder.resolve(name);
      // Files of a training that was killed before its first checkpoint do not replace these.
      if (Files.exists(file) && !Files.exists(before.resolve(name))) {
        Files.createDirectories(before);
        Files.move(file, before.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Deletes what was put aside, as the new model is there. */
  static void end(Path folder) throws IOException {
    AtomicFolder.delete(folder.resolve(BEFORE));
  }

  /**
   * Makes the folder once all that could be wrong with the training would have shown. The model of
   * a finished training stays where it is, and its other files go to {@code before}, until {@link
   * #end}.
   *
   * @param anew whether a training begins, and not one resumes
   */
  static void begin(Path folder, byte[] config, boolean anew) throws IOException {
    Files.createDirectories(folder);
    AtomicFolder.deleteRemains(folder);
    if (anew) {
      setAside(folder);
    }
    AtomicFile.write(folder.resolve(CONFIG), out -> out.write(config));
  }
}
