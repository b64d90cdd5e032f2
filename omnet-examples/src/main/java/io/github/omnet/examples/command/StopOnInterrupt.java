package io.github.omnet.examples.command;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ExitCode;

/**
 * Lets work that is interrupted by Ctrl-C (or by a polite kill) come to a good end: the virtual
 * machine waits until this is closed, and then exits with 130 (143), or with 1 if the work failed.
 */
final class StopOnInterrupt implements BooleanSupplier, AutoCloseable {
  /** What a shell gets from a program that Ctrl-C ended. */
  static final int EXIT_CODE = 130;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "omnet-interrupt");
  private volatile boolean stopping;
  private volatile boolean failed;

  StopOnInterrupt() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stopAndWait() {
    stopping = true;
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failed) {
      // The signal has settled the exit code; nothing else can still change it.
      Runtime.getRuntime().halt(ExitCode.SOFTWARE);
    }
  }

  /** Notes that there is no good end, whose reason has been printed: nothing was saved. */
  void failed() {
    failed = true;
  }

  @Override
  public boolean getAsBoolean() {
    return stopping;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is running: it has seen the latch, and ends by itself.
      assert stopping;
    }
  }
}
