package io.github.omnet.examples.command;

import com.google.gson.JsonParser;
import io.github.omnet.core.internal.PlainText;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.examples.console.Json;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkSummary;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelZoo;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a model package holds, whether it is whole, and the same model with other constants. */
@Command(
    name = "model",
    description = "Look at a model package, check it, or write it with other constants.",
    subcommands = {ModelCommand.Show.class, ModelCommand.Verify.class, ModelSetCommand.class})
final class ModelCommand implements Runnable {
  @Spec CommandSpec spec;

  ModelCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say 'model show FILE', 'model verify FILE' or 'model set FILE'");
  }

  /** Prints the manifest's main points. */
  @Command(name = "show", description = "Show what a model is, and where it comes from.")
  static final class Show implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(
        paramLabel = "FILE",
        description = "The folder or zip file of a model, or its name if it is on the class path.")
    String file;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    Show() {}

    @Override
    public Integer call() throws IOException {
      ModelPackage model = ModelZoo.open(file);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        Json whole = new Json().with("file", file);
        describe(whole, model);
        whole.with("coarse", model.coarse().map(level -> describe(new Json(), level)).orElse(null));
        whole.print(out);
      } else {
        // A card or a setting may hold what repaints a terminal.
        out.println(PlainText.lines(model.card()));
        print(model, out);
        model
            .coarse()
            .ifPresent(
                level -> {
                  out.println();
                  out.println("coarse level  " + PlainText.lines(kind(level.manifest())));
                  print(level, out);
                });
      }
      return 0;
    }

    private static void print(ModelPackage model, PrintWriter out) {
      out.println("weights  " + model.fingerprint());
      out.println("windows  " + windows(model.manifest().inference()));
      settings(model.manifest()).forEach((k, v) -> out.println(PlainText.lines(k + "  " + v)));
    }

    private static String kind(ModelManifest manifest) {
      return String.format(
          Locale.ROOT,
          "%s, %s of base width %d%s, channels %s",
          manifest.name(),
          manifest.architecture(),
          manifest.networks().get(0).width(),
          manifest.isEnsemble() ? ", " + manifest.members() + " networks averaged" : "",
          manifest.preprocessing().channels());
    }

    private static String windows(InferenceSettings settings) {
      return String.format(
          Locale.ROOT,
          "%s%d x %d x %d voxels, overlap %s, %s blending, %d at a time, dilation %s, %s%s, then"
              + " %s",
          settings.fit() ? "at most " : "",
          settings.windowX(),
          settings.windowY(),
          settings.windowZ(),
          settings.overlap(),
          settings.blending(),
          settings.batch(),
          settings.dilation(),
          settings.coarseShare() == 0 ? "" : "coarse level counts " + settings.coarseShare() + ", ",
          settings.thresholds().map(t -> "thresholds " + t).orElse("most probable class"),
          settings.postProcessing().isEmpty()
              ? "no rules"
              : String.join(", ", settings.postProcessing()));
    }

    /** What the model was trained with, sorted by name. */
    private static Map<String, String> settings(ModelManifest manifest) {
      Map<String, String> settings = new TreeMap<>();
      manifest.provenance().settings().forEach((k, v) -> settings.put(k, PlainText.settings(v)));
      return settings;
    }

    /** The name that packages of version 1 have for the default. */
    private static String normalisation(Preprocessing preprocessing) {
      return preprocessing.normalisation().describe().equals("zScore(over=nonzero)")
          ? "z-score-brain"
          : preprocessing.normalisation().describe();
    }

    private static Json describe(Json json, ModelPackage model) {
      ModelManifest m = model.manifest();
      List<Json> networks = new ArrayList<>();
      Architecture member = m.architecture().member();
      m.networks()
          .forEach(
              n ->
                  networks.add(
                      new Json()
                          .with("channels", n.channels())
                          .with("classes", n.classes())
                          .with("width", n.width())
                          .with("dropout", n.dropout())
                          .with(
                              "parameters",
                              NetworkSummary.ParameterCounts.of(Networks.of(member, n))
                                  .learnable())));
      return json.with("name", m.name())
          .with("architecture", m.architecture().toString())
          .with("networks", networks)
          .with("modalities", m.preprocessing().modalities())
          .with("channels", m.preprocessing().channels())
          .with("orientation", m.preprocessing().orientation().code())
          .with("spacing", m.spacing().map(mm -> List.of(mm.x(), mm.y(), mm.z())).orElse(List.of()))
          .with("resample", m.preprocessing().spacing().isPresent())
          .with("normalisation", normalisation(m.preprocessing()))
          .with("preprocessing", m.preprocessing().text())
          .with("labels", m.scheme().toString())
          .with("patch", List.of(m.patch().x(), m.patch().y(), m.patch().z()))
          .with("inference", JsonParser.parseString(m.inference().text()))
          .with("weights", model.fingerprint())
          .with("created", m.provenance().created())
          .with("omnetVersion", m.provenance().omnetVersion())
          .with("engine", m.provenance().engine())
          .with("device", PlainText.settings(m.provenance().device()))
          .with("seed", m.provenance().seed())
          .with("iterations", m.provenance().iterations())
          .with("trainingSubjects", m.provenance().trainingSubjects())
          .with("validationSubjects", m.provenance().validationSubjects())
          .with("settings", settings(m))
          .with("metrics", m.provenance().metrics());
    }
  }

  /** Opens a package, which checks all of it. */
  @Command(
      name = "verify",
      description = "Check every file of a model by size, SHA-256 and content.")
  static final class Verify implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(
        paramLabel = "FILE",
        description = "The folder or zip file of a model, or its name if it is on the class path.")
    String file;

    Verify() {}

    @Override
    public Integer call() throws IOException {
      ModelPackage model = ModelZoo.open(file);
      spec.commandLine()
          .getOut()
          .println(
              Text.name(file)
                  + ": whole, "
                  + files(model)
                  + " files, weights "
                  + model.fingerprint());
      return 0;
    }

    /** Of both levels, if there are two. */
    private static int files(ModelPackage model) {
      return model.manifest().files().size() + model.coarse().map(Verify::files).orElse(0);
    }
  }
}
