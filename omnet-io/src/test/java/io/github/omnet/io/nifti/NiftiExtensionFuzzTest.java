package io.github.omnet.io.nifti;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.omnet.io.FuzzTarget;
import io.github.omnet.io.HostileFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A sound header before the fuzzer's extensions and voxels. Run as {@code JAZZER_FUZZ=1 mvn test
 * -Dtest=NiftiExtensionFuzzTest} to look for more.
 */
class NiftiExtensionFuzzTest {
  private static final int[] SHAPE = {2, 2, 2};

  @FuzzTest(maxDuration = "20m")
  void readsOrRefuses(byte[] data) throws IOException {
    int offset = 352 + data.length / 16 * 16;
    ByteBuffer bytes = ByteBuffer.allocate(352 + data.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(HostileFiles.header(SHAPE, offset, true)).put(data);
    FuzzTarget.read(
        bytes.array(),
        ".nii",
        file -> {
          long sum =
              Nifti.readHeader(file).extensions().stream().mapToLong(e -> e.content().length).sum();
          if (sum > data.length) {
            throw new AssertionError(sum + " bytes of extensions in " + data.length);
          }
          return Nifti.readVolume(file, FuzzTarget.LIMITS);
        });
  }
}
