package io.github.omnet.io.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * A file being read on an executor. Whoever waits does the reading if nobody has begun it, so that
 * a busy executor cannot lock itself up.
 */
final class ReadTask<T> {
  private final FutureTask<T> task;

  ReadTask(Callable<T> reading, Executor executor) {
    task = new FutureTask<>(reading);
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // Not lost: join runs it.
    }
  }

  T join() throws IOException {
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IOException(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted while reading");
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
