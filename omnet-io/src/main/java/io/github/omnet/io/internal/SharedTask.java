package io.github.omnet.io.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Work that is done once, by whoever comes first: a thread of an executor, or the first that needs
 * the result. So a busy executor cannot lock itself up.
 *
 * @param <T> the result
 */
public final class SharedTask<T> {
  private final FutureTask<T> task;

  /**
   * Work that nobody has begun.
   *
   * @param work what to do
   */
  public SharedTask(Callable<T> work) {
    task = new FutureTask<>(work);
  }

  /**
   * Lets an executor begin.
   *
   * @param executor any; if it refuses, {@link #join} does the work
   * @return this
   */
  public SharedTask<T> startOn(Executor executor) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // Not lost, only not early.
    }
    return this;
  }

  /**
   * Waits for the result, or makes it.
   *
   * @return the result
   * @throws IOException if the work threw one, or the wait was interrupted
   */
  public T join() throws IOException {
    // Does nothing if another thread has begun.
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static IOException rethrown(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }
}
