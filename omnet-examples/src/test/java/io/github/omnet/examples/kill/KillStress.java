package io.github.omnet.examples.kill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Kills the program at random instants while it writes, and looks at what is left: the old result
 * or the new one, never half of one. {@code docs/lab/kill-stress} starts it.
 */
public final class KillStress {
  /** A third of the kills is followed by the command that goes on. */
  private static final int COMPLETED = 3;

  /** Kills from one table to the next. */
  private static final int BETWEEN = 50;

  private final Program program;
  private final Random random;
  private final PrintStream out;

  /**
   * Creates a stress test.
   *
   * @param program started and killed
   * @param seed decides the instants
   * @param out told of what comes of it
   */
  KillStress(Program program, long seed, PrintStream out) {
    this.program = program;
    this.random = new Random(seed);
    this.out = out;
  }

  /** What has come of the kills of one command. */
  private static final class Tally {
    int kills;
    int tooLate;
    int writing;
    int completed;
    final Map<String, Integer> states = new TreeMap<>();
  }

  /**
   * Kills the program.
   *
   * @param args number of kills, seed, the program's jar
   * @throws Exception if something is left half, or a file cannot be used
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      throw new IllegalArgumentException("expected KILLS SEED JAR, found " + List.of(args));
    }
    Path folder = Files.createTempDirectory("kill-stress");
    Program program = new Program(Path.of(args[2]), folder.resolve("output.txt"));
    KillStress stress = new KillStress(program, Long.parseLong(args[1]), System.out);
    int half = stress.run(new Scenarios(program, folder).all(), Integer.parseInt(args[0]));
    if (half > 0) {
      throw new IllegalStateException(half + " kills left half a result; see " + folder);
    }
    Trees.delete(folder);
  }

  /**
   * Kills each command in turn.
   *
   * @return how many kills left something half
   */
  int run(List<Scenario> scenarios, int kills) throws IOException, InterruptedException {
    Map<Scenario, Tally> tallies = new java.util.LinkedHashMap<>();
    Map<Scenario, Long> durations = new java.util.LinkedHashMap<>();
    for (Scenario scenario : scenarios) {
      tallies.put(scenario, new Tally());
      scenario.reset(random);
      durations.put(scenario, program.run(scenario.command()));
    }
    int half = 0;
    for (int n = 0; n < kills; n++) {
      Scenario scenario = scenarios.get(n % scenarios.size());
      try {
        kill(scenario, durations.get(scenario), tallies.get(scenario));
      } catch (HalfDoneException e) {
        half++;
        out.println("kill " + n + ": HALF: " + e);
        Trees.delete(scenario.folder());
      }
      if ((n + 1) % BETWEEN == 0 && n + 1 < kills) {
        print(tallies, n + 1, half);
      }
    }
    print(tallies, kills, half);
    return half;
  }

  private void kill(Scenario scenario, long duration, Tally tally)
      throws IOException, InterruptedException {
    scenario.reset(random);
    Process process = program.start(scenario.command());
    if (random.nextBoolean()) {
      // Anywhere from the start of Java to the end.
      sleep(process, (long) (random.nextDouble() * 1.05 * duration));
    } else {
      awaitWriting(process, scenario.folder(), 1 + random.nextInt(6));
    }
    tally.kills++;
    tally.tooLate += process.isAlive() ? 0 : 1;
    process.destroyForcibly().waitFor();
    tally.writing += Trees.remains(scenario.folder()) > 0 ? 1 : 0;
    tally.states.merge(scenario.state(), 1, Integer::sum);
    if (random.nextInt(COMPLETED) == 0) {
      scenario.complete();
      tally.completed++;
    }
  }

  /** Waits for the n-th change in the folder, and then for up to 3 ms. */
  private void awaitWriting(Process process, Path folder, int changes) throws InterruptedException {
    long moment = random.nextInt(3_000_000);
    String signature = Trees.signature(folder);
    int left = changes;
    while (process.isAlive() && left > 0) {
      Thread.sleep(1);
      String now = Trees.signature(folder);
      left -= now.equals(signature) ? 0 : 1;
      signature = now;
    }
    sleep(process, moment);
  }

  private static void sleep(Process process, long nanoseconds) throws InterruptedException {
    process.waitFor(nanoseconds, TimeUnit.NANOSECONDS);
  }

  private void print(Map<Scenario, Tally> tallies, int kills, int half) {
    String row = "%-18s %6s %10s %12s %10s  %s%n";
    out.printf(
        Locale.ROOT, row, "command", "kills", "had ended", "was writing", "completed", "found");
    tallies.forEach(
        (scenario, tally) ->
            out.printf(
                Locale.ROOT,
                row,
                scenario.name(),
                tally.kills,
                tally.tooLate,
                tally.writing,
                tally.completed,
                tally.states));
    out.printf(Locale.ROOT, "%d kills, %d left half a result%n", kills, half);
  }
}
