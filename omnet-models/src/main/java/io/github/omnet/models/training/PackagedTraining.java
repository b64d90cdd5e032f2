package io.github.omnet.models.training;

import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.internal.OmnetVersion;
import io.github.omnet.models.internal.step.NetworkState;
import io.github.omnet.models.network.TaskNetwork;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.Provenance;
import io.github.omnet.models.packaging.SafeTensors;
import io.github.omnet.models.plan.TrainingPlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a model package of a network in training, with its provenance.
 *
 * @param name name of the model
 * @param plan how it is trained
 * @param trainingSubjects ids
 * @param spacing voxel size of the prepared training subjects, or empty
 * @param validationSubjects ids
 * @param engine engine and its version
 * @param device where it is trained
 * @param startedFrom the model whose weights it began with, if any
 * @param coarse the coarse level that is packaged with the network, if it takes one
 * @param formerly engines, devices and versions of its earlier parts, where they were others
 */
record PackagedTraining(
    String name,
    TrainingPlan plan,
    List<String> trainingSubjects,
    Optional<Spacing> spacing,
    List<String> validationSubjects,
    String engine,
    String device,
    Optional<String> startedFrom,
    Optional<ModelPackage> coarse,
    List<String> formerly) {

  /**
   * The package.
   *
   * @param network what the weights are of
   * @param weights values of each network of the package, by name
   */
  ModelPackage of(
      TaskNetwork network,
      List<Map<String, SafeTensors.Tensor>> weights,
      long iterations,
      Map<String, Double> metrics) {
    Provenance provenance =
        new Provenance(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            OmnetVersion.get(),
            engine,
            device,
            plan.seed(),
            iterations,
            trainingSubjects,
            validationSubjects,
            settings(),
            metrics);
    ModelManifest manifest =
        new ModelManifest(
            name,
            plan.architecture(),
            NetworkState.configs(network),
            plan.preprocessing(),
            spacing,
            plan.scheme(),
            plan.patch(),
            InferenceSettings.of(plan.architecture(), plan.patch()),
            provenance,
            List.of(),
            Optional.empty());
    ModelPackage made =
        ModelPackage.of(manifest, weights, TrainedBy.licence(), TrainedBy.card(manifest));
    return coarse.isPresent() ? made.withCoarse(coarse.get()) : made;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(plan.settings());
    coarse.ifPresent(model -> settings.put("coarse", TrainingOrigin.describe(model)));
    startedFrom.ifPresent(model -> settings.put("startedFrom", model));
    if (!formerly.isEmpty()) {
      settings.put("formerly", String.join("; ", formerly));
    }
    return settings;
  }
}
