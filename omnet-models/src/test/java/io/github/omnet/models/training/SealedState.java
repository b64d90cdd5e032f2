package io.github.omnet.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes what a checkpoint knows, and makes its seal fit. */
final class SealedState {
  private static final String SEAL = "checkpoint.json";
  private static final String STATE = "training.json";

  private SealedState() {}

  /** Replaces a piece of {@code training.json}, in which each run of white space is one space. */
  static void replace(Path checkpoint, String from, String to) throws IOException {
    byte[] old = Files.readAllBytes(checkpoint.resolve(STATE));
    String text = new String(old, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    assertThat(text).contains(from);
    byte[] changed = text.replace(from, to).getBytes(StandardCharsets.UTF_8);
    Files.write(checkpoint.resolve(STATE), changed);
    String seal = Files.readString(checkpoint.resolve(SEAL));
    Files.writeString(
        checkpoint.resolve(SEAL),
        seal.replace(hash(old), hash(changed))
            .replace("\"bytes\": " + old.length, "\"bytes\": " + changed.length));
  }

  private static String hash(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }
}
