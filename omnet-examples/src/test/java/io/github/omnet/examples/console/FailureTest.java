package io.github.omnet.examples.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.OmnetException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void namesFileAndRemedyWhereJavaNamesOnlyTheFile() {
    assertThat(Failure.describe(new NoSuchFileException("a/b.nii")))
        .isEqualTo("a/b.nii: no such file or folder; check the path");
    assertThat(Failure.describe(new AccessDeniedException("a/b.nii")))
        .startsWith("a/b.nii: permission denied");
  }

  @Test
  void foldsWhatTheLibrarySaysIntoOneLine() {
    assertThat(Failure.describe(new OmnetException("first\n   second\r\n")))
        .isEqualTo("first second");
  }

  @Test
  void printsNothingThatControlsATerminal() {
    assertThat(Failure.describe(new java.io.IOException("a\u001b[2Jb"))).isEqualTo("a?[2Jb");
    StringWriter err = new StringWriter();
    Failure.report(new java.io.IOException("a\u001b[2Jb"), true, new PrintWriter(err, true));
    assertThat(err.toString()).doesNotContain("\u001b").contains("FailureTest");
  }

  @Test
  void callsABugABug() {
    assertThat(Failure.describe(new IllegalStateException("boom")))
        .contains("unexpected")
        .contains("boom")
        .contains("--stacktrace");
    assertThat(Failure.describe(new IllegalArgumentException("threads must be at least 1")))
        .startsWith("internal error, unexpected java.lang.IllegalArgumentException: threads")
        .contains("please report it");
    assertThat(Failure.describe(new NullPointerException())).contains("please report it");
  }

  @Test
  void showsTheStackTraceOnlyOnRequest() {
    assertThat(report(false).lines()).hasSize(1);
    assertThat(report(true)).contains("FailureTest.report");
  }

  private static String report(boolean stacktrace) {
    StringWriter err = new StringWriter();
    int code = Failure.report(new OmnetException("no"), stacktrace, new PrintWriter(err, true));
    assertThat(code).isEqualTo(1);
    return err.toString();
  }
}
