package io.github.omnet.models.inference;

import com.google.common.hash.Hashing;
import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.models.engine.EngineKind;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps engine times, a file for each key; what cannot be read is as if it were not there. */
final class EngineTimesFile {
  private static final Logger LOG = System.getLogger(EngineTimesFile.class.getName());
  private static final int MOST_BYTES = 1 << 14;

  private final Path folder;
  private final String key;

  /**
   * Neither folder nor file need be there.
   *
   * @param folder of all such files
   * @param key what the times depend on, one line for each thing
   */
  EngineTimesFile(Path folder, String key) {
    this.folder = folder;
    this.key = key;
  }

  /** The file of this key. */
  Path path() {
    String name = Hashing.sha256().hashString(key, StandardCharsets.UTF_8).toString();
    return folder.resolve(name.substring(0, 32) + ".txt");
  }

  /** Returns the times if the file is there, whole, and of the same key. */
  Optional<EngineTimes> read(EngineKind usual) {
    try {
      Path path = path();
      return Files.isRegularFile(path) && Files.size(path) <= MOST_BYTES
          ? EngineTimes.parse(Files.readString(path), key, usual)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps the times; where that is not possible, says that they will be measured again. */
  void write(EngineTimes times) {
    byte[] text = times.text(key).getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(folder);
      AtomicFile.write(path(), out -> out.write(text));
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "the times of engines cannot be kept below {0}, so every start measures them again, about"
              + " a second; make the folder writable, set DJL_CACHE_DIR, or name the engine ({1})",
          folder,
          e.getMessage());
    }
  }
}
