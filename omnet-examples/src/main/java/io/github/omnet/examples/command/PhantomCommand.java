package io.github.omnet.examples.command;

import io.github.omnet.examples.console.Progress;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.examples.phantom.PhantomFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A folder of made-up subjects, to try the other commands on. */
@Command(
    name = "phantom",
    description = "Write made-up subjects with known tumours, named as those of BraTS 2021.")
final class PhantomCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the subjects; made if it does not exist.")
  Path out;

  @Option(
      names = "--subjects",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many. Default: ${DEFAULT-VALUE}.")
  int subjects;

  @Option(
      names = "--voxels",
      paramLabel = "N",
      defaultValue = "" + PhantomCohort.DEFAULT_VOXELS,
      description = "Voxels along each axis. Default: ${DEFAULT-VALUE}, of 2 mm each.")
  int voxels;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another number gives other subjects. Default: ${DEFAULT-VALUE}.")
  long seed;

  PhantomCommand() {}

  @Override
  public Integer call() throws IOException {
    Options.require(spec, subjects >= 1, "--subjects must be at least 1, found " + subjects);
    Options.require(
        spec, voxels >= 16 && voxels <= 512, "--voxels must be 16 to 512, found " + voxels);
    OutputFile.checkFolder(out);
    PhantomCohort cohort = new PhantomCohort(seed, voxels);
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = Progress.of(err, "making subjects")) {
      for (int n = 0; n < subjects; n++) {
        PhantomFolder.write(cohort.subject(n), out);
        progress.at(n + 1, subjects, "");
      }
    }
    spec.commandLine().getOut().println(subjects + " subjects in " + out);
    return 0;
  }
}
