package io.github.omnet.models.training;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.hash.Hashing;
import io.github.omnet.core.OmnetException;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.internal.checkpoint.Checkpoint;
import io.github.omnet.models.internal.checkpoint.CheckpointState;
import io.github.omnet.models.internal.checkpoint.CheckpointStore;
import io.github.omnet.models.internal.checkpoint.CurriculumProgress;
import io.github.omnet.models.internal.checkpoint.TrainingIdentity;
import io.github.omnet.models.packaging.ModelParts;
import io.github.omnet.models.packaging.SafeTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One file of a sound checkpoint is replaced, and the seal is made to fit where it is not that file
 * itself. Run as {@code JAZZER_FUZZ=1 mvn test -Dtest=CheckpointFuzzTest} to look for more.
 */
class CheckpointFuzzTest {
  private static final String SEAL = "checkpoint.json";
  private static final List<String> FILES =
      List.of("training.json", SEAL, "validation.json", "optimizer.safetensors");

  private static final Path FOLDER = temporaryFolder();
  private static final CheckpointStore STORE = new CheckpointStore(FOLDER, 1, ModelParts.STANDARD);
  private static final Path CHECKPOINT = written();

  /** Bytes of the sound checkpoint, in the order of {@link #FILES}. */
  private static final List<byte[]> SOUND = FILES.stream().map(CheckpointFuzzTest::read).toList();

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String name) {
    try {
      return Files.readAllBytes(CHECKPOINT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path written() {
    TrainingIdentity identity =
        new TrainingIdentity(
            Map.of("seed", "1"),
            List.of(),
            List.of("b"),
            "test",
            "none",
            List.of("cpu"),
            "2",
            null,
            List.of());
    CurriculumProgress progress = new CurriculumProgress(1, 0, 1, List.of(1.5f));
    CheckpointState.Best best = new CheckpointState.Best(1, 0.5);
    SafeTensors.Tensor slot = new SafeTensors.Tensor(List.of(2L), new float[] {1, 2});
    try {
      Path checkpoint =
          STORE.write(
              TestModels.random(1, 1),
              Map.of("m", slot),
              new CheckpointState(CheckpointState.VERSION, progress, true, identity, best));
      CheckpointStore.addValidation(checkpoint, best);
      CheckpointStore.addFinished(checkpoint);
      return checkpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(int file, byte[] content) throws IOException {
    Files.write(CHECKPOINT.resolve(FILES.get(file)), content);
    if (!FILES.get(file).equals(SEAL)) {
      byte[] sound = SOUND.get(file);
      String seal = new String(SOUND.get(FILES.indexOf(SEAL)), StandardCharsets.UTF_8);
      Files.writeString(
          CHECKPOINT.resolve(SEAL),
          seal.replace(hash(sound), hash(content))
              .replace("\"bytes\": " + sound.length, "\"bytes\": " + content.length));
    }
  }

  private static String hash(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }

  @FuzzTest(maxDuration = "20m")
  void readsOrRefuses(byte[] data) throws IOException {
    if (data.length == 0) {
      return;
    }
    int file = Math.floorMod(data[0], FILES.size());
    try {
      write(file, Arrays.copyOfRange(data, 1, data.length));
      for (Reader reader : List.<Reader>of(this::newest, STORE::isFinished, STORE::engine)) {
        try {
          reader.read();
        } catch (OmnetException e) {
          if (!String.valueOf(e.getMessage()).contains(FOLDER.toString())) {
            throw new AssertionError("unhelpful exception", e);
          }
        }
      }
    } finally {
      for (int n = 0; n < FILES.size(); n++) {
        Files.write(CHECKPOINT.resolve(FILES.get(n)), SOUND.get(n));
      }
    }
  }

  private interface Reader {
    Object read() throws IOException;
  }

  private Object newest() throws IOException {
    Checkpoint checkpoint = STORE.newest(damaged -> {});
    // What a training that goes on asks for first.
    List<Object> used = new ArrayList<>(checkpoint.state().progress().recent());
    used.addAll(checkpoint.state().training().differences(checkpoint.state().training()));
    used.addAll(checkpoint.state().training().circumstances(checkpoint.state().training()));
    return used;
  }
}
