package io.github.omnet.models.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.models.TestModels;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelZooTest {
  @TempDir private Path folder;

  @Test
  void aModelOnTheClassPathIsFoundByItsName() throws Exception {
    Path models = Files.createDirectories(folder.resolve(ModelZoo.FOLDER));
    ModelWriter.toZip(TestModels.random(2, 5), models.resolve("tiny.zip"));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      assertThat(ModelZoo.named("tiny", loader).fingerprint())
          .isEqualTo(TestModels.random(2, 5).fingerprint());
      assertThatThrownBy(() -> ModelZoo.named("none", loader))
          .isInstanceOf(ModelPackageException.class)
          .hasMessageContaining("none")
          .hasMessageContaining("class path");
      assertThatThrownBy(() -> ModelZoo.named("../tiny", loader))
          .isInstanceOf(ModelPackageException.class);
    }
  }

  @Test
  void aPathComesBeforeAName() throws Exception {
    Path model = folder.resolve("model");
    ModelWriter.toFolder(TestModels.random(2, 5), model);
    assertThat(ModelZoo.open(model.toString()).manifest().name()).isEqualTo("random-5");
    assertThatThrownBy(() -> ModelZoo.open(folder.resolve("nowhere").toString()))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void anEmptyNameIsNotTheFolderThatTheProgramRunsIn() {
    assertThatThrownBy(() -> ModelZoo.open(" "))
        .isInstanceOf(ModelPackageException.class)
        .hasMessage(
            "model: its name is empty; give a folder, a zip file, or a name such as omnet-small");
  }
}
