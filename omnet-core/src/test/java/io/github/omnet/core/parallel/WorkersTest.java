package io.github.omnet.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void shutdown() {
    executor.shutdown();
  }

  @Test
  void run_every_part_once() {
    AtomicIntegerArray runs = new AtomicIntegerArray(1000);
    Workers.of(executor, 3).forEach(1000, runs::incrementAndGet);
    for (int part = 0; part < 1000; part++) {
      assertThat(runs.get(part)).isEqualTo(1);
    }
  }

  @Test
  void may_be_nested_on_a_pool_smaller_than_the_nesting() {
    AtomicInteger runs = new AtomicInteger();
    Workers workers = Workers.of(executor, 8);
    workers.forEach(
        8, a -> workers.forEach(8, b -> workers.forEach(8, c -> runs.incrementAndGet())));
    assertThat(runs.get()).isEqualTo(512);
  }

  @Test
  void pass_the_failure_of_a_part_on_to_the_caller() {
    Workers workers = Workers.of(executor, 3);
    assertThatThrownBy(
            () ->
                workers.forEach(
                    100,
                    part -> {
                      if (part == 57) {
                        throw new IllegalStateException("part 57");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("part 57");
  }

  @Test
  void without_help_everything_runs_on_the_calling_thread() {
    Thread caller = Thread.currentThread();
    Workers.callerOnly().forEach(3, part -> assertThat(Thread.currentThread()).isSameAs(caller));
  }
}
