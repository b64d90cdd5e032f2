package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Shape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A mistake of omnet's own is told from wrong usage and from wrong data. */
class BugTest {
  private final StringWriter err = new StringWriter();

  private enum How {
    ARGUMENT,
    NULL,
    DATA
  }

  @Command(name = "break")
  private static final class Break implements Callable<Integer> {
    @Option(names = "--how")
    @Nullable How how;

    @Override
    public Integer call() {
      return switch (Objects.requireNonNull(how)) {
        case ARGUMENT -> new Shape(0, 1, 1).x();
        case NULL -> Objects.requireNonNull((Integer) null);
        case DATA -> throw new OmnetException("a.nii: nothing in it; name another file");
      };
    }
  }

  private int run(String how) {
    PrintWriter writer = new PrintWriter(err, true);
    return Omnet.commandLine(writer, writer, line -> line.addSubcommand(new Break()))
        .execute("break", "--how", how);
  }

  @Test
  void aWrongArgumentInsideTheLibraryIsAnInternalErrorToReport() {
    assertThat(run("argument")).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("omnet: internal error, unexpected java.lang.IllegalArgumentException")
        .endsWith("please report it with what --stacktrace prints");
  }

  @Test
  void soIsANull() {
    assertThat(run("null")).isEqualTo(1);
    assertThat(err.toString()).contains("internal error").contains("please report it");
  }

  @Test
  void wrongDataIsNoBug() {
    assertThat(run("data")).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("omnet: a.nii: nothing in it; name another file");
  }

  @Test
  void anOptionThatCannotBeReadIsWrongUsage() {
    assertThat(run("somehow")).isEqualTo(2);
    assertThat(err.toString()).contains("--how").doesNotContain("internal error");
  }
}
