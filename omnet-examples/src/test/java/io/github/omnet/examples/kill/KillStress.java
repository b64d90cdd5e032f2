package io.github.omnet.examples.kill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
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
  private final long seed;
  private final PrintStream out;

  /**
   * Creates a stress test.
   *
   * @param program started and killed
   * @param seed decides the instants, together with the number of the kill
   * @param out told of what comes of it
   */
  KillStress(Program program, long seed, PrintStream out) {
    this.program = program;
    this.seed = seed;
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
   * @param args number of the last kill, seed, number of the first kill, the program's jar
   * @throws Exception if something is left half, or a file cannot be used
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 4) {
      throw new IllegalArgumentException("expected KILLS SEED FIRST JAR, found " + List.of(args));
    }
    Path folder = Files.createTempDirectory("kill-stress");
    Program program = new Program(Path.of(args[3]), folder.resolve("output.txt"));
    KillStress stress = new KillStress(program, Long.parseLong(args[1]), System.out);
    int last = Integer.parseInt(args[0]);
    int first = Integer.parseInt(args[2]);
    int half = stress.run(new Scenarios(program, folder).all(), first, last);
    if (half > 0) {
      throw new IllegalStateException(half + " kills left half a result; see " + folder);
    }
    Trees.delete(folder);
  }

  /**
   * Kills each command in turn.
   *
   * @param first number of the first kill, from 1; a run that was cut short goes on there
   * @param last number of the last kill
   * @return how many kills left something half
   */
  int run(List<Scenario> scenarios, int first, int last) throws IOException, InterruptedException {
    if (first < 1 || first > last) {
      throw new IllegalArgumentException("kills " + first + " to " + last + ", expected 1 or more");
    }
    Map<Scenario, Tally> tallies = new LinkedHashMap<>();
    Map<Scenario, Long> durations = new LinkedHashMap<>();
    for (Scenario scenario : scenarios) {
      tallies.put(scenario, new Tally());
      scenario.reset(randomOf(0));
      durations.put(scenario, program.run(scenario.command()));
    }
    int half = 0;
    for (int n = first; n <= last; n++) {
      Scenario scenario = scenarios.get((n - 1) % scenarios.size());
      try {
        kill(scenario, durations.get(scenario), tallies.get(scenario), randomOf(n));
      } catch (HalfDoneException e) {
        half++;
        out.println("kill " + n + ": HALF: " + e);
        Trees.delete(scenario.folder());
      }
      if (n % BETWEEN == 0 && n < last) {
        print(tallies, first, n, half);
      }
    }
    print(tallies, first, last, half);
    return half;
  }

  /** What decides about one kill, whichever kills came before it. */
  private Random randomOf(int kill) {
    return new Random(new SplittableRandom(31 * seed + kill).nextLong());
  }

  private void kill(Scenario scenario, long duration, Tally tally, Random random)
      throws IOException, InterruptedException {
    scenario.reset(random);
    Process process = program.start(scenario.command());
    if (random.nextBoolean()) {
      // Anywhere from the start of Java to the end.
      sleep(process, (long) (random.nextDouble() * 1.05 * duration));
    } else {
      awaitWriting(process, scenario.folder(), 1 + random.nextInt(6), random.nextInt(3_000_000));
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

  /** Waits for the n-th change in the folder, and then for some nanoseconds. */
  private static void awaitWriting(Process process, Path folder, int changes, long moment)
      throws InterruptedException {
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

  private void print(Map<Scenario, Tally> tallies, int first, int last, int half) {
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
    out.printf(
        Locale.ROOT,
        "kills %d to %d: %d kills, %d left half a result%n",
        first,
        last,
        last - first + 1,
        half);
  }
}
