package io.github.omnet.io.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * Does the work of {@link NiftiBenchmark} once for each line on standard input ({@code read},
 * {@code header}, {@code write}) and answers with milliseconds by the clock and of processor time.
 * So {@code docs/lab/benchmarks/nibabel_io.py} can take turns with it, and other load falls on both
 * alike.
 */
public final class NiftiPeer {
  private NiftiPeer() {}

  /** The argument is the folder of a subject. */
  public static void main(String[] args) throws IOException {
    NiftiBenchmark work = new NiftiBenchmark();
    work.subject = args[0];
    work.find();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      long cpu = system.getProcessCpuTime();
      long start = System.nanoTime();
      switch (line) {
        case "read" -> work.readFourImages();
        case "header" -> work.readHeader();
        default -> work.writeLabels();
      }
      double clock = (System.nanoTime() - start) / 1e6;
      System.out.println(clock + " " + (system.getProcessCpuTime() - cpu) / 1e6);
    }
    work.end();
  }
}
