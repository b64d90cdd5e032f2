package io.github.omnet.models.packaging;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run as {@code JAZZER_FUZZ=1 mvn test -Dtest=ZipFuzzTest} to look for more. */
class ZipFuzzTest {
  private static final Path ZIP = FuzzedFile.temporaryFolder().resolve("model.zip");

  @FuzzTest(maxDuration = "20m")
  void readsOrRefuses(byte[] data) throws IOException {
    Files.write(ZIP, data);
    FuzzedFile.open(ZIP);
  }
}
