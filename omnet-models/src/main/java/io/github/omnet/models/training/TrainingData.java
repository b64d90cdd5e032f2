package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.Reorient;
import io.github.omnet.core.transform.Resample;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.packaging.TrainedSpacing;
import io.github.omnet.models.preparation.Preparation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Subjects as a network in training sees them.
 *
 * @param subjects turned, cropped and normalised, truths in the plan's scheme
 * @param spacing voxel size that they share, in mm, or empty
 */
record TrainingData(List<Subject> subjects, List<Double> spacing) {
  /**
   * Prepares subjects, and refuses at once what would show only after hours.
   *
   * @throws OmnetException naming the subject that cannot be trained or validated on
   */
  static TrainingData of(Iterable<Subject> subjects, TrainingPlan plan, List<Subject> validation) {
    List<Subject> prepared = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Subject subject : subjects) {
      subject.requireTruth();
      if (!ids.add(subject.id())) {
        throw new OmnetException("training subject " + subject.id() + " comes twice; name it once");
      }
      requireRoom(subject, plan);
      Subject turned = Preparation.DEFAULT.apply(subject, plan.spacing()).subject();
      TumorLabels truth = turned.requireTruth().in(plan.scheme());
      prepared.add(turned.with(turned.volumes(), Optional.of(truth)));
    }
    if (prepared.isEmpty()) {
      throw new OmnetException("no subject to train on; name at least one");
    }
    List<Double> spacing = TrainedSpacing.of(prepared.stream().map(Subject::grid).toList());
    requireComparable(validation, ids, plan.spacing().isPresent() ? List.of() : spacing);
    return new TrainingData(prepared, spacing);
  }

  List<String> ids() {
    return subjects.stream().map(Subject::id).toList();
  }

  List<SubjectIdentity> identities() {
    return subjects.stream().map(SubjectIdentity::of).toList();
  }

  /** A patch beyond its edge would be padded with background, and teach that tumours end there. */
  private static void requireRoom(Subject subject, TrainingPlan plan) {
    Shape patch = plan.patch();
    Grid turned = turned(subject);
    Shape volume =
        plan.spacing().map(mm -> Resample.to(mm).gridAfter(turned)).orElse(turned).shape();
    for (int axis = 0; axis < 3; axis++) {
      if (patch.axis(axis) > volume.axis(axis)) {
        throw new OmnetException(
            "subject "
                + subject.id()
                + " has "
                + volume
                + " voxels, too few for a patch of "
                + patch
                + "; train on smaller patches, or leave the subject out");
      }
    }
  }

  /** Where subjects are not resampled, those to validate on need the voxel size trained at. */
  private static void requireComparable(
      List<Subject> validation, Set<String> training, List<Double> spacing) {
    Set<String> ids = new HashSet<>();
    for (Subject subject : validation) {
      if (!ids.add(subject.id())) {
        throw new OmnetException("validation subject " + subject.id() + " comes twice");
      }
      if (training.contains(subject.id())) {
        throw new OmnetException(
            "subject "
                + subject.id()
                + " is trained on and validated on, and would score too well; choose one");
      }
      Preparation.DEFAULT.modalities().forEach(subject::volume);
      Spacing found = turned(subject).spacing();
      boolean fits =
          spacing.isEmpty()
              || TrainedSpacing.fits(
                  new Spacing(spacing.get(0), spacing.get(1), spacing.get(2)), found);
      if (!fits) {
        throw new OmnetException(
            "validation subject "
                + subject.id()
                + " has voxels of "
                + found
                + " mm, the training subjects of "
                + spacing
                + "; resample it, or leave it out");
      }
    }
  }

  /** The subject's grid in the orientation of the network; its voxels need not be touched. */
  private static Grid turned(Subject subject) {
    Reorient turn = Reorient.to(Preparation.DEFAULT.orientation());
    return turn.on(subject.grid()).gridAfter(subject.grid());
  }
}
