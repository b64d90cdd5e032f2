package io.github.omnet.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OmnetVersionTest {
  @Test
  void isThatOfTheMavenCoordinates() {
    assertThat(OmnetVersion.get()).matches("\\d+\\.\\d+\\.\\d+(-.+)?");
  }

  @Test
  void aSnapshotFromACheckoutNamesItsCommit() throws Exception {
    assumeThat(OmnetVersion.get()).contains("-SNAPSHOT");
    assumeThat(Path.of("..", ".git")).exists();
    Process git = new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD").start();
    String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assumeThat(git.waitFor()).isZero();
    assertThat(OmnetVersion.get()).matches(".+-SNAPSHOT\\+" + commit + "(-dirty)?");
  }
}
