package io.github.omnet.examples;

import io.github.omnet.examples.command.Omnet;
import io.github.omnet.examples.console.Failure;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Entry point of {@code java -jar omnet-examples.jar}. */
public final class Main {
  /** Warns about a missing driver on every machine without a GPU; held, lest it be collected. */
  private static final Logger GPU_DETECTION = Logger.getLogger("ai.djl.util.cuda.CudaUtils");

  private Main() {}

  /**
   * Runs one command and ends the virtual machine with its exit code.
   *
   * @param args command, options and files; see {@code docs/cli.md}
   */
  public static void main(String[] args) {
    // The engines chat at INFO; a user asked for results.
    Logger.getLogger("").setLevel(Level.WARNING);
    GPU_DETECTION.setLevel(Level.SEVERE);
    // It draws, but opens no window; where a DISPLAY is set that is gone, drawing would fail.
    System.setProperty("java.awt.headless", "true");
    PrintStream out = System.out;
    // Whatever a library prints must not get into the JSON on standard output.
    System.setOut(System.err);
    System.exit(run(writer(out), writer(System.err), args));
  }

  /**
   * Runs one command.
   *
   * @param out takes the results
   * @param err takes progress and failures
   * @param args command, options and files
   * @return 0 done, 1 failed, 2 wrong usage
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    try {
      return Omnet.execute(out, err, args);
    } catch (Error e) {
      // Out of memory, or a native library that does not load: still one line, not a trace.
      return Failure.report(e, Arrays.asList(args).contains("--stacktrace"), err);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    // What the terminal understands; only from Java 18 on is that the stream's own charset.
    Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    return new PrintWriter(stream, true, charset);
  }
}
