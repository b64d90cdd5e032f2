package io.github.omnet.models.packaging;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run as {@code JAZZER_FUZZ=1 mvn test -Dtest=ManifestFuzzTest} to look for more. */
class ManifestFuzzTest {
  private static final Path FOLDER = soundPackage();

  private static Path soundPackage() {
    try {
      return HostilePackages.folder(FuzzedFile.temporaryFolder(), HostilePackages.sound());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @FuzzTest(maxDuration = "20m")
  void readsOrRefuses(byte[] data) throws IOException {
    Files.write(FOLDER.resolve(ModelPackage.MANIFEST), data);
    FuzzedFile.open(FOLDER);
  }
}
