package io.github.omnet.examples.programs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.omnet.Omnet;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.models.inference.Segmenter;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Segments uploads: {@code POST /segment} with a NIfTI file of four volumes (FLAIR, T1, T1C, T2)
 * answers with the segmentation. Uploads wait as files in a queue of eight; only one subject at a
 * time is in memory. Answers 503 when the queue is full and 400 for a file that cannot be
 * segmented.
 */
public final class SegmentationServer {
  private static final int LARGEST_UPLOAD = 256 << 20;

  private final Segmenter segmenter;
  private final ThreadPoolExecutor queue =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(8));

  private SegmentationServer(Segmenter segmenter) {
    this.segmenter = segmenter;
  }

  /**
   * Starts a server on this machine's own address.
   *
   * @param port 0 for any that is free
   * @param segmenter closed by the caller, after the server
   * @return the server, which runs
   * @throws IOException if the port is taken
   */
  public static HttpServer start(int port, Segmenter segmenter) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer http = HttpServer.create(new InetSocketAddress(here, port), 0);
    http.setExecutor(Executors.newFixedThreadPool(16));
    http.createContext("/segment", new SegmentationServer(segmenter)::answer);
    http.start();
    return http;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Path upload = Files.createTempFile("upload", ".nii.gz");
    Path result = Files.createTempFile("result", ".nii.gz");
    try {
      try (InputStream body = exchange.getRequestBody()) {
        Files.write(upload, body.readNBytes(LARGEST_UPLOAD));
      }
      Future<?> segmented = queue.submit(() -> segment(upload, result));
      segmented.get();
      respond(exchange, 200, Files.readAllBytes(result));
    } catch (RejectedExecutionException e) {
      respond(exchange, 503, "the queue is full; try again later".getBytes(StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      boolean theirs = cause instanceof IOException || cause instanceof OmnetException;
      String why = theirs && cause != null ? cause.getMessage() : "internal error";
      respond(exchange, theirs ? 400 : 500, String.valueOf(why).getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
      Files.deleteIfExists(upload);
      Files.deleteIfExists(result);
    }
  }

  private Path segment(Path upload, Path result) throws IOException {
    List<Volume> volumes = Images.readChannels(upload);
    if (volumes.size() != 4) {
      throw new IOException("expected 4 volumes, found " + volumes.size() + "; upload a 4-D file");
    }
    Map<Modality, Volume> images = new EnumMap<>(Modality.class);
    for (Modality modality : List.of(Modality.FLAIR, Modality.T1, Modality.T1C, Modality.T2)) {
      images.put(modality, volumes.get(images.size()));
    }
    Omnet.write(segmenter.segment(Subject.of("upload", images)).labels(), result);
    return result;
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /**
   * Runs the server until the process ends.
   *
   * @param args the port
   * @throws IOException if the model cannot be read or the port is taken
   */
  public static void main(String[] args) throws IOException {
    HttpServer http = start(Integer.parseInt(args[0]), Omnet.open(Omnet.MODEL));
    System.out.println("POST to http:/" + http.getAddress() + "/segment");
  }
}
