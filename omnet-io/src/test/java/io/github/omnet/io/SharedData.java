package io.github.omnet.io;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The images beside the repository that are not part of it. */
public final class SharedData {
  private static final Path ROOT = Path.of("..", "..", "shared", "data");

  private SharedData() {}

  /** A folder of real images; skips the test if it is not there. */
  public static Path folder(String name) {
    Path folder = ROOT.resolve(name);
    assumeTrue(Files.isDirectory(folder), () -> "skipped: no folder " + folder);
    return folder;
  }
}
