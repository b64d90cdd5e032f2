package io.github.omnet.models.packaging;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;

/** Run as {@code JAZZER_FUZZ=1 mvn test -Dtest=SafeTensorsFuzzTest} to look for more. */
class SafeTensorsFuzzTest {
  @FuzzTest(maxDuration = "20m")
  void readsOrRefuses(byte[] data) {
    try {
      Map<String, SafeTensors.Tensor> read = SafeTensors.decode(data, "weights");
      long numbers = read.values().stream().mapToLong(tensor -> tensor.values().length).sum();
      if (numbers > data.length) {
        throw new AssertionError(numbers + " numbers in " + data.length + " bytes");
      }
      WeightCheck.check(read, "weights");
    } catch (ModelPackageException e) {
      FuzzedFile.requireHelpful(e, "weights");
    }
  }
}
