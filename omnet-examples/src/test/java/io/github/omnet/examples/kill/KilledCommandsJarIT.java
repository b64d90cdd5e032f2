package io.github.omnet.examples.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@code docs/lab/kill-stress}. */
class KilledCommandsJarIT {
  private static final int EACH = 3;

  @TempDir private Path folder;

  @Test
  void aKillLeavesTheOldResultOrTheNewOne() throws Exception {
    Program program =
        new Program(Path.of("target", "omnet-examples.jar"), folder.resolve("output.txt"));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
    List<Scenario> scenarios = new Scenarios(program, folder).all();
    int kills = EACH * scenarios.size();

    int half = new KillStress(program, 13, out).run(scenarios, 1, kills);

    String printed = text.toString(StandardCharsets.UTF_8);
    assertThat(half).as(printed).isZero();
    assertThat(printed).contains(kills + " kills, 0 left half a result");
  }
}
