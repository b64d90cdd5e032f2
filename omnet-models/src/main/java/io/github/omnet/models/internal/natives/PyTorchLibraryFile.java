package io.github.omnet.models.internal.natives;

import ai.djl.engine.Engine;
import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PyTorch's own library, which DJL has loaded, for functions that DJL does not pass on. */
public final class PyTorchLibraryFile {
  private static final Pattern FOLDER = Pattern.compile("Library: ([^,\\n]+)");

  private PyTorchLibraryFile() {}

  /**
   * Finds it. PyTorch must have been started.
   *
   * @return the library
   * @throws UnsatisfiedLinkError if it is not where DJL says
   */
  public static NativeLibrary open() {
    String engine = Engine.getEngine("PyTorch").toString();
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
