package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.Phantom;
import io.github.omnet.models.TestEngine;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.plan.TrainingAugmentation;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that were begun by a release that made other patches of the same settings. */
class PatchRevisionIT {
  private static final Grid GRID = Grid.isotropic(new Shape(24, 24, 24));
  private static final Subject FIRST = Phantom.seeded(1, GRID);
  private static final Subject SECOND = Phantom.seeded(2, GRID);

  @TempDir private Path folder;

  private static OmNetTrainer.Builder trainer() {
    TrainingPlan plan =
        TrainingPreset.OM_NET
            .plan(2, 2)
            .preprocessing(Preprocessing.DEFAULT.withStep(Transforms.symmetryChannels()))
            .augmentation(TrainingAugmentation.FEW_SUBJECTS)
            .patch(new Shape(16, 16, 16))
            .patchesPerTask(1)
            .recalibration(1)
            .build();
    return OmNetTrainer.builder(plan).engine(TestEngine.kind(), DevicePolicy.cpu());
  }

  private static String entry() {
    return "\"patchRevision\": \"" + trainer().texts().get("patchRevision") + "\", ";
  }

  @Test
  void aTrainingWithSymmetryChannelsFromBeforeTheyFollowedTheTumourIsRefused() throws IOException {
    CheckpointPolicy policy = new CheckpointPolicy(folder, 10, 1);
    trainer().checkpoints(policy).stopWhen(() -> true).build().train("a", List.of(FIRST));
    Path newest = policy.store().newest(damaged -> {}).folder();
    SealedState.replace(newest, entry(), "");
    OmNetTrainer elsewhere = trainer().resumeElsewhere(policy).build();
    assertThatThrownBy(() -> elsewhere.train("a", List.of(FIRST)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining(
            newest + " is of another training: patchRevision was nothing and is 2")
        .hasMessageContaining("symmetry channels on both sides")
        .hasMessageContaining("go on with that release, or start anew in another folder");
    SealedState.replace(newest, "\"plan\": { ", "\"plan\": { " + entry());
    assertThat(trainer().resume(policy).build().train("a", List.of(FIRST)).finished()).isTrue();
  }

  @Test
  void aFoldThatSuchAReleaseHasTrainedIsNotMixedWithNewOnes() throws IOException {
    List<CrossValidation.Fold> folds =
        List.of(
            new CrossValidation.Fold(1, List.of(FIRST), List.of(SECOND)),
            new CrossValidation.Fold(2, List.of(SECOND), List.of(FIRST)));
    CrossValidation cross = CrossValidation.in(folder, folds);
    CrossValidation.Fold fold = cross.folds().get(0);
    assertThat(cross.train(fold, trainer(), 10, 1)).isTrue();
    assertThat(cross.train(fold, trainer(), 10, 1)).isTrue();
    Path manifest = cross.folder(fold).resolve(ModelPackage.MANIFEST);
    String json = Files.readString(manifest, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    assertThat(json).contains(entry());
    Files.writeString(manifest, json.replace(entry(), ""));
    assertThatThrownBy(() -> cross.train(fold, trainer(), 10, 1))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("fold-1 holds a model of another training: patchRevision was nothing")
        .hasMessageContaining("go on with that release, or start anew in another folder");
  }
}
