package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.internal.CoarseInput;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The coarse level of a two-level model: the average of the models of a cross-validation. The fine
 * level learns from what the model of each fold says of the subjects that it has not seen, so that
 * it does not trust the coarse level more than it may.
 *
 * <pre>{@code
 * CoarseLevel coarse = CoarseLevel.of(crossValidationFolder);
 * TrainingPlan fine = TrainingPreset.TWO_LEVEL.plan(16, 2000).build();
 * OmNetTrainer.builder(fine)
 *     .coarse(coarse.model())
 *     .build()
 *     .train("two-level", coarse.outOfFold(subjects, SegmenterOptions.DEFAULT, () -> false));
 * }</pre>
 */
public final class CoarseLevel {
  private static final String OUT_OF_FOLD = "out-of-fold";

  private final Path folder;
  private final Map<String, Integer> foldOf;
  private final List<ModelPackage> models;
  private final ModelPackage model;

  private CoarseLevel(
      Path folder, Map<String, Integer> foldOf, List<ModelPackage> models, ModelPackage model) {
    this.folder = folder;
    this.foldOf = foldOf;
    this.models = models;
    this.model = model;
  }

  /**
   * Takes the models of a cross-validation that has come to its end.
   *
   * @param crossValidation its folder, with at most 8 folds
   * @return the coarse level
   * @throws OmnetException if a fold has no model, or the models do not agree
   * @throws IOException if a file cannot be read
   */
  public static CoarseLevel of(Path crossValidation) throws IOException {
    List<List<String>> heldOut = CrossValidation.heldOut(crossValidation);
    Map<String, Integer> foldOf = new HashMap<>();
    List<ModelPackage> models = new ArrayList<>();
    for (int n = 0; n < heldOut.size(); n++) {
      for (String id : heldOut.get(n)) {
        foldOf.put(id, n);
      }
      models.add(ModelPackage.open(CrossValidation.trained(crossValidation, n + 1)));
    }
    // Not the name of its folder: it is part of the fine level's identity.
    ModelPackage model = ModelPackage.ensemble(models).described("coarse", Optional.empty());
    return new CoarseLevel(crossValidation, foldOf, models, model);
  }

  /**
   * The model that finds the tumour in use.
   *
   * @return the average of the models of all folds
   */
  public ModelPackage model() {
    return model;
  }

  /**
   * Segments each subject by the model that has not seen it, and keeps the probabilities in the
   * folder {@code out-of-fold} of the cross-validation. Those that are there are kept.
   *
   * @param subjects as they are stored, each held out by a fold
   * @param options how the models of the folds run
   * @param stop asked before each subject; once it says true, the rest is left for the next call
   * @return sources of the same subjects with the probabilities as channels, in the same order;
   *     empty if it was stopped
   * @throws OmnetException if a subject was held out by no fold
   * @throws IOException if a subject cannot be read or a file not be written
   */
  public List<SubjectSource> outOfFold(
      List<? extends SubjectSource> subjects, SegmenterOptions options, BooleanSupplier stop)
      throws IOException {
    requireHeldOut(subjects);
    Path kept = Files.createDirectories(folder.resolve(OUT_OF_FOLD));
    List<SubjectSource> informed = new ArrayList<>();
    Map<Integer, List<Informed>> missing = new HashMap<>();
    for (SubjectSource source : subjects) {
      int fold = fold(source);
      String key =
          String.join(
              " ", source.id(), models.get(fold).digest(), source.contentKey().orElse("unnamed"));
      Informed one =
          new Informed(source, new RegionFile(kept.resolve(source.id() + ".regions"), key));
      informed.add(one);
      if (!one.file().isWhole()) {
        missing.computeIfAbsent(fold, number -> new ArrayList<>()).add(one);
      }
    }
    for (Map.Entry<Integer, List<Informed>> fold : missing.entrySet()) {
      try (Segmenter segmenter = Segmenter.open(models.get(fold.getKey()), options)) {
        for (Informed one : fold.getValue()) {
          if (stop.getAsBoolean()) {
            return List.of();
          }
          one.file().write(segmenter.regionProbabilities(one.source().load()));
        }
      }
    }
    return List.copyOf(informed);
  }

  private void requireHeldOut(List<? extends SubjectSource> subjects) {
    List<String> unknown =
        subjects.stream().map(SubjectSource::id).filter(id -> !foldOf.containsKey(id)).toList();
    if (!unknown.isEmpty()) {
      throw new OmnetException(
          "subjects "
              + unknown
              + " were held out by no fold of "
              + folder
              + ", so that no coarse model is known not to have seen them; train on the subjects of"
              + " the cross-validation, or cross-validate with these too");
    }
  }

  private int fold(SubjectSource source) {
    return foldOf.getOrDefault(source.id(), 0);
  }

  /** A subject with the probabilities that were kept. */
  private record Informed(SubjectSource source, RegionFile file) implements SubjectSource {
    @Override
    public String id() {
      return source.id();
    }

    @Override
    public Subject load() throws IOException {
      return CoarseInput.added(source.load(), file.read());
    }

    @Override
    public Optional<String> contentKey() throws IOException {
      return source.contentKey().map(content -> content + " coarse " + file.key());
    }
  }
}
