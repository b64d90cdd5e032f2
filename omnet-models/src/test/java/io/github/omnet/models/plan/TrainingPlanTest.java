package io.github.omnet.models.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.augment.Augmentation;
import io.github.omnet.core.augment.Augmentations;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.transform.Foreground;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.loss.TaskLoss;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingPlanTest {
  private static TrainingPlanBuilder omNet(Curriculum.Stage... stages) {
    return TrainingPreset.OM_NET
        .plan(4, 100)
        .curriculum(new Curriculum(List.of(stages), Optional.empty()));
  }

  @Test
  void aCurriculumThatEndsWithoutSomeTasksIsRefused() {
    assertThatThrownBy(() -> omNet(new Curriculum.Stage(1, 40)).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("the last stage trains all 3 tasks");
    assertThatThrownBy(
            () ->
                omNet(
                        new Curriculum.Stage(3, 40),
                        new Curriculum.Stage(1, 10),
                        new Curriculum.Stage(3, 0))
                    .build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("found 1");
    assertThat(omNet(new Curriculum.Stage(1, 40), new Curriculum.Stage(3, 1)).build()).isNotNull();
  }

  @Test
  void attentionIsRefusedOnLabelsWhoseCoreItDoesNotKnow() {
    assertThatThrownBy(
            () -> TrainingPreset.OM_NET_CGA.plan(4, 10).scheme(LabelScheme.BRATS2015).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("attention");
  }

  @Test
  void theVoxelSizeTellsOnePlanFromAnother() {
    TrainingPlan own = TrainingPreset.OM_NET.plan(4, 10).build();
    TrainingPlan coarse = own.toBuilder().spacing(new Spacing(2, 2, 2)).build();
    assertThat(own.settings().get("preprocessing")).doesNotContain("resampleBrain");
    assertThat(coarse.settings().get("preprocessing")).contains("resampleBrain(to=2 2 2)");
    assertThat(coarse.toBuilder().build()).isEqualTo(coarse);
  }

  @Test
  void anAverageIsASettingOnlyWhereThereIsOne() {
    TrainingPlan plan = TrainingPreset.OM_NET.plan(4, 10).build();
    assertThat(plan.averagingDecay()).isZero();
    assertThat(plan.settings()).doesNotContainKey("averagingDecay");
    TrainingPlan averaged = plan.toBuilder().averagingDecay(0.99).build();
    assertThat(averaged.settings()).containsEntry("averagingDecay", "0.99");
    assertThat(averaged.toBuilder().build()).isEqualTo(averaged);
    assertThatThrownBy(() -> plan.toBuilder().averagingDecay(1).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("average must be in [0, 1)")
        .hasMessageContaining("1.0");
  }

  @Test
  void thePresetForFewSubjectsBringsItsWholeRecipe() {
    TrainingPlan plan = TrainingPreset.of("few-subjects").plan(16, 900).build();
    assertThat(plan.settings())
        .containsEntry("architecture", "om-net")
        .containsEntry("curriculum", "1:45,2:45,3:810")
        .containsEntry("patch", "48x48x48")
        .containsEntry("loss", "region-dice-ce")
        .containsEntry("clipNorm", "5.0")
        .containsEntry("averagingDecay", "0.99")
        .containsEntry("transfer", "0.01/0.005/both")
        .containsEntry("transplant", "0.35")
        .containsEntry("enhancementRemoval", "0.2")
        .containsEntry("augmentation", "few-subjects");
    assertThat(plan.preprocessing().spacing()).contains(new Spacing(2, 2, 2));
    assertThat(plan.optimizer()).isEqualTo(AdamConfig.ADAMW.withLearningRate(2e-3));
    assertThat(plan.schedule().factorAt(450)).isCloseTo(Math.pow(0.5, 0.9), within(1e-9));
  }

  @Test
  void theFineLevelLearnsFromPerturbedFindings() {
    TrainingPlan plan = TrainingPreset.of("two-level").plan(16, 900).build();
    assertThat(plan.settings()).containsEntry("augmentation", "two-level");
    int perturbed = 0;
    for (int n = 0; n < 1000; n++) {
      String own = plan.augmentation().draw(3, n, 4, plan.patch()).describe();
      String without =
          TrainingAugmentation.FEW_SUBJECTS.policy().draw(3, n, 4, plan.patch()).describe();
      perturbed += own.contains("coarse(") ? 1 : 0;
      // All else is drawn as for one level.
      assertThat(own).startsWith(without.substring(0, without.length() - 1));
    }
    assertThat(perturbed).isBetween(405, 595); // six standard deviations
  }

  @Test
  void whatPerturbsACoarseLevelIsRefusedWhereThereIsNone() {
    TrainingPlanBuilder one =
        TrainingPreset.FEW_SUBJECTS.plan(2, 10).augmentation(TrainingAugmentation.TWO_LEVEL);
    assertThatThrownBy(one::build)
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("'two-level' perturbs the probabilities of a coarse level")
        .hasMessageContaining("takes 'few-subjects'");
    Preprocessing told = Preprocessing.DEFAULT.withStep(Transforms.coarseChannels());
    assertThat(
            one.preprocessing(told)
                .transplant(0)
                .enhancementRemoval(0)
                .build()
                .augmentation()
                .name())
        .isEqualTo("two-level");
  }

  @Test
  void tasksWhoseClassesNoRuleKnowsAreRefusedWithARemedy() {
    for (List<Integer> classes : List.of(List.of(4, 5, 2), List.of(5, 5, 2, 2), List.of(2))) {
      TrainingPlanBuilder plan =
          new TrainingPlanBuilder(
              Architecture.OM_NET,
              new NetworkConfig(4, classes, 2, 0.5f),
              Curriculum.joint(classes.size(), 10));
      assertThatThrownBy(plan::build)
          .isInstanceOf(OmnetException.class)
          .hasMessage(
              "the tasks of a network have classes [5, 5, 2], or the first one or two of these,"
                  + " but those here have classes "
                  + classes
                  + "; make and train a network with those classes");
    }
  }

  @Test
  void aShareOfRemovalsIsCheckedAndNamedOnlyWhereThereIsOne() {
    TrainingPlanBuilder plan = TrainingPreset.OM_NET.plan(2, 10);
    assertThat(plan.build().settings()).doesNotContainKey("enhancementRemoval");
    assertThatThrownBy(() -> plan.enhancementRemoval(-0.1).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("must be in [0, 1], 0 for none, found -0.1");
    plan.enhancementRemoval(0.3);
    assertThat(plan.build().toBuilder().build().enhancementRemoval()).isEqualTo(0.3);
    assertThat(plan.build().settings()).containsEntry("enhancementRemoval", "0.3");
  }

  @Test
  void aShareOfTransplantsIsCheckedAndNamedOnlyWhereThereIsOne() {
    TrainingPlanBuilder plan = TrainingPreset.OM_NET.plan(2, 10);
    assertThat(plan.build().settings()).doesNotContainKey("transplant");
    assertThatThrownBy(() -> plan.transplant(1.2).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("must be in [0, 1], 0 for none, found 1.2");
    plan.transplant(0.2);
    assertThat(plan.build().toBuilder().build().transplant()).isEqualTo(0.2);
    Preprocessing las = Preprocessing.DEFAULT.withOrientation(Orientation.of("LAS"));
    assertThatThrownBy(() -> plan.preprocessing(las).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("orientation RAS");
    Preprocessing late =
        Preprocessing.DEFAULT
            .withStep(Transforms.symmetryChannels())
            .withStep(Transforms.zScore(Foreground.NON_ZERO));
    assertThatThrownBy(() -> plan.preprocessing(late).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("zScore(over=nonzero) changes values after it");
  }

  @Test
  void aModelThatNoPackageCanHoldIsNotTrained() {
    assertThatThrownBy(() -> TrainingPreset.OM_NET.plan(100_000, 1).build())
        .isInstanceOf(OmnetException.class)
        .hasMessage("the width of a network is at most 512, found 100000");
    TrainingPlanBuilder plan = TrainingPreset.OM_NET.plan(2, 1);
    assertThatThrownBy(() -> plan.patch(new Shape(8, 8, 520)).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("patch sides are at most 512");
    Preprocessing far = Preprocessing.DEFAULT.withSpacing(new Spacing(1, 1, 1e300));
    assertThatThrownBy(() -> TrainingPreset.OM_NET.plan(2, 1).preprocessing(far).build())
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("resampled to at most 100.0 mm");
  }

  @Test
  void aRevisionStandsWherePatchesOfTheSameSettingsHaveChanged() {
    TrainingPlanBuilder plan =
        TrainingPreset.OM_NET
            .plan(2, 1)
            .preprocessing(Preprocessing.DEFAULT.withStep(Transforms.symmetryChannels()));
    assertThat(plan.augmentation(TrainingAugmentation.NONE).build().settings())
        .doesNotContainKey("patchRevision");
    assertThat(plan.augmentation(TrainingAugmentation.LIGHT).build().settings())
        .containsEntry("patchRevision", "2");
    assertThat(plan.preprocessing(Preprocessing.DEFAULT).build().settings())
        .as("other trainings resume as before")
        .doesNotContainKey("patchRevision");
  }

  @ParameterizedTest
  @EnumSource
  void everyAugmentationIsFoundByItsNameAndDraws(TrainingAugmentation augmentation) {
    assertThat(TrainingAugmentation.of(augmentation.toString())).isSameAs(augmentation);
    Shape shape = new Shape(48, 48, 48);
    for (int n = 0; n < 50; n++) {
      Augmentation drawn = augmentation.policy().draw(5, n, 4, shape);
      assertThat(Augmentations.parse(drawn.describe())).isEqualTo(drawn);
    }
  }

  @Test
  void aPlanFromAModelHasWhatItsWeightsNeed() {
    Spacing mm = new Spacing(1.5, 1.5, 2);
    ModelPackage model = TestModels.spaced(2, 5, mm);
    TrainingPlan plan = TrainingPlan.from(model, 30).build();
    ModelManifest manifest = model.manifest();
    assertThat(plan.architecture()).isEqualTo(manifest.architecture());
    assertThat(plan.network()).isEqualTo(manifest.networks().get(0));
    assertThat(plan.preprocessing()).isEqualTo(manifest.preprocessing());
    assertThat(plan.patch()).isEqualTo(manifest.patch());
    assertThat(plan.scheme()).isEqualTo(manifest.scheme());
    assertThat(plan.loss()).isEqualTo(TaskLoss.REGION_DICE_CE);
    assertThat(plan.curriculum().iterations()).isEqualTo(30);
  }

  @Test
  void aPlanFromACascadeTrainsAllItsNetworks() {
    ModelPackage model =
        TestModels.random(Architecture.CASCADE, LabelScheme.BRATS2021, new Shape(16, 16, 8), 2, 5);
    TrainingPlan plan = TrainingPlan.from(model, 30).build();
    assertThat(plan.architecture()).isEqualTo(Architecture.CASCADE);
    assertThat(plan.network().classes()).containsExactly(5, 5, 2);
  }
}
