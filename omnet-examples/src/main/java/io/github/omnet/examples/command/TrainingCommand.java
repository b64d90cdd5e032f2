package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.examples.console.Failure;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelZoo;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.training.CheckpointPolicy;
import io.github.omnet.models.training.OmNetTrainer;
import io.github.omnet.models.training.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands that train have in common: their options, and a trainer made of them. */
abstract class TrainingCommand implements Callable<Integer> {
  /** The share of waiting from which more loader threads are worth their while. */
  private static final double MUCH_WAITING = 0.05;

  @Spec CommandSpec spec;

  @Mixin DataOptions data;

  @Mixin PlanOptions plan;

  @Mixin MemoryOptions memory;

  @Mixin EngineOption engine;

  @Mixin AnonymiseOption anonymise;

  @Option(
      names = "--devices",
      paramLabel = "DEVICE",
      split = ",",
      converter = EngineOption.DeviceConverter.class,
      description = "Several devices that share each batch, such as gpu0,gpu1; beats --device.")
  List<DevicePolicy> devices = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that make patches ahead; does not change the result. Default: ${DEFAULT-VALUE}.")
  int threads = 1;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "Start from the weights of this model, and take over its network, width, patch and"
              + " preprocessing unless other options say otherwise; for om-net-cga a trained"
              + " om-net.")
  @Nullable String from;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description = "Steps between checkpoints. Default: ${DEFAULT-VALUE}.")
  long checkpointEvery = 200;

  @Option(
      names = "--keep",
      paramLabel = "K",
      description =
          "Checkpoints that stay, beside the one with the best validation on the way; the finished"
              + " model is not compared with it. Default: ${DEFAULT-VALUE}.")
  int keep = 3;

  TrainingCommand() {}

  /** Work that Ctrl-C may end. */
  @FunctionalInterface
  interface Interruptible {
    /** Works until the end or until it is stopped, and returns the exit code. */
    int run(StopOnInterrupt stop) throws IOException;
  }

  /** Does work that saves and returns when it is stopped; tells if it could not. */
  int untilInterrupted(Interruptible work, boolean stacktrace) throws IOException {
    try (StopOnInterrupt stop = new StopOnInterrupt()) {
      try {
        return work.run(stop);
      } catch (IOException | RuntimeException | Error e) {
        if (!stop.getAsBoolean()) {
          throw e;
        }
        // Once this is closed the program ends, whether or not anybody was told.
        int exitCode = Failure.report(e, stacktrace, err());
        err().flush();
        stop.failed();
        return exitCode;
      }
    }
  }

  /** A trainer by the options, without checkpoints. */
  OmNetTrainer.Builder trainer(
      List<? extends SubjectSource> subjects,
      List<? extends SubjectSource> validation,
      Optional<ModelPackage> start)
      throws IOException {
    TrainingPlan planned = plan.plan(subjects);
    if (start.isPresent()) {
      try {
        new ModelSettings(start.get()).requireFits(planned, plan.preset);
      } catch (OmnetException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }
    OmNetTrainer.Builder trainer =
        OmNetTrainer.builder(planned)
            .engine(engine.kind(), on())
            .precision(engine.precision)
            .loaderThreads(threads)
            .validation(validation, data.validateEvery);
    memory.applyTo(trainer, planned.preprocessing());
    start.ifPresent(trainer::startFrom);
    return trainer;
  }

  /** Segments where the training computes, or the first of its devices. */
  SegmenterOptions segmenter() {
    SegmenterOptions options = engine.segmenter();
    return devices.isEmpty() ? options : options.withDevice(devices.get(0));
  }

  /** What the model brings that the command line names, or else the arguments of a file. */
  Optional<ModelSettings> model(List<String> fromFile) throws IOException {
    String named = from == null ? PresetOptions.value(fromFile, "--from=").orElse(null) : from;
    return named == null ? Optional.empty() : Optional.of(new ModelSettings(started(named)));
  }

  /** The model to start from, if one is named. */
  Optional<ModelPackage> start() throws IOException {
    return from == null ? Optional.empty() : Optional.of(started(from));
  }

  /** Of a model of two levels the coarse one; of an average of networks the first. */
  private static ModelPackage started(String name) throws IOException {
    ModelPackage model = ModelZoo.open(name);
    ModelPackage level = model.coarse().orElse(model);
    return level.manifest().isEnsemble() ? level.member(0) : level;
  }

  CheckpointPolicy checkpoints(Path folder) {
    try {
      return new CheckpointPolicy(folder, checkpointEvery, keep);
    } catch (OmnetException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private DevicePolicy[] on() {
    return devices.isEmpty()
        ? new DevicePolicy[] {engine.device}
        : devices.toArray(new DevicePolicy[0]);
  }

  /** A training that begins, goes on, or finds its model. */
  @FunctionalInterface
  interface Training {
    /** Trains and returns true at the end, or false if it was stopped and has saved. */
    boolean goOn(TrainingListener listener) throws IOException;
  }

  /** Trains one of several models in its own folder, with the files that tell of it. */
  boolean trainIn(Path folder, String title, byte[] config, Training training) throws IOException {
    boolean there = new RunFolder(folder).isFinished();
    err().println(title + (there ? ": its model is there" : ""));
    err().flush();
    TrainingMonitor monitor = new TrainingMonitor(folder, config, anonymise.wanted, err());
    boolean done;
    try (monitor) {
      done = training.goOn(monitor);
    }
    warnOfWaiting(monitor);
    if (done && !there) {
      RunFolder.end(folder);
    }
    return done;
  }

  void warnOfWaiting(TrainingMonitor monitor) {
    if (monitor.waitShare() > MUCH_WAITING) {
      err()
          .println(
              "warning: "
                  + Math.round(100 * monitor.waitShare())
                  + " % of the time went into waiting for patches; give --threads more");
    }
  }

  /** Another of the same command, to be parsed with more arguments. */
  CommandLine anew(TrainingCommand again) {
    CommandLine line = new CommandLine(again).setOverwrittenOptionsAllowed(true);
    return line.setOut(spec.commandLine().getOut()).setErr(err());
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
