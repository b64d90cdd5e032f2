package io.github.omnet.models.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which release of omnet this is, for the provenance of models and checkpoints. */
public final class OmnetVersion {
  private static final String VERSION = read();

  private OmnetVersion() {}

  /**
   * The version of this library.
   *
   * @return as in its Maven coordinates, such as {@code 0.1.0}; of a snapshot that was built in a
   *     checkout followed by a plus sign and the commit, and by {@code -dirty} if files had been
   *     changed since
   */
  public static String get() {
    return VERSION;
  }

  private static String read() {
    try (InputStream text = OmnetVersion.class.getResourceAsStream("version.txt")) {
      if (text == null) {
        throw new IllegalStateException("version.txt is missing from the jar of omnet-models");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
