package io.github.omnet.examples.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.examples.Run;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Trains with the program on two very small phantoms that the tests of a class share. */
abstract class SmallTrainings {
  @TempDir static Path shared;

  @TempDir Path folder;

  static Path data;

  @BeforeAll
  static void makeSubjects() {
    data = shared.resolve("cohort");
    Run.of("phantom", "--out", data, "--subjects", 2, "--voxels", 24).succeeded();
  }

  /** Trains for a moment; what is said twice counts as said by the test. */
  static Run train(Object... more) {
    return Run.smallest("train", Map.of("--data", data, "--iterations", 8), more);
  }

  static JsonObject printedWith(Object[] options) {
    List<Object> words = new ArrayList<>(List.of("train", "--print-config"));
    words.addAll(Arrays.asList(options));
    return JsonParser.parseString(Run.of(words.toArray()).succeeded().out()).getAsJsonObject();
  }

  static String fingerprint(Path run) throws IOException {
    return ModelPackage.open(run).fingerprint();
  }
}
