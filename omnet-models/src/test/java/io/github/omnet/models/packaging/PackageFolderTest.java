package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.models.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package that takes the place of another, stopped at every file on the way. */
class PackageFolderTest {
  private static final String NEXT = ".next-model";

  @TempDir Path folder;

  private final ModelPackage first = TestModels.random(2, 1);
  private final ModelPackage second = TestModels.random(2, 2);

  private String weights() throws IOException {
    return ModelPackage.open(folder).fingerprint();
  }

  @Test
  void theNewPackageTakesThePlaceOfTheOld() throws IOException {
    ModelWriter.toFolder(first, folder);
    ModelWriter.toFolder(second, folder);
    assertThat(weights()).isEqualTo(second.fingerprint());
    assertThat(folder.resolve(NEXT)).doesNotExist();
  }

  @Test
  void aWriterThatIsKilledAfterAnyFileLeavesAWholePackage() throws IOException {
    for (int copied = 0; copied <= second.contents().size(); copied++) {
      ModelWriter.toFolder(first, folder);
      // As a killed writer leaves it: the inner folder is whole, some files are copied.
      Path next = Files.createDirectory(folder.resolve(NEXT));
      int n = 0;
      for (Map.Entry<String, byte[]> file : second.contents().entrySet()) {
        Files.write(next.resolve(file.getKey()), file.getValue());
        if (n++ < copied) {
          Files.write(folder.resolve(file.getKey()), file.getValue());
        }
      }
      assertThat(weights()).as("%s copied", copied).isEqualTo(second.fingerprint());
      ModelWriter.toFolder(first, folder);
      assertThat(weights()).isEqualTo(first.fingerprint());
      assertThat(folder.resolve(NEXT)).doesNotExist();
    }
  }
}
