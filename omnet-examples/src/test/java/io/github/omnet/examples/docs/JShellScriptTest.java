package io.github.omnet.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JShellScriptTest {
  private static final Path SCRIPT = Path.of("..", "docs", "jshell", "omnet.jsh");

  @Test
  void defineWhatTheReadmePromises(@TempDir Path folder) throws IOException {
    Path picture = folder.resolve("phantom.png");
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      for (String path : ClassPath.entries()) {
        shell.addToClasspath(path);
      }
      run(shell, Files.readString(SCRIPT));
      run(shell, "var s = phantom(6);");
      run(shell, "draw(s, s.requireTruth(), \"" + picture + "\");");

      assertThat(
              valueOf(
                  shell,
                  "compare(s.requireTruth(), s.requireTruth()).region(\"WT\").get(\"dice\")"))
          .isEqualTo("1.0");
    }
    assertThat(picture).isNotEmptyFile();
  }

  private static void run(JShell shell, String source) {
    String rest = source;
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      valueOf(shell, next.source());
      rest = next.remaining();
    }
  }

  /** Evaluates one snippet, which must compile and not throw. */
  private static String valueOf(JShell shell, String source) {
    List<SnippetEvent> events = shell.eval(source);
    for (SnippetEvent event : events) {
      assertThat(event.exception()).as(source).isNull();
      assertThat(event.status())
          .as("%s: %s", source, shell.diagnostics(event.snippet()).toList())
          .isIn(Snippet.Status.VALID, Snippet.Status.RECOVERABLE_DEFINED);
    }
    String value = events.isEmpty() ? null : events.get(events.size() - 1).value();
    return value == null ? "" : value;
  }
}
