package io.github.omnet.examples.command;

import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.training.TrainingPlan;
import io.github.omnet.models.training.TrainingPreset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options that a preset brings beside network and curriculum: those of {@code few-subjects}, a
 * whole recipe. The rows of the papers' tables bring none.
 */
final class PresetOptions {
  private static final String PRESET = "--preset=";

  private PresetOptions() {}

  /** Whether a preset brings options; false for names that are none. */
  static boolean has(String preset) {
    return TrainingPreset.FEW_SUBJECTS.toString().equals(preset);
  }

  /**
   * Adds what a preset brings and the arguments do not say.
   *
   * @param arguments of a file, perhaps none
   * @param typed options of the command line, which go over both
   * @param preset the one in force, unless the arguments name another
   */
  static List<String> under(List<String> arguments, GivenOptions typed, String preset) {
    String named =
        typed.has("--preset")
            ? preset
            : arguments.stream()
                .filter(argument -> argument.startsWith(PRESET))
                .map(argument -> argument.substring(PRESET.length()))
                .findFirst()
                .orElse(preset);
    List<String> all = new ArrayList<>(arguments);
    if (has(named)) {
      Map<String, String> brought = of(TrainingPreset.of(named));
      if (typed.has("--optimizer") || says(arguments, "--optimizer")) {
        // A rate is one optimiser's.
        brought.remove("--rate");
      }
      brought.forEach(
          (name, value) -> {
            if (!says(arguments, name)) {
              all.add(name + "=" + value);
            }
          });
    }
    return all;
  }

  private static boolean says(List<String> arguments, String name) {
    return arguments.stream().anyMatch(argument -> argument.startsWith(name + "="));
  }

  private static Map<String, String> of(TrainingPreset preset) {
    TrainingPlan plan = preset.plan(1, 1).build();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--dropout", String.valueOf(plan.network().dropout()));
    options.put("--transfer", plan.transfer().toString());
    options.put("--batch", String.valueOf(plan.patchesPerTask()));
    options.put("--micro-batch", String.valueOf(plan.microBatch()));
    Shape patch = plan.patch();
    options.put("--patch", patch.x() + "," + patch.y() + "," + patch.z());
    Spacing mm = plan.preprocessing().spacing().orElseThrow();
    options.put("--spacing", mm.x() + "," + mm.y() + "," + mm.z());
    options.put("--loss", plan.loss().describe());
    if (plan.optimizer() instanceof AdamConfig adam) {
      options.put("--optimizer", adam.decoupled() ? "adamw" : "adam");
      options.put("--rate", String.valueOf(adam.learningRate()));
    }
    options.put("--clip", String.valueOf(plan.clipNorm()));
    options.put("--mix", plan.mixedSubjects() + "," + plan.patchesPerVisit());
    options.put("--average", String.valueOf(plan.averagingDecay()));
    options.put("--transplant", String.valueOf(plan.transplant()));
    options.put("--augment", plan.augmentation().name());
    return options;
  }
}
