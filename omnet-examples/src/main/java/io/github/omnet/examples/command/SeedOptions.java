package io.github.omnet.examples.command;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Several seeds in place of one, whose models are averaged. */
final class SeedOptions {
  /** The option that names them. */
  static final String SEEDS = "--seeds";

  private static final int MOST_SEEDS = 8;

  /** Presets whose models hold several networks or two levels already. */
  private static final Set<String> SEVERAL = Set.of(CoarseOptions.TWO_LEVEL, "mc2", "mc3");

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = SEEDS,
      paramLabel = "N",
      split = ",",
      description =
          "Instead of --seed: train a model with each of these seeds, in the folders seed-N of RUN,"
              + " and package their average. The same command goes on after a stop.")
  List<Long> seeds = List.of();

  SeedOptions() {}

  /** Refuses what was typed beside several seeds and contradicts them. */
  void checkTyped() {
    GivenOptions typed = new GivenOptions(spec.commandLine().getParseResult(), Set.of());
    Options.require(
        spec,
        !(typed.has(SEEDS) && (typed.has("--seed") || typed.has("--resume"))),
        "--seeds goes with neither --seed nor --resume; the same command goes on after a stop");
  }

  /** Refuses seeds that make no average, and presets whose models cannot be averaged. */
  void check(String preset) {
    boolean several = seeds.size() >= 2 && seeds.size() <= MOST_SEEDS;
    Options.require(
        spec,
        seeds.isEmpty() || (several && Set.copyOf(seeds).size() == seeds.size()),
        "--seeds takes 2 to " + MOST_SEEDS + " different seeds, found " + seeds);
    Options.require(
        spec,
        seeds.isEmpty() || !SEVERAL.contains(preset),
        "--seeds: models of --preset "
            + preset
            + " hold several networks, which cannot be packaged as an average; train one after the"
            + " other with --seed, and give 'segment --model' all of them");
  }
}
