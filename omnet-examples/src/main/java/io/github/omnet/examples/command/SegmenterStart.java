package io.github.omnet.examples.command;

import io.github.omnet.models.inference.Segmenter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Opens a segmenter on a thread of its own, so that the engine's native library is loaded while the
 * images are read. Closing it waits for that thread and closes the segmenter, whether or not anyone
 * has asked for it.
 */
final class SegmenterStart implements AutoCloseable {
  private final FutureTask<Segmenter> opening;
  private final Thread thread;

  /**
   * Begins at once.
   *
   * @param open opens the segmenter
   */
  SegmenterStart(Callable<Segmenter> open) {
    opening = new FutureTask<>(open);
    thread = new Thread(opening, "omnet-segmenter-start");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits for the segmenter.
   *
   * @throws IOException if opening it failed with one, or the wait was interrupted; what else it
   *     failed with is thrown as it is
   */
  Segmenter segmenter() throws IOException {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  /** A native library that is being loaded cannot be stopped, and must not be left to itself. */
  @Override
  public void close() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    opened().ifPresent(Segmenter::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The segmenter, unless opening it failed; whoever asked for it then knows why. */
  private Optional<Segmenter> opened() {
    try {
      return Optional.of(opening.get());
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a task that has ended is not waited for", e);
    }
  }
}
