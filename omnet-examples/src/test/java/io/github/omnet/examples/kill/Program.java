package io.github.omnet.examples.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program as users start it, in a process of its own.
 *
 * @param jar its jar, with the libraries in {@code lib} beside it
 * @param output file that each run writes what it prints to
 */
record Program(Path jar, Path output) {
  /** Starts a command and returns while it runs. */
  Process start(List<Object> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Quick to start, for a process that does not live long.
    command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", jar.toString()));
    arguments.forEach(argument -> command.add(argument.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // The last bits of a training depend on it, and processors may be taken away meanwhile.
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder.start();
  }

  /** Runs a command to its end and returns its exit code. */
  int exitCode(List<Object> arguments) throws IOException, InterruptedException {
    return start(arguments).waitFor();
  }

  /** Runs a command that has to succeed, and returns how many nanoseconds it took. */
  long run(List<Object> arguments) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    int exitCode = exitCode(arguments);
    if (exitCode != 0) {
      throw new HalfDoneException(
          arguments + " ended with " + exitCode + ":\n" + Files.readString(output));
    }
    return System.nanoTime() - begin;
  }
}
