package io.github.omnet.examples.command;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Run as {@code JAZZER_FUZZ=1 mvn test -Dtest=ConfigFuzzTest} to look for more. */
class ConfigFuzzTest {
  private static final Path FILE = temporaryFile();
  private static final OptionFile OPTIONS = new OptionFile(Set.of("--config"));

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("fuzz", ".json");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FuzzTest(maxDuration = "20m")
  void readsOrRefuses(byte[] data) throws IOException {
    Files.write(FILE, data);
    CommandLine train = new CommandLine(new TrainCommand());
    String[] arguments;
    try {
      arguments = OPTIONS.arguments(FILE, train.getCommandSpec()).toArray(new String[0]);
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains(FILE.toString())) {
        throw new AssertionError("unhelpful exception", e);
      }
      return;
    }
    try {
      train.parseArgs(arguments);
    } catch (ParameterException e) {
      if (String.valueOf(e.getMessage()).isEmpty()) {
        throw new AssertionError(Arrays.toString(arguments), e);
      }
    }
  }
}
