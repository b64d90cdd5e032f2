package io.github.omnet.io.nifti;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.omnet.io.FuzzTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The pair: the first 352 bytes are the header file, the rest the image file. */
class AnalyzeFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void readsOrRefuses(byte[] data) throws IOException {
    int split = Math.min(data.length, 352);
    FuzzTarget.read(
        Arrays.copyOf(data, split),
        ".hdr",
        header -> {
          Path image = Path.of(header.toString().replace(".hdr", ".img"));
          Files.write(image, Arrays.copyOfRange(data, split, data.length));
          try {
            return Nifti.readVolume(header, FuzzTarget.LIMITS);
          } catch (NiftiFormatException e) {
            // The image's own faults name the image; the target looks for the header's name.
            throw new NiftiFormatException(
                header, e.field(), e.offset(), e.found(), e.expected(), e.file());
          } finally {
            Files.delete(image);
          }
        });
  }
}
