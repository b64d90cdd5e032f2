package io.github.omnet.models.internal.checkpoint;

import com.google.gson.Gson;
import io.github.omnet.core.internal.PlainText;
import io.github.omnet.models.internal.StrictJson;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the small files of a checkpoint, which may hold anything. */
public final class CheckpointJson {
  private static final Gson GSON = new Gson();
  private static final long MOST_BYTES = 1 << 26;
  private static final int LONGEST_REASON = 300;

  private CheckpointJson() {}

  /** The file can be read, but does not hold what it should. */
  public static final class DamagedException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    DamagedException(Path file, String reason, Throwable cause) {
      super(file + ": damaged (" + PlainText.line(reason, LONGEST_REASON) + ")", cause);
    }

    DamagedException(Path file, String reason) {
      super(file + ": damaged (" + reason + ")");
    }
  }

  /**
   * Reads a file.
   *
   * @throws DamagedException if it does not hold an object of that type
   * @throws IOException if it cannot be read
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new DamagedException(file, "more than " + MOST_BYTES + " bytes");
    }
    try {
      return parse(file, Files.readString(file), type);
    } catch (CharacterCodingException e) {
      throw new DamagedException(file, "not UTF-8", e);
    }
  }

  /**
   * Makes an object of JSON. Fields that are not there are null.
   *
   * @param file for messages
   * @throws DamagedException if the text is not such an object
   */
  public static <T> T parse(Path file, String json, Class<T> type) throws DamagedException {
    T value;
    try {
      value = GSON.fromJson(StrictJson.check(json), type);
    } catch (RuntimeException e) {
      // Gson wraps what the records' constructors refuse in exceptions of several kinds.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DamagedException(file, String.valueOf(cause.getMessage()), e);
    }
    if (value == null) {
      throw new DamagedException(file, "it is empty");
    }
    return value;
  }
}
