package io.github.omnet.models.inference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The passes of a segmenter that may run at the same time. Each is used by one caller at a time;
 * callers that find none free wait in the order in which they came.
 */
final class PassPool implements AutoCloseable {
  private final List<TaskPass> passes;
  private final Semaphore turns;
  private final Deque<TaskPass> free;
  private final Set<Thread> users = new HashSet<>();
  private volatile boolean closed;
  private boolean released;

  PassPool(List<TaskPass> passes) {
    this.passes = List.copyOf(passes);
    this.turns = new Semaphore(passes.size(), true);
    this.free = new ArrayDeque<>(passes);
  }

  /**
   * Lends a pass to the calling thread.
   *
   * @throws SegmentationInterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if the pool is closed, also while the thread waits
   */
  <T> T use(Function<TaskPass, T> work) {
    requireOpen();
    requireNotInUse("use the segmenter for another subject");
    SegmentationInterruptedException.check("before its first window");
    try {
      turns.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      SegmentationInterruptedException.check("while it waited for its turn");
    }
    try {
      requireOpen();
      TaskPass pass = take();
      try {
        return work.apply(pass);
      } finally {
        giveBack(pass);
      }
    } finally {
      turns.release();
    }
  }

  /** Refuses work after the pool has been closed. */
  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "this segmenter is closed; close it after its last subject, or open a new one");
    }
  }

  /** A thread that waited here for itself would wait for ever. */
  private synchronized void requireNotInUse(String what) {
    if (users.contains(Thread.currentThread())) {
      throw new IllegalStateException(
          "a progress listener must not " + what + "; do it when segment has returned");
    }
  }

  private synchronized TaskPass take() {
    users.add(Thread.currentThread());
    return free.removeFirst();
  }

  private synchronized void giveBack(TaskPass pass) {
    users.remove(Thread.currentThread());
    free.addFirst(pass);
  }

  /**
   * Refuses new callers and those that wait, lets the running passes end, and frees the memory of
   * all. Does nothing the second time, but returns only when that is done.
   */
  @Override
  public void close() {
    requireNotInUse("close the segmenter");
    closed = true;
    turns.acquireUninterruptibly(passes.size());
    try {
      release();
    } finally {
      // Whoever still waits for a turn learns that the pool is closed.
      turns.release(passes.size());
    }
  }

  private synchronized void release() {
    if (!released) {
      released = true;
      passes.forEach(TaskPass::close);
    }
  }
}
