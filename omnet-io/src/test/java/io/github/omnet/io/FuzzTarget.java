package io.github.omnet.io;

import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.image.ReadLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Any bytes are read or refused with the format's own exception; nothing else comes out. */
public final class FuzzTarget {
  /** Small, so that the fuzzer spends its time on the parser. */
  public static final ReadLimits LIMITS = new ReadLimits(1 << 22, 1032);

  private static final Map<String, Path> FILES = new ConcurrentHashMap<>();

  private FuzzTarget() {}

  /** Reads a volume of a file somehow. */
  @FunctionalInterface
  public interface Reader {
    /** Reads the file. */
    Volume read(Path path) throws IOException;
  }

  /** Writes the bytes to a file and reads it in every way. */
  public static void read(byte[] data, String suffix, Reader reader) throws IOException {
    // One file for all tries: making and removing them takes longer than reading them.
    Path file = FILES.computeIfAbsent(suffix, FuzzTarget::temporaryFile);
    try {
      Files.write(file, data);
      Volume volume = reader.read(file);
      // What is accepted has to be whole: a grid that places every voxel and describes itself.
      if (volume.data().length != volume.grid().shape().voxels()
          || volume.grid().toString().isEmpty()) {
        throw new AssertionError("inconsistent " + volume);
      }
    } catch (ImageFormatException e) {
      if (e.field().isEmpty() || !String.valueOf(e.getMessage()).contains(file.toString())) {
        throw new AssertionError("unhelpful exception", e);
      }
    }
  }

  private static Path temporaryFile(String suffix) {
    try {
      // In a folder of its own: a header may name any file beside it.
      Path folder = Files.createTempDirectory("fuzz");
      folder.toFile().deleteOnExit();
      Path file = folder.resolve("fuzz" + suffix);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
