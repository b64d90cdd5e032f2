package io.github.omnet.io.nifti;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.omnet.io.FuzzTarget;
import java.io.IOException;

/** Run as {@code JAZZER_FUZZ=1 mvn test -Dtest=NiftiFuzzTest} to look for more. */
class NiftiFuzzTest {
  @FuzzTest(maxDuration = "12m")
  void readsOrRefuses(byte[] data) throws IOException {
    FuzzTarget.read(data, ".nii", file -> Nifti.readVolume(file, FuzzTarget.LIMITS));
  }
}
