package io.github.omnet.models.engine;

import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PyTorch's own library, which DJL has loaded, for functions that DJL does not pass on. */
final class PyTorchLibraryFile {
  private static final Pattern FOLDER = Pattern.compile("Library: ([^,\\n]+)");

  private PyTorchLibraryFile() {}

  /**
   * Finds it.
   *
   * @throws UnsatisfiedLinkError if it is not where DJL says
   */
  static NativeLibrary open() {
    String engine = Engines.start(EngineKind.PYTORCH).toString();
    Matcher folder = FOLDER.matcher(engine);
    if (folder.find()) {
      Path file = Path.of(folder.group(1).trim(), System.mapLibraryName("torch_cpu"));
      if (Files.exists(file)) {
        return NativeLibrary.getInstance(file.toString());
      }
    }
    throw new UnsatisfiedLinkError("no library torch_cpu where PyTorch was loaded: " + engine);
  }
}
