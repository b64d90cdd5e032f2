package io.github.omnet.core.parallel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Threads that may help with a loop: an executor that the caller owns, and how many threads to use
 * at once, the calling one included.
 *
 * <p>The calling thread always works too and waits only for parts that a helper has begun, so loops
 * may be nested on one executor of any size without a deadlock. Results must not depend on the
 * number of threads; what runs here writes to disjoint places.
 */
public final class Workers {
  private static final Workers CALLER_ONLY = new Workers(Runnable::run, 1);

  private final Executor executor;
  private final int threads;

  private Workers(Executor executor, int threads) {
    this.executor = executor;
    this.threads = threads;
  }

  /**
   * No help: everything runs on the calling thread.
   *
   * @return workers of one thread
   */
  public static Workers callerOnly() {
    return CALLER_ONLY;
  }

  /**
   * The calling thread and helpers from an executor.
   *
   * @param executor where helpers run; the caller shuts it down, if it needs that
   * @param threads threads to use at once, the calling one included; at least 1
   * @return the workers
   */
  public static Workers of(Executor executor, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least the calling thread must work, found " + threads);
    }
    return new Workers(executor, threads);
  }

  /**
   * Threads that work at once, the calling one included.
   *
   * @return at least 1
   */
  public int threads() {
    return threads;
  }

  /**
   * Runs the body for every part and returns when all are done.
   *
   * @param parts number of parts; each is taken by whichever thread is free
   * @param body what to do for part 0, 1, …; parts must not depend on one another
   * @throws RuntimeException the first failure of any part, once no part is running any more
   */
  public void forEach(int parts, IntConsumer body) {
    if (threads == 1 || parts <= 1) {
      for (int part = 0; part < parts; part++) {
        body.accept(part);
      }
      return;
    }
    Loop loop = new Loop(parts, body);
    try {
      for (int helper = 1; helper < Math.min(threads, parts); helper++) {
        executor.execute(loop::work);
      }
    } catch (RejectedExecutionException fewerHelpers) {
      // That only makes it slower: the caller does what nobody claims, and waits for the others.
    }
    loop.work();
    loop.await();
  }

  /** One loop: parts are claimed by counting up, so a helper that comes late finds none. */
  private static final class Loop {
    private final int parts;
    private final IntConsumer body;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Loop(int parts, IntConsumer body) {
      this.parts = parts;
      this.body = body;
      this.left = new CountDownLatch(parts);
    }

    void work() {
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            body.accept(part);
          }
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          left.countDown();
        }
      }
    }

    void await() {
      boolean interrupted = false;
      while (true) {
        try {
          left.await();
          break;
        } catch (InterruptedException e) {
          // The parts share arrays with the caller, who must not go on before they are done.
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable thrown = failure.get();
      if (thrown instanceof RuntimeException e) {
        throw e;
      }
      if (thrown instanceof Error e) {
        throw e;
      }
    }
  }
}
