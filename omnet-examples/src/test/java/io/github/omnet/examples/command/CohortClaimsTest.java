package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CohortClaimsTest {
  @TempDir private Path out;

  /** A subject of the record's name once made the run wait for itself for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"record", "cohort.json", "record.claim", ".claims", "phantom_000"})
  void whateverASubjectIsCalledTheRecordIsFree(String id) {
    CohortClaims claims = new CohortClaims(out);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          claims.take(id);
          claims.awaitRecord();
          claims.giveBackRecord();
          claims.giveBack(id);
          claims.await(id);
          claims.end();
        });
    assertThat(out.resolve(".claims")).doesNotExist();
  }

  @Test
  void aSubjectIsTakenOnce() throws Exception {
    CohortClaims one = new CohortClaims(out);
    CohortClaims two = new CohortClaims(out);
    one.take("a");
    assertThatThrownBy(() -> two.take("a"))
        .isInstanceOf(CohortClaims.TakenException.class)
        .hasMessageContaining("a: another run has this subject in work");
    one.giveBack("a");
    two.take("a");
    one.end();
    assertThat(out.resolve(".claims")).exists();
    two.end();
    assertThat(out.resolve(".claims")).doesNotExist();
  }
}
