package io.github.omnet.examples.command;

import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.packaging.ModelZoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model with other constants; its weights stay as they are. */
@Command(
    name = "set",
    description = "Write a model with other constants; its weights stay as they are.")
final class ModelSetCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "The folder or zip file of a model, or its name if it is on the class path.")
  String file;

  @Mixin ThresholdOption threshold;

  @Option(
      names = "--out",
      paramLabel = "NEW",
      required = true,
      description = "The model to write: a zip file if the name ends in .zip, else a folder.")
  Path out;

  ModelSetCommand() {}

  @Override
  public Integer call() throws IOException {
    Options.require(spec, threshold.isGiven(), "nothing to set; give --threshold");
    boolean zip = out.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    if (zip) {
      OutputFile.makeFolder(out);
      OutputFile.check(out);
    } else {
      OutputFile.checkFolder(out);
    }
    ModelPackage changed = threshold.applyTo(ModelZoo.open(file));
    if (zip) {
      ModelWriter.toZip(changed, out);
    } else {
      ModelWriter.toFolder(changed, out);
    }
    spec.commandLine()
        .getOut()
        .println(
            "wrote    "
                + out
                + ": "
                + changed
                    .manifest()
                    .inference()
                    .thresholds()
                    .map(t -> "thresholds " + t)
                    .orElse("most probable class")
                + ", weights "
                + changed.fingerprint());
    return 0;
  }
}
