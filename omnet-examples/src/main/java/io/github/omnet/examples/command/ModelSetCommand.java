package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.postprocess.RuleRegistry;
import io.github.omnet.models.internal.PackageLimits;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.packaging.ModelZoo;
import io.github.omnet.models.packaging.WeightFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model with other constants, or several as one. */
@Command(name = "set", description = "Write a model with other constants, or several as one.")
final class ModelSetCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "FILES",
      arity = "1",
      index = "0",
      split = ",",
      description =
          "The folder or zip file of a model, or its name if it is on the class path. Several,"
              + " separated by commas, become one whose probabilities are the average of theirs.")
  List<String> files;

  @Mixin ThresholdOption threshold;

  @Option(
      names = "--half",
      description = "Store the weights of convolutions in 16 bits: half the size.")
  boolean half;

  @Option(
      names = "--weights",
      paramLabel = "FORMAT",
      description =
          "How the weights of convolutions are stored: float32, float16 (as --half does) or int8, a"
              + " quarter of the size. Default: as the model has them.")
  @Nullable WeightFormat weights;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description =
          "A rule of post-processing with its constants, such as"
              + " 'components(maximumThreshold=500)'; once for each rule, in their order. 'none'"
              + " leaves the labels as they are. Default: as the model has them.")
  List<String> rules = new ArrayList<>();

  @Option(
      names = "--coarse",
      paramLabel = "MODEL",
      description =
          "Of a two-level model: another model as its coarse level. Default: as the model has it.")
  @Nullable String coarse;

  @Option(
      names = "--coarse-share",
      paramLabel = "SHARE",
      description =
          "Of a two-level model: how much the probabilities of the coarse level count where the fine"
              + " level looks, 0 to 1. Default: as the model has it.")
  @Nullable Double coarseShare;

  @Mixin ScoresOption scores;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the model. Default: that of the (first) model.")
  @Nullable String name;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "Markdown file that becomes the model card. Default: as the model has it.")
  @Nullable Path card;

  @Option(
      names = "--out",
      paramLabel = "NEW",
      required = true,
      description = "The model to write: a zip file if the name ends in .zip, else a folder.")
  Path out;

  ModelSetCommand() {}

  @Override
  public Integer call() throws IOException {
    Options.require(
        spec,
        files.size() > 1
            || half
            || threshold.isGiven()
            || !rules.isEmpty()
            || Stream.of(weights, coarse, coarseShare, scores.file, name, card)
                .anyMatch(Objects::nonNull),
        "nothing to set; give --threshold, --rule, --weights, --coarse, --coarse-share, --scores,"
            + " --name, --card or several models");
    Options.require(
        spec, !half || weights == null, "--half is --weights float16; give one of the two");
    Optional<PostProcessing> chosen = rules.isEmpty() ? Optional.empty() : Optional.of(parsed());
    boolean zip = out.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    if (zip) {
      OutputFile.makeFolder(out);
      OutputFile.check(out);
    } else {
      OutputFile.checkFolder(out);
    }
    ModelPackage model = stored(levels(joined()));
    ModelPackage thresholded = threshold.applyTo(model);
    ModelPackage changed =
        described(scores.applyTo(chosen.map(thresholded::withPostProcessing).orElse(thresholded)));
    if (zip) {
      ModelWriter.toZip(changed, out);
    } else {
      ModelWriter.toFolder(changed, out);
    }
    spec.commandLine()
        .getOut()
        .println(
            "wrote    "
                + Text.path(out)
                + ": "
                + changed
                    .manifest()
                    .inference()
                    .thresholds()
                    .map(t -> "thresholds " + t)
                    .orElse("most probable class")
                + (changed.manifest().isEnsemble()
                    ? ", average of " + changed.manifest().networks().size() + " networks"
                    : "")
                + changed
                    .coarse()
                    .map(
                        level ->
                            ", coarse level "
                                + level.manifest().name()
                                + " counts "
                                + changed.manifest().inference().coarseShare())
                    .orElse("")
                + ", rules "
                + changed.manifest().inference().postProcessing()
                + ", weights "
                + changed.fingerprint());
    return 0;
  }

  private ModelPackage joined() throws IOException {
    List<ModelPackage> models = new ArrayList<>();
    for (String file : files) {
      models.add(ModelZoo.open(file));
    }
    return models.size() == 1 ? models.get(0) : ModelPackage.ensemble(models);
  }

  private ModelPackage levels(ModelPackage model) throws IOException {
    if (coarse == null && coarseShare == null) {
      return model;
    }
    Options.require(
        spec,
        model.coarse().isPresent(),
        "--coarse and --coarse-share are of models of two levels, and "
            + model.location()
            + " has one level");
    InferenceSettings own = model.manifest().inference();
    try {
      double share = coarseShare == null ? own.coarseShare() : coarseShare;
      ModelPackage both = model;
      if (coarse != null) {
        // The new level need not fit the share that was.
        both = model.withInference(own.withCoarseShare(0)).withCoarse(ModelZoo.open(coarse));
      }
      return both.withInference(own.withCoarseShare(share));
    } catch (OmnetException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ModelPackage stored(ModelPackage model) throws IOException {
    WeightFormat format = half ? WeightFormat.FLOAT16 : weights;
    return format == null ? model : model.storedAs(format);
  }

  private ModelPackage described(ModelPackage model) throws IOException {
    if (name == null && card == null) {
      return model;
    }
    return model.described(
        name == null ? model.manifest().name() : name,
        card == null
            ? Optional.empty()
            : Optional.of(TextFile.read(card, "a model card", PackageLimits.MAX_TEXT_BYTES)));
  }

  private PostProcessing parsed() {
    try {
      List<String> texts = rules.equals(List.of("none")) ? List.of() : rules;
      return PostProcessing.parse(texts, RuleRegistry.STANDARD);
    } catch (OmnetException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
