package io.github.omnet.models.internal.step;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.sampling.SamplerFactory;
import io.github.omnet.core.sampling.SubjectPool;
import io.github.omnet.core.sampling.TumorVariation;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.SpatialTransform;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.internal.TrainedSpacing;
import io.github.omnet.models.internal.checkpoint.SubjectIdentity;
import io.github.omnet.models.plan.TrainingPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The subjects of a training, prepared when they are needed, and what had to be known of them
 * before the first step.
 *
 * @param pool prepared subjects, truths in the plan's scheme, within a number of bytes
 * @param identities of the prepared subjects, in order
 * @param spacing voxel size that the prepared subjects share, or empty
 * @param largest bytes of the largest prepared subject
 */
public record TrainingData(
    SubjectPool pool, List<SubjectIdentity> identities, Optional<Spacing> spacing, long largest) {
  private static final int MULTIPLE = 8;

  /**
   * Looks at every subject once, and refuses at once what would show only after hours.
   *
   * @param subjects as they are stored
   * @param prepare prepares a subject by the plan's preprocessing
   * @param memoryBytes most bytes of prepared subjects to keep
   * @param validation as they are stored
   * @throws OmnetException naming the subject that cannot be trained or validated on
   * @throws IOException if a validation subject cannot be read
   */
  public static TrainingData of(
      List<? extends SubjectSource> subjects,
      TrainingPlan plan,
      UnaryOperator<SubjectSource> prepare,
      long memoryBytes,
      List<? extends SubjectSource> validation)
      throws IOException {
    if (subjects.isEmpty()) {
      throw new OmnetException("no subject to train on; name at least one");
    }
    Set<String> ids = requireOnce(subjects, "training");
    List<SubjectSource> prepared =
        subjects.stream()
            .map(source -> prepare.apply(source).map(subject -> inSchemeOf(plan, subject)))
            .toList();
    SubjectPool pool = SubjectPool.of(prepared, memoryBytes, variation(plan));
    List<SubjectIdentity> identities = new ArrayList<>();
    List<Grid> grids = new ArrayList<>();
    List<SamplerFactory> unused = new ArrayList<>(plan.samplers());
    long largest = 0;
    for (int n = 0; n < pool.size(); n++) {
      Subject subject = pool.subject(n);
      requireRoom(subject, plan.patch());
      identities.add(SubjectIdentity.of(subject));
      grids.add(subject.grid());
      largest = Math.max(largest, SubjectPool.bytesOf(subject));
      unused.removeIf(sampler -> sampler.samplerOf(subject, plan.patch(), 0).isPresent());
    }
    requireAllUsed(unused, identities);
    Optional<Spacing> spacing = TrainedSpacing.of(grids);
    requireComparable(
        validation,
        plan,
        ids,
        plan.preprocessing().spacing().isPresent() ? Optional.empty() : spacing);
    return new TrainingData(pool, identities, spacing, largest);
  }

  private static TumorVariation variation(TrainingPlan plan) {
    return new TumorVariation(
        plan.transplant(),
        plan.enhancementRemoval(),
        Seeds.TRANSPLANTS.of(plan),
        derive(plan.preprocessing()));
  }

  /** Where channels cannot be derived anew, nothing that would need that is done. */
  private static UnaryOperator<Subject> derive(Preprocessing preprocessing) {
    try {
      preprocessing.requireDerivable();
    } catch (OmnetException e) {
      return subject -> subject;
    }
    return preprocessing::derive;
  }

  private static Subject inSchemeOf(TrainingPlan plan, Subject subject) {
    TumorLabels truth = subject.requireTruth().in(plan.scheme());
    return subject.with(subject.volumes(), Optional.of(truth));
  }

  public List<String> ids() {
    return identities.stream().map(SubjectIdentity::id).toList();
  }

  private static Set<String> requireOnce(List<? extends SubjectSource> subjects, String what) {
    Set<String> ids = new HashSet<>();
    for (SubjectSource subject : subjects) {
      if (!ids.add(subject.id())) {
        throw new OmnetException(what + " subject " + subject.id() + " comes twice; name it once");
      }
    }
    return ids;
  }

  private static void requireAllUsed(
      List<SamplerFactory> unused, List<SubjectIdentity> identities) {
    if (!unused.isEmpty()) {
      throw new OmnetException(
          "none of the subjects "
              + identities.stream().map(SubjectIdentity::id).toList()
              + " has a voxel that "
              + unused.get(0).describe()
              + " draws from; add a subject that has");
    }
  }

  /**
   * Of a patch that is larger than the brain by a block of 8 voxels, that block is only padding.
   */
  private static void requireRoom(Subject subject, Shape patch) {
    Shape brain = subject.grid().shape();
    for (int axis = 0; axis < 3; axis++) {
      if (patch.axis(axis) >= brain.axis(axis) + MULTIPLE) {
        throw new OmnetException(
            "the brain of subject "
                + subject.id()
                + " has "
                + brain
                + " voxels after preprocessing, too few for a patch of "
                + patch
                + "; train on smaller patches, or leave the subject out");
      }
    }
  }

  /** Where subjects are not resampled, those to validate on need the voxel size trained at. */
  private static void requireComparable(
      List<? extends SubjectSource> validation,
      TrainingPlan plan,
      Set<String> training,
      Optional<Spacing> spacing)
      throws IOException {
    for (String id : requireOnce(validation, "validation")) {
      if (training.contains(id)) {
        throw new OmnetException(
            "subject "
                + id
                + " is trained on and validated on, and would score too well; choose one");
      }
    }
    SpatialTransform turn = Transforms.reorient(plan.preprocessing().orientation());
    for (SubjectSource source : validation) {
      Subject subject = source.load();
      subject.requireTruth();
      if (!plan.preprocessing().missingAsZero()) {
        plan.preprocessing().modalities().forEach(subject::volume);
      }
      Spacing found = turn.gridAfter(subject.grid()).spacing();
      if (spacing.isPresent() && !TrainedSpacing.fits(spacing.get(), found)) {
        throw new OmnetException(
            "validation subject "
                + subject.id()
                + " has voxels of "
                + found
                + " mm, the training subjects of "
                + spacing.get()
                + "; resample it, or leave it out");
      }
    }
  }
}
