package io.github.omnet.examples.programs;

import ai.djl.ndarray.NDArray;
import io.github.omnet.Omnet;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.models.loss.Loss;
import io.github.omnet.models.loss.LossShare;
import io.github.omnet.models.loss.TaskLoss;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import java.io.IOException;
import java.nio.file.Path;

/** Trains a model with a loss that is not part of omnet. */
public final class TrainWithOwnLoss {
  private TrainWithOwnLoss() {}

  /** The sum of soft Dice and cross-entropy. */
  record DiceAndEntropy() implements Loss {
    @Override
    public NDArray of(NDArray scores, NDArray target, LossShare share, LabelScheme scheme) {
      NDArray dice = TaskLoss.SOFT_DICE.of(scores, target, share, scheme);
      return dice.add(TaskLoss.CROSS_ENTROPY.of(scores, target, share, scheme));
    }

    @Override
    public String describe() {
      return "dice-and-entropy";
    }
  }

  /**
   * Runs the program.
   *
   * @param args folder of subjects with true labels, folder for the model, base width, optimiser
   *     steps
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    TrainingPlan plan =
        TrainingPreset.FEW_SUBJECTS
            .plan(Integer.parseInt(args[2]), Long.parseLong(args[3]))
            .loss(new DiceAndEntropy())
            .build();
    ModelPackage model = Omnet.train("own-loss", Omnet.find(Path.of(args[0])).subjects(), plan);
    ModelWriter.toFolder(model, Path.of(args[1]));
  }
}
