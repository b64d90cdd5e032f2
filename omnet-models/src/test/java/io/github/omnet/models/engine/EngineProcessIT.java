package io.github.omnet.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import com.sun.jna.Function;
import io.github.omnet.models.TestEngine;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What starting an engine does to its process, each time in a process of its own. */
class EngineProcessIT {
  /** Starts an engine and says what has become of the process. */
  static final class Program {
    private Program() {}

    /**
     * Runs the program.
     *
     * @param args {@code default}, {@code untouched}, {@code threads} or {@code look}
     */
    public static void main(String[] args) {
      URL.setURLStreamHandlerFactory(
          protocol -> {
            if (protocol.startsWith("http")) {
              System.out.println("an address on the network");
            }
            return null;
          });
      if (args[0].equals("look")) {
        System.out.println("found " + Engines.available() + " prefers " + Engines.preferred());
        return;
      }
      if (args[0].equals("threads")) {
        Engines.configure(EngineOptions.DEFAULT.withThreads(1));
      } else if (args[0].equals("untouched")) {
        Engines.configure(EngineOptions.UNTOUCHED);
      }
      EngineKind kind = TestEngine.kind();
      String first = Engines.start(kind).getEngineName();
      String second = Engines.start(kind).getEngineName();
      System.out.println("started " + first + " " + second);
      System.out.println("threads " + Engines.threads(kind));
      System.out.println("offline " + System.getProperty("ai.djl.offline"));
      System.out.println("later " + Engines.configure(EngineOptions.DEFAULT.withThreads(7)));
      System.out.println("precision " + Precision.AUTO.resolve(kind, Device.cpu()));
      System.out.println("variable " + variable());
    }

    /** As the process has it; Java's own copy is from the start. */
    private static String variable() {
      try {
        Object[] name = {"OMP_NUM_THREADS"};
        return String.valueOf(Function.getFunction("c", "getenv").invokeString(name, false));
      } catch (LinkageError e) {
        return "unknown";
      }
    }
  }

  private static String run(List<String> options, String argument) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Domnet.engine=" + TestEngine.kind());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Program.class.getName(), argument));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("OMP_NUM_THREADS");
    builder.environment().remove("OMP_WAIT_POLICY");
    builder.environment().remove("DJL_OFFLINE");
    builder.environment().remove("OPT_OUT_TRACKING");
    return output(builder);
  }

  private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").startsWith("Linux");
  }

  @Test
  void byDefaultAllProcessorsComputeAndNobodyElseIsOffline() throws Exception {
    assumeTrue(isLinux());
    String output = run(List.of(), "default");
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(output)
        .contains("variable " + processors, "threads " + processors)
        .contains("offline null", "later false");
  }

  @Test
  void threadsCanBeLimited() throws Exception {
    assumeTrue(isLinux());
    assertThat(run(List.of(), "threads")).contains("variable 1", "threads 1", "later false");
  }

  @Test
  void oneSwitchLeavesTheProcessAlone() throws Exception {
    assumeTrue(isLinux());
    String name = TestEngine.kind().djlName();
    assertThat(run(List.of(), "untouched")).contains("variable null", "started " + name);
    assertThat(run(List.of("-Domnet.changesProcess=false"), "default")).contains("variable null");
  }

  /** DJL looks for a cloud to report from as soon as its class {@code Engine} is initialised. */
  @ParameterizedTest
  @ValueSource(strings = {"look", "default"})
  void nobodyIsToldThatItRuns(String argument) throws Exception {
    assertThat(run(List.of(), argument))
        .containsIgnoringCase(TestEngine.kind().djlName())
        .doesNotContain("an address on the network");
  }

  /** DJL's own way to MXNet is JNA. */
  @Test
  void pyTorchNeedsNoJna() throws Exception {
    assumeTrue(TestEngine.kind() == EngineKind.PYTORCH);
    assertThat(run(List.of("-Djna.nounpack=true", "-Djna.nosys=true"), "default"))
        .contains("started PyTorch PyTorch", "precision float32", "variable unknown");
  }

  @Test
  void lessThanOneThreadIsRefused() {
    assertThatThrownBy(() -> EngineOptions.DEFAULT.withThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 1, found 0");
  }
}
