package io.github.omnet.models.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.PlainText;
import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.models.internal.checkpoint.CheckpointJson;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Trains one model for each fold of a cohort, each on the subjects of all other folds, so that each
 * subject can be segmented by a model that has not seen it.
 *
 * <p>The folder holds {@code folds.json} with the held-out subjects of each fold, and {@code
 * fold-1}, {@code fold-2} and so on, each a model with its {@code checkpoints}. Begun again with
 * the same folds and plans, it resumes: a fold that has its model is left as it is, an unfinished
 * fold resumes from its newest checkpoint. Other folds or plans are refused.
 *
 * <pre>{@code
 * CrossValidation cross = CrossValidation.in(folder, folds);
 * for (CrossValidation.Fold fold : cross.folds()) {
 *   cross.train(fold, OmNetTrainer.builder(plan), 200, 3);
 * }
 * }</pre>
 */
public final class CrossValidation {
  private static final String FOLDS = "folds.json";
  private static final int FORMAT = 1;

  /** Of longer names the rest is left out, and their length is said. */
  private static final int LONGEST_NAME = 150;

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private final Path folder;
  private final List<Fold> folds;

  /** What is recorded: ids of the subjects held out, by fold. */
  private record Held(int formatVersion, List<List<String>> heldOut) {}

  /**
   * One fold.
   *
   * @param number from 1
   * @param training subjects of all other folds, with their truth
   * @param heldOut subjects of this fold
   */
  public record Fold(
      int number, List<? extends SubjectSource> training, List<? extends SubjectSource> heldOut) {
    /**
     * Copies the lists.
     *
     * @param number from 1
     * @param training subjects of all other folds
     * @param heldOut subjects of this fold
     */
    public Fold {
      training = List.copyOf(training);
      heldOut = List.copyOf(heldOut);
    }
  }

  private CrossValidation(Path folder, List<Fold> folds) {
    this.folder = folder;
    this.folds = folds;
  }

  /**
   * Begins a cross-validation in a folder, or resumes the one that the folder holds.
   *
   * @param folder made if it does not exist
   * @param folds at least two, numbered from 1 in order; no subject is held out twice, or trained
   *     on in the fold that holds it out
   * @return the cross-validation
   * @throws OmnetException if the folder holds one with other folds
   * @throws IOException if the folder cannot be read or written
   */
  public static CrossValidation in(Path folder, List<Fold> folds) throws IOException {
    requireFolds(folds);
    Held asked = new Held(FORMAT, folds.stream().map(fold -> ids(fold.heldOut())).toList());
    Path file = folder.resolve(FOLDS);
    if (Files.exists(file)) {
      Held found = read(file);
      if (!found.equals(asked)) {
        throw new OmnetException(
            file
                + ": holds a cross-validation with folds "
                + found.heldOut()
                + ", asked for are "
                + asked.heldOut()
                + "; use the same subjects, number of folds and seed, or another folder");
      }
    } else {
      Files.createDirectories(folder);
      byte[] json = (GSON.toJson(asked) + "\n").getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, out -> out.write(json));
    }
    return new CrossValidation(folder, List.copyOf(folds));
  }

  /** Ids of the subjects that each fold of a folder's cross-validation holds out. */
  static List<List<String>> heldOut(Path folder) throws IOException {
    Path file = folder.resolve(FOLDS);
    if (!Files.exists(file)) {
      throw new OmnetException(
          folder + " holds no cross-validation; give the folder of 'omnet cross-validate --out'");
    }
    return read(file).heldOut();
  }

  /** The model of a fold, by number from 1. */
  static Path trained(Path folder, int fold) throws IOException {
    Path model = folder.resolve("fold-" + fold);
    if (!new TrainingFolder(model).isTrained()) {
      throw new OmnetException(
          model + " holds no model yet; let the cross-validation come to its end");
    }
    return model;
  }

  private static void requireFolds(List<Fold> folds) {
    Set<String> seen = new HashSet<>();
    for (int n = 0; n < folds.size(); n++) {
      Fold fold = folds.get(n);
      if (fold.number() != n + 1 || fold.training().isEmpty() || fold.heldOut().isEmpty()) {
        throw new IllegalArgumentException(
            "folds are numbered from 1 in order, and have subjects to train on and to hold out;"
                + " found "
                + fold.number()
                + " at place "
                + (n + 1)
                + " with "
                + fold.training().size()
                + " and "
                + fold.heldOut().size()
                + " subjects");
      }
      Set<String> trained = new HashSet<>(ids(fold.training()));
      for (String id : ids(fold.heldOut())) {
        if (!seen.add(id)) {
          throw new IllegalArgumentException("subject " + id + " is held out twice");
        }
        if (trained.contains(id)) {
          throw new IllegalArgumentException(
              "subject " + id + " is trained on and held out in fold " + fold.number());
        }
      }
    }
    if (folds.size() < 2) {
      throw new IllegalArgumentException(
          "cross-validation needs 2 folds or more, found " + folds.size());
    }
  }

  private static List<String> ids(List<? extends SubjectSource> subjects) {
    return subjects.stream().map(SubjectSource::id).toList();
  }

  private static Held read(Path file) throws IOException {
    try {
      Held found = CheckpointJson.read(file, Held.class);
      if (found.formatVersion() == FORMAT && found.heldOut() != null) {
        return found;
      }
    } catch (CheckpointJson.DamagedException e) {
      throw new IOException(
          file + ": not the folds of a cross-validation (" + e.getMessage() + ")", e);
    }
    throw new IOException(
        file + ": not the folds of a cross-validation of this omnet; choose another folder");
  }

  /**
   * The folds.
   *
   * @return in order of their numbers
   */
  public List<Fold> folds() {
    return folds;
  }

  /**
   * The folder of one fold, which is a model once it is trained.
   *
   * @param fold one of {@link #folds}
   * @return such as {@code RUN/fold-1}
   */
  public Path folder(Fold fold) {
    return folder.resolve("fold-" + fold.number());
  }

  /**
   * The checkpoints of one fold.
   *
   * @param fold one of {@link #folds}
   * @return a folder within that of the fold
   */
  public Path checkpoints(Fold fold) {
    return new TrainingFolder(folder(fold)).checkpoints();
  }

  /**
   * Returns whether a fold has its model. Whether that was trained as it should be now, {@link
   * #train} tells.
   *
   * @param fold one of {@link #folds}
   * @return true if the training has come to its end
   * @throws IOException if the folder cannot be read
   */
  public boolean isTrained(Fold fold) throws IOException {
    return new TrainingFolder(folder(fold)).isTrained();
  }

  /**
   * The models of all folds that have one.
   *
   * @return their folders, in order; together they make an ensemble
   * @throws IOException if a folder cannot be read
   */
  public List<Path> models() throws IOException {
    List<Path> models = new ArrayList<>();
    for (Fold fold : folds) {
      if (isTrained(fold)) {
        models.add(folder(fold));
      }
    }
    return List.copyOf(models);
  }

  /**
   * The average of the models of all folds as one model.
   *
   * @param parts preprocessing steps, rules and networks that the models may have; {@link
   *     ModelParts#STANDARD} without parts of your own
   * @return a package in memory, with the name of the cross-validation's folder
   * @throws OmnetException if a fold has no model, or the models cannot be joined, see {@link
   *     ModelPackage#ensemble}: there are too many, each has learnt its own normalisation, or they
   *     are cascades
   * @throws IOException if a model cannot be read
   */
  public ModelPackage ensemble(ModelParts parts) throws IOException {
    List<ModelPackage> models = new ArrayList<>();
    for (Fold fold : folds) {
      models.add(ModelPackage.open(trained(folder, fold.number()), parts));
    }
    String name = PlainText.line(TrainingFolder.name(folder), LONGEST_NAME);
    return ModelPackage.ensemble(models).described(name, Optional.empty());
  }

  /**
   * Trains the model of one fold, resumes its training, or keeps the model if it is there.
   *
   * @param fold one of {@link #folds}
   * @param trainer with everything but checkpoints, which are set here
   * @param every steps between checkpoints
   * @param keep checkpoints that stay
   * @return true if the fold has its model now; false if the training was stopped and has saved
   * @throws OmnetException if the fold was trained or begun with another plan, on other subjects,
   *     or from another model
   * @throws TrainingInProgressException if another process trains this fold
   * @throws IOException if a subject cannot be read, or the model not be written
   */
  public boolean train(Fold fold, OmNetTrainer.Builder trainer, long every, int keep)
      throws IOException {
    return trainer.trainIn(folder(fold), fold.training(), every, keep);
  }
}
