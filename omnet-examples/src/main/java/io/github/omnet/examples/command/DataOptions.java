package io.github.omnet.examples.command;

import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.DatasetException;
import io.github.omnet.io.dataset.SubjectFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which subjects a training learns from, and which it is scored on. */
final class DataOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(names = "--data", paramLabel = "DIR", description = "Folder of subjects.")
  @Nullable Path data;

  @Option(
      names = "--subjects",
      paramLabel = "ID",
      split = ",",
      description = "Train on these only. Default: all that are not named by --validate.")
  List<String> subjects = List.of();

  @Option(
      names = "--validate",
      paramLabel = "ID",
      split = ",",
      description = "Leave these out, and score the model on them at the end.")
  List<String> validate = List.of();

  @Option(
      names = "--validate-every",
      paramLabel = "N",
      description = "Steps between scores on the way; 0 for none. Default: ${DEFAULT-VALUE}.")
  long validateEvery;

  DataOptions() {}

  /**
   * Refuses to go without a folder, and makes it absolute: who resumes may do so from elsewhere.
   */
  Path requireFolder() {
    if (data == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--data=DIR'");
    }
    data = data.toAbsolutePath();
    return data;
  }

  /**
   * Finds the subjects, without reading any.
   *
   * @param needed what the network sees
   */
  Dataset.Split split(Preprocessing needed) throws IOException {
    Options.require(
        spec,
        validateEvery >= 0 && (validateEvery == 0 || !validate.isEmpty()),
        "--validate-every takes a number of steps, and --validate the subjects");
    Path folder = requireFolder();
    Dataset found = Dataset.find(folder).neededBy(needed);
    Dataset validation = found.select(validate);
    Dataset training = found.select(trainingIds(found, folder));
    requireWhole(training, validation);
    return new Dataset.Split(training, validation);
  }

  private Set<String> trainingIds(Dataset found, Path folder) {
    Set<String> ids = new LinkedHashSet<>(subjects.isEmpty() ? found.ids() : subjects);
    if (subjects.isEmpty()) {
      ids.removeAll(validate);
    }
    for (String id : validate) {
      Options.require(
          spec, !ids.contains(id), "subject " + id + " is both in --subjects and --validate");
    }
    if (ids.isEmpty()) {
      throw new DatasetException(
          folder + " leaves no subject to train on; name fewer with --validate");
    }
    return ids;
  }

  /** Names everything that is missing at once, and before hours of work. */
  private static void requireWhole(Dataset training, Dataset validation) {
    List<String> faults = new ArrayList<>();
    for (Dataset part : List.of(training, validation)) {
      for (SubjectFiles files : part) {
        List<String> missing = new ArrayList<>();
        files.problems().forEach(problem -> missing.add(problem.text()));
        if (files.truth().isEmpty()) {
          missing.add("no segmentation to learn from or be scored by");
        }
        if (!missing.isEmpty()) {
          faults.add("subject " + files.id() + ": " + String.join("; ", missing));
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new DatasetException(
          String.join("; ", faults) + "; add the files, or leave subjects out with --subjects");
    }
  }
}
