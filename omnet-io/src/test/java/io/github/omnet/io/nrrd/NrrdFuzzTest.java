package io.github.omnet.io.nrrd;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.omnet.io.FuzzTarget;
import java.io.IOException;

/** Run as {@code JAZZER_FUZZ=1 mvn test -Dtest=NrrdFuzzTest} to look for more. */
class NrrdFuzzTest {
  @FuzzTest(maxDuration = "12m")
  void readsOrRefuses(byte[] data) throws IOException {
    FuzzTarget.read(data, ".nrrd", file -> Nrrd.readVolume(file, FuzzTarget.LIMITS));
  }
}
