package io.github.omnet.models.monitor;

import io.github.omnet.core.internal.PlainText;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A table of metrics that cannot be read or continued. */
final class MetricsFormatException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private static final int MAX_TEXT = 300;

  MetricsFormatException(Path file, long line, String found, String expected) {
    super(
        file
            + ", line "
            + line
            + ": found "
            + PlainText.line(found, MAX_TEXT)
            + ", expected "
            + expected
            + "; move the file away, and a new one is begun");
  }
}
