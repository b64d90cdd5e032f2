package io.github.omnet.examples.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The coarse level of a training of two levels. */
final class CoarseOptions {
  /** The preset that needs a coarse level. */
  static final String TWO_LEVEL = "two-level";

  /** Share of task 1's patches around tumour, as the preset has it. */
  static final String EVEN_CLASSES = "0.8";

  private static final int DEFAULT_FOLDS = 3;

  /** Options of the training that hold for the coarse level as well. */
  private static final Set<String> SHARED =
      Set.of(
          "--data",
          "--subjects",
          "--validate",
          "--modalities",
          "--missing",
          "--normalise",
          "--seed",
          "--engine",
          "--device",
          "--devices",
          "--precision",
          "--threads",
          "--memory",
          "--cache",
          "--checkpoint-every",
          "--keep");

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--coarse",
      paramLabel = "RUN",
      description =
          "With --preset two-level: a cross-validation (omnet cross-validate --out RUN) whose"
              + " models are the coarse level. Default: trained first, in the folder coarse.")
  @Nullable Path coarse;

  @Option(
      names = "--coarse-folds",
      paramLabel = "N",
      description =
          "Folds, and so networks, of the coarse level, 2 to 8. Default: " + DEFAULT_FOLDS + ".")
  @Nullable Integer folds;

  @Option(
      names = "--coarse-width",
      paramLabel = "W",
      description = "Width of the coarse level. Default: --width.")
  @Nullable Integer width;

  @Option(
      names = "--coarse-iterations",
      paramLabel = "N",
      description = "Steps of each fold of the coarse level. Default: --iterations.")
  @Nullable Long iterations;

  @Option(
      names = "--coarse-channels",
      paramLabel = "NAME",
      split = ",",
      description =
          "Further input channels of the coarse level: symmetry, location. Default: none.")
  List<String> channels = List.of();

  @Option(
      names = "--coarse-spacing",
      paramLabel = "MM|X,Y,Z",
      description = "Voxel size of the coarse level. Default: 2.")
  @Nullable String spacing;

  @Option(
      names = "--coarse-patch",
      paramLabel = "X,Y,Z",
      description = "Voxels of a patch of the coarse level. Default: 48.")
  @Nullable String patch;

  CoarseOptions() {}

  /** Refuses options of a coarse level for a training that has none. */
  void check(PlanOptions plan) {
    boolean two = plan.preset.equals(TWO_LEVEL);
    Options.require(
        spec,
        two || (coarse == null && saysNothing()),
        "--coarse and the options that begin with it go with --preset two-level");
    Options.require(
        spec,
        coarse == null || saysNothing(),
        "--coarse names a coarse level that is trained; no further options of one");
    Options.require(
        spec,
        folds == null || (folds >= 2 && folds <= 8),
        "--coarse-folds takes 2 to 8, found " + folds);
  }

  private boolean saysNothing() {
    return width == null
        && iterations == null
        && channels.isEmpty()
        && spacing == null
        && patch == null
        && folds == null;
  }

  /** Makes the path absolute: who resumes may do so from elsewhere. */
  void settle() {
    coarse = coarse == null ? null : coarse.toAbsolutePath();
  }

  /** The folder of the cross-validation of a training. */
  Path folder(Path run) {
    return Optional.ofNullable(coarse).orElse(run.resolve("coarse"));
  }

  /**
   * The options of the cross-validation that trains the coarse level.
   *
   * @param arguments of the whole training, each with its value behind an equals sign
   */
  List<String> crossValidation(Path run, List<String> arguments, PlanOptions plan) {
    List<String> own = new ArrayList<>();
    for (String argument : arguments) {
      if (SHARED.contains(argument.split("=", 2)[0])) {
        own.add(argument);
      }
    }
    own.add("--preset=few-subjects");
    own.add("--out=" + folder(run));
    own.add("--folds=" + Optional.ofNullable(folds).orElse(DEFAULT_FOLDS));
    own.add("--width=" + Optional.ofNullable(width).orElse(plan.width));
    long steps =
        Optional.ofNullable(iterations).orElseGet(() -> plan.stages.iterations(plan.batch));
    own.add("--iterations=" + steps);
    if (!channels.isEmpty()) {
      own.add("--channels=" + String.join(",", channels));
    }
    Optional.ofNullable(spacing).ifPresent(mm -> own.add("--spacing=" + mm));
    Optional.ofNullable(patch).ifPresent(voxels -> own.add("--patch=" + voxels));
    return own;
  }
}
