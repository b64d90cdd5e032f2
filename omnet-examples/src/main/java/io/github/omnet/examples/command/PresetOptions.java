package io.github.omnet.examples.command;

import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.optimizer.AdamConfig;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options that a preset brings beside network and curriculum: those of {@code few-subjects}, a
 * whole recipe, which is the default, and of {@code two-level}. The rows of the papers' tables
 * bring none.
 */
final class PresetOptions {
  private static final String PRESET = "--preset=";

  private PresetOptions() {}

  /**
   * Adds what a model and a preset bring and the arguments do not say. What the user says goes over
   * the model, and the model over the preset.
   *
   * @param arguments of a file, perhaps none
   * @param typed options of the command line, which go over all
   * @param preset the one in force, unless the arguments or the model name another
   * @param model that the training starts from, if any
   */
  static List<String> under(
      List<String> arguments, GivenOptions typed, String preset, Optional<ModelSettings> model) {
    List<String> all = new ArrayList<>(arguments);
    String named = preset;
    if (!typed.has("--preset")) {
      Optional<String> said = value(arguments, PRESET);
      Optional<String> ofModel = model.flatMap(ModelSettings::preset);
      named = said.or(() -> ofModel).orElse(preset);
      if (said.isEmpty()) {
        ofModel.ifPresent(name -> all.add(PRESET + name));
      }
    }
    Map<String, String> brought = new LinkedHashMap<>();
    if (TrainingPreset.FEW_SUBJECTS.toString().equals(named)) {
      brought.putAll(of(TrainingPreset.FEW_SUBJECTS));
    }
    if (CoarseOptions.TWO_LEVEL.equals(named)) {
      brought.putAll(of(TrainingPreset.TWO_LEVEL));
      brought.put("--even-classes", CoarseOptions.EVEN_CLASSES);
    }
    if (typed.has("--optimizer") || says(arguments, "--optimizer")) {
      // A rate is one optimiser's.
      brought.remove("--rate");
    }
    boolean normalised = typed.has("--normalise") || says(arguments, "--normalise");
    model.ifPresent(
        settings ->
            settings
                .options(normalised)
                .forEach(
                    (name, value) -> {
                      brought.remove(name);
                      value.ifPresent(text -> brought.put(name, text));
                    }));
    brought.forEach(
        (name, value) -> {
          if (!says(arguments, name)) {
            all.add(name + "=" + value);
          }
        });
    return all;
  }

  /** What arguments say of an option, its name given with the equals sign. */
  static Optional<String> value(List<String> arguments, String name) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(name))
        .map(argument -> argument.substring(name.length()))
        .findFirst();
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
    options.put("--remove-enhancement", String.valueOf(plan.enhancementRemoval()));
    options.put("--augment", plan.augmentation().name());
    return options;
  }
}
