package io.github.omnet.io.metaimage;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.omnet.io.FuzzTarget;
import java.io.IOException;

/** Run as {@code JAZZER_FUZZ=1 mvn test -Dtest=MetaImageFuzzTest} to look for more. */
class MetaImageFuzzTest {
  @FuzzTest(maxDuration = "12m")
  void readsOrRefuses(byte[] data) throws IOException {
    FuzzTarget.read(data, ".mha", file -> MetaImage.readVolume(file, FuzzTarget.LIMITS));
  }
}
