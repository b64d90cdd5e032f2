package io.github.omnet.models.training;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.models.internal.checkpoint.PlanDifferences;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder of one training, which is gone on with until the folder holds its model. */
record TrainingFolder(Path folder) {
  /** Where the checkpoints are. */
  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Whether the training has come to its end. */
  boolean isTrained() throws IOException {
    boolean packaged = Files.exists(folder.resolve(ModelPackage.MANIFEST));
    return packaged && !policy(1, 1).holdsUnfinished();
  }

  private CheckpointPolicy policy(long every, int keep) {
    return new CheckpointPolicy(checkpoints(), every, keep);
  }

  /** What {@link OmNetTrainer.Builder#trainIn} does. */
  boolean train(
      List<? extends SubjectSource> subjects, OmNetTrainer.Builder trainer, long every, int keep)
      throws IOException {
    if (isTrained()) {
      requireSame(subjects, trainer);
      return true;
    }
    CheckpointPolicy policy = policy(every, keep);
    if (policy.holdsAny()) {
      trainer.resume(policy);
    } else {
      trainer.checkpoints(policy);
    }
    TrainingResult result = trainer.build().train(name(folder), subjects);
    if (result.finished()) {
      ModelWriter.toFolder(result.model(), folder);
    }
    return result.finished();
  }

  /** The name of a folder, for the model in it. */
  static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private void requireSame(List<? extends SubjectSource> subjects, OmNetTrainer.Builder trainer)
      throws IOException {
    ModelManifest manifest = trainer.open(folder).manifest();
    Map<String, String> found = new TreeMap<>(manifest.provenance().settings());
    found.remove("formerly");
    Map<String, String> asked = trainer.texts();
    asked.put("engine", trainer.engineText());
    found.put("engine", manifest.provenance().engine());
    asked.put("subjects", subjects.stream().map(SubjectSource::id).toList().toString());
    found.put("subjects", manifest.provenance().trainingSubjects().toString());
    List<String> differences = PlanDifferences.between(found, asked);
    if (!differences.isEmpty()) {
      throw new OmnetException(
          folder
              + " holds a model of another training: "
              + String.join("; ", differences)
              + "; "
              + PlanDifferences.remedy(
                  found,
                  asked,
                  differences,
                  manifest.provenance().omnetVersion(),
                  "go on with the same settings, or choose another folder"));
    }
  }
}
