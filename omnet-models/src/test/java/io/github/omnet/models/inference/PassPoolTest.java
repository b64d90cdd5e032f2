package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.preprocess.PreparedSubject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PassPoolTest {
  /** A pass that only counts how often it is closed. */
  private static final class FakePass implements TaskPass {
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public FusedTasks run(
        PreparedSubject prepared,
        Optional<LevelMix> mix,
        boolean keep,
        StageTimes times,
        ProgressListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public WindowPredictor first() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private final FakePass pass = new FakePass();
  private final PassPool pool = new PassPool(List.of(pass));
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  /** Starts a thread that keeps the pass until {@link #mayEnd}. */
  private Thread occupy() throws InterruptedException {
    Thread thread = started(() -> pool.use(lent -> hold()));
    begun.await();
    return thread;
  }

  private String hold() {
    begun.countDown();
    try {
      mayEnd.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "held";
  }

  private static Thread started(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void awaitWaiting(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
  }

  @Test
  void callersGetTheirTurnInTheOrderInWhichTheyCame() throws Exception {
    Thread first = occupy();
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Thread> waiting = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      int number = n;
      waiting.add(started(() -> pool.use(lent -> order.add(number))));
      awaitWaiting(waiting.get(n));
    }
    mayEnd.countDown();
    first.join();
    for (Thread thread : waiting) {
      thread.join();
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void asManyCallersRunAtOnceAsThereArePassesEachWithItsOwn() throws Exception {
    PassPool two = new PassPool(List.of(new FakePass(), new FakePass()));
    CountDownLatch both = new CountDownLatch(2);
    List<TaskPass> lent = Collections.synchronizedList(new ArrayList<>());
    List<Thread> callers = new ArrayList<>();
    for (int n = 0; n < 2; n++) {
      callers.add(
          started(
              () ->
                  two.use(
                      pass -> {
                        lent.add(pass);
                        both.countDown();
                        try {
                          both.await(); // returns only if the other one runs too
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        }
                        return pass;
                      })));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(lent).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void closeWaitsForThePassThatRunsAndRefusesThoseThatWait() throws Exception {
    Thread running = occupy();
    AtomicReference<Throwable> refused = new AtomicReference<>();
    Thread waiting = started(() -> pool.use(lent -> "never"));
    waiting.setUncaughtExceptionHandler((thread, failure) -> refused.set(failure));
    awaitWaiting(waiting);
    Thread closing = started(pool::close);
    awaitWaiting(closing);
    assertThat(pass.closed).hasValue(0);
    mayEnd.countDown();
    running.join();
    waiting.join();
    closing.join();
    assertThat(pass.closed).hasValue(1);
    assertThat(refused.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void closingAgainDoesNothing() {
    pool.close();
    pool.close();
    assertThat(pass.closed).hasValue(1);
    assertThatThrownBy(() -> pool.use(lent -> "never"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this segmenter is closed");
  }

  @Test
  void aThreadThatIsInterruptedWhileItWaitsGivesUpItsPlace() throws Exception {
    Thread running = occupy();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread waiting =
        started(
            () -> {
              try {
                pool.use(lent -> "never");
              } catch (SegmentationInterruptedException e) {
                failure.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    awaitWaiting(waiting);
    waiting.interrupt();
    waiting.join();
    assertThat(failure.get()).hasMessageContaining("while it waited");
    assertThat(flag.get()).isTrue();
    mayEnd.countDown();
    running.join();
    assertThat(pool.<String>use(lent -> "free")).isEqualTo("free");
  }

  @Test
  void aFailedPassIsFreeAgain() {
    assertThatThrownBy(
            () ->
                pool.use(
                    lent -> {
                      throw new UnsupportedOperationException("as asked");
                    }))
        .hasMessage("as asked");
    assertThat(pool.<String>use(lent -> "free")).isEqualTo("free");
  }

  @Test
  void aListenerThatWouldWaitForItselfIsTold() {
    assertThatThrownBy(() -> pool.use(lent -> pool.use(again -> "never")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("progress listener");
    assertThatThrownBy(
            () ->
                pool.use(
                    lent -> {
                      pool.close();
                      return "never";
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must not close");
    assertThat(pass.closed).hasValue(0);
  }
}
