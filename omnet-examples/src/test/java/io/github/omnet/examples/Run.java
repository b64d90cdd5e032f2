package io.github.omnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One run of the program inside this virtual machine.
 *
 * @param exitCode what the shell would see
 * @param out standard output
 * @param err standard error
 */
public record Run(int exitCode, String out, String err) {
  /** Runs the program; arguments may be paths. */
  public static Run of(Object... args) {
    return watched(line -> {}, args);
  }

  /** Trains the smallest model for so many steps, on a cohort of phantoms. */
  public static void train(Path cohort, Path model, int iterations) {
    of(
            "train",
            "--data",
            cohort,
            "--preset",
            "om-net",
            "--out",
            model,
            "--width",
            2,
            "--iterations",
            iterations,
            "--batch",
            1,
            "--patch",
            "16,16,16")
        .succeeded();
  }

  /**
   * Trains the smallest networks of the papers' preset for a moment.
   *
   * @param command one that trains
   * @param usual options beside those of the smallest training
   * @param more options of the test, which go over the usual ones
   */
  public static Run smallest(String command, Map<String, Object> usual, Object... more) {
    Map<String, Object> options = new LinkedHashMap<>(usual);
    options.put("--preset", "om-net");
    options.put("--width", 2);
    options.put("--batch", 1);
    options.put("--patch", "16,16,16");
    options.put("--recalibrate", 1);
    options.keySet().removeAll(Arrays.asList(more));
    List<Object> words = new ArrayList<>(List.of(command));
    options.forEach((name, value) -> words.addAll(List.of(name, value)));
    words.addAll(Arrays.asList(more));
    return of(words.toArray());
  }

  /** Runs the program and tells of each line on standard error while it runs. */
  public static Run watched(Consumer<String> watcher, Object... args) {
    String[] words = new String[args.length];
    for (int n = 0; n < args.length; n++) {
      words[n] = args[n].toString();
    }
    StringWriter out = new StringWriter();
    StringWriter text = new StringWriter();
    PrintWriter err =
        new PrintWriter(text, true) {
          @Override
          public void println(String line) {
            super.println(line);
            watcher.accept(line);
          }
        };
    int exitCode = Main.run(new PrintWriter(out, true), err, words);
    return new Run(exitCode, out.toString(), text.toString());
  }

  /**
   * Requires success; standard error may hold progress, which a slow machine shows, but no failure.
   */
  public Run succeeded() {
    assertThat(exitCode).as(err).isZero();
    assertThat(err).doesNotContain("omnet: ");
    return this;
  }

  /** Requires exit code 1, nothing on standard output, and one line that names file and remedy. */
  public void failedWith(Path file, String remedy) {
    assertThat(exitCode).as(err).isEqualTo(1);
    assertThat(out).isEmpty();
    assertThat(err.lines()).hasSize(1);
    assertThat(err).startsWith("omnet: ").contains(file.toString()).contains(remedy);
  }

  /** Requires exit code 2 and a message. */
  public void wasWrongUsage(String message) {
    assertThat(exitCode).as(err).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err).contains(message).contains("--help");
  }

  /** The one JSON object on standard output. */
  public JsonObject json() {
    succeeded();
    assertThat(out).startsWith("{").endsWith("}" + System.lineSeparator());
    return JsonParser.parseString(out).getAsJsonObject();
  }
}
