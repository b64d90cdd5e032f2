package io.github.omnet.examples.command;

import io.github.omnet.core.metric.EmptyPolicy;
import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.examples.console.Progress;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.io.Images;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.optimizer.Schedule;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.plan.TrainingAugmentation;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.plan.TrainingPreset;
import io.github.omnet.models.training.OmNetTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole path in two minutes, without any data. */
@Command(
    name = "quickstart",
    description = {
      "Train a small OM-Net on made-up subjects and segment one that it has not seen.",
      "Needs no data and about two minutes on two cores."
    })
final class QuickstartCommand implements Callable<Integer> {
  private static final int TRAINING_SUBJECTS = 6;
  private static final int WIDTH = 16;
  private static final int ITERATIONS = 64;
  private static final int PATCHES_PER_TASK = 4;

  @Spec CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "omnet-quickstart",
      description = "Folder for the results; made if it does not exist. Default: ${DEFAULT-VALUE}.")
  Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another number gives other subjects and weights. Default: ${DEFAULT-VALUE}.")
  long seed;

  QuickstartCommand() {}

  @Override
  public Integer call() throws IOException {
    OutputFile.checkFolder(out);
    List<Subject> training = new ArrayList<>();
    PhantomCohort cohort = new PhantomCohort(seed, PhantomCohort.DEFAULT_VOXELS);
    for (int n = 0; n < TRAINING_SUBJECTS; n++) {
      training.add(cohort.subject(n));
    }
    Subject unseen = cohort.subject(TRAINING_SUBJECTS);

    ModelPackage model = train(training);
    Segmentation segmentation = segment(model, unseen);
    SegmentationReport report =
        SegmentationReport.of(
            segmentation.labels(), unseen.requireTruth(), Metrics.brats().with(EmptyPolicy.NAN));

    Files.createDirectories(out);
    Path labels = out.resolve("seg.nii.gz");
    Path picture = out.resolve("overlay.png");
    Images.write(labels, segmentation.labels().map());
    io.github.omnet.Omnet.draw(unseen, segmentation.labels(), picture);
    ModelWriter.toFolder(model, out.resolve("model"));
    print(report, labels, picture);
    return 0;
  }

  private ModelPackage train(List<Subject> training) throws IOException {
    TrainingPlan plan =
        TrainingPreset.OM_NET
            .plan(WIDTH, ITERATIONS)
            .patchesPerTask(PATCHES_PER_TASK)
            // So few steps leave no time to learn what augmentation adds.
            .augmentation(TrainingAugmentation.NONE)
            .schedule(Schedule.step(ITERATIONS / 2, 0.5))
            .seed(seed)
            .build();
    try (Progress progress = Progress.of(err(), "training")) {
      return OmNetTrainer.builder(plan)
          .listener(
              step ->
                  progress.at(step.iteration(), step.total(), "loss " + Text.losses(step.losses())))
          .build()
          .train("quickstart", training)
          .model();
    }
  }

  private Segmentation segment(ModelPackage model, Subject unseen) throws IOException {
    try (Segmenter segmenter = Segmenter.open(model, Engines.preferred());
        Progress progress = Progress.of(err(), "segmenting")) {
      return segmenter.segment(unseen, (done, total) -> progress.at(done, total, ""));
    }
  }

  private void print(SegmentationReport report, Path labels, Path picture) {
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println(
        "OM-Net of width "
            + WIDTH
            + ", trained on "
            + TRAINING_SUBJECTS
            + " phantoms, on one it has not seen:");
    stdout.println();
    RegionTable.print(report, stdout);
    stdout.println();
    stdout.println("segmentation  " + labels);
    stdout.println("picture       " + picture);
    stdout.println("model         " + out.resolve("model"));
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
