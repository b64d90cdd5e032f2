package io.github.omnet.examples.soak;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.io.Images;
import io.github.omnet.io.nifti.Nifti;
import io.github.omnet.io.nifti.NiftiWriteOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the example server as a process of its own and sends it uploads of four phantoms, several
 * at once. {@code docs/lab/server-load} starts it. It prints the seconds and the server's resident
 * memory, and fails if a result differs from that of the same phantom sent alone, if an upload is
 * refused, or if memory grows in the second half.
 */
public final class ServerLoad {
  private static final int PHANTOMS = 4;

  /** By how much the highest resident memory of the second half may exceed that of the first. */
  private static final double GROWTH = 0.1;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final Process server;
  private final Path folder;

  private ServerLoad(Process server, URI address, Path folder) {
    this.server = server;
    this.address = address;
    this.folder = folder;
  }

  /**
   * Loads the server.
   *
   * @param args number of uploads, how many at once, voxels along each axis, heap of the server
   * @throws Exception if a result differs, an upload is refused or memory grows
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 4) {
      throw new IllegalArgumentException(
          "expected UPLOADS AT-ONCE VOXELS HEAP, found " + args.length);
    }
    Path folder = Files.createTempDirectory("server-load");
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + args[3],
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.omnet.examples.programs.SegmentationServer",
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      new ServerLoad(server, addressOf(out), folder)
          .load(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static URI addressOf(BufferedReader out) throws IOException {
    String line = out.readLine();
    Matcher port = Pattern.compile(":(\\d+)/segment").matcher(String.valueOf(line));
    if (!port.find()) {
      throw new IOException("expected the server's address, found " + line);
    }
    return URI.create("http://127.0.0.1:" + port.group(1) + "/segment");
  }

  private void load(int uploads, int atOnce, int voxels) throws Exception {
    List<Path> phantoms = new ArrayList<>();
    List<byte[]> alone = new ArrayList<>();
    for (int n = 0; n < PHANTOMS; n++) {
      phantoms.add(upload(new PhantomCohort(1, voxels).subject(n), n));
      alone.add(segmented(phantoms.get(n)));
    }
    System.out.printf(
        Locale.ROOT,
        "%d phantoms of %d voxels along each axis, one after the other: resident %d MiB%n",
        PHANTOMS,
        voxels,
        mebibytes("VmRSS"));
    long begin = System.nanoTime();
    long half = 0;
    ExecutorService callers = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<byte[]>> answers = new ArrayList<>();
      for (int n = 0; n < uploads; n++) {
        Path phantom = phantoms.get(n % PHANTOMS);
        answers.add(callers.submit(() -> segmented(phantom)));
      }
      for (int n = 0; n < uploads; n++) {
        if (!Arrays.equals(answer(answers.get(n)), alone.get(n % PHANTOMS))) {
          throw new IllegalStateException("upload " + n + " has another result than alone");
        }
        half = n < uploads / 2 ? mebibytes("VmHWM") : half;
      }
    } finally {
      callers.shutdownNow();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long peak = mebibytes("VmHWM");
    System.out.printf(
        Locale.ROOT,
        "%d uploads, %d at once: %.1f s, %.2f s each, the server's processor time %.1f s in all;"
            + " every result equals that of the phantom alone%n"
            + "highest resident memory: %d MiB after half of the uploads, %d MiB after all%n",
        uploads,
        atOnce,
        seconds,
        seconds / uploads,
        server.info().totalCpuDuration().map(cpu -> cpu.toMillis() / 1000.0).orElse(Double.NaN),
        half,
        peak);
    if (peak > half * (1 + GROWTH)) {
      throw new IllegalStateException("memory grew by more than 10 % in the second half");
    }
  }

  private static byte[] answer(Future<byte[]> answer) throws Exception {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private Path upload(Subject phantom, int n) throws IOException {
    List<Volume> channels = new ArrayList<>();
    for (Modality modality : List.of(Modality.FLAIR, Modality.T1, Modality.T1C, Modality.T2)) {
      channels.add(phantom.volume(modality));
    }
    Path file = folder.resolve("phantom" + n + ".nii.gz");
    Nifti.writeChannels(file, channels, NiftiWriteOptions.builder().build());
    return file;
  }

  /** Labels of all voxels, as the server answers. */
  private byte[] segmented(Path upload) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(address).POST(BodyPublishers.ofFile(upload)).build(),
            BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      String why = new String(answer.body(), StandardCharsets.UTF_8);
      throw new IOException("the server answered " + answer.statusCode() + ": " + why);
    }
    Path file = Files.createTempFile(folder, "answer", ".nii.gz");
    try {
      LabelMap labels = Images.readLabels(Files.write(file, answer.body()));
      return labels.data();
    } finally {
      Files.delete(file);
    }
  }

  private long mebibytes(String field) throws IOException {
    Matcher size =
        Pattern.compile("(?m)^" + field + ":\\s+(\\d+) kB")
            .matcher(Files.readString(Path.of("/proc/" + server.pid() + "/status")));
    if (!size.find()) {
      throw new IOException("/proc names no " + field + " of the server");
    }
    return Long.parseLong(size.group(1)) / 1024;
  }
}
