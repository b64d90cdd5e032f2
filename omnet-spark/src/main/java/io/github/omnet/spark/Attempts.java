package io.github.omnet.spark;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Starts of work on a subject: a note in the output folder that is rewritten every heartbeat and
 * deleted when the attempt ends in any way but the death of its process. A note that does not
 * change for {@link #BEATS} heartbeats is of a process that died.
 *
 * @param store the output folder
 * @param heartbeatMillis time between two heartbeats
 */
record Attempts(ResultStore store, long heartbeatMillis) {
  static final String FOLDER = "attempts";

  /** Heartbeats after which a silent attempt counts as dead. */
  private static final int BEATS = 3;

  private static final ScheduledExecutorService HEART =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "omnet-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  /** Attempts of this process that run. */
  private static final Set<Attempt> LIVE = ConcurrentHashMap.newKeySet();

  private static volatile boolean ending;

  static {
    // A process that is told to end does not die of its subject; one that is killed has no hook.
    Runtime.getRuntime().addShutdownHook(new Thread(Attempts::endAll, "omnet-end"));
  }

  /** Whether this process is about to end, so that failures are not those of a subject. */
  static boolean processEnds() {
    return ending;
  }

  private static void endAll() {
    ending = true;
    LIVE.forEach(Attempt::end);
  }

  /**
   * Notes of processes that died while they worked on the subject. Takes {@link #BEATS} heartbeats
   * if there is any note.
   */
  List<String> dead(String id) throws IOException, InterruptedException {
    Map<String, String> before = notes(id);
    if (before.isEmpty()) {
      return List.of();
    }
    Thread.sleep(BEATS * heartbeatMillis);
    Map<String, String> after = notes(id);
    return before.keySet().stream()
        .filter(name -> Objects.equals(before.get(name), after.get(name)))
        .sorted()
        .toList();
  }

  private Map<String, String> notes(String id) throws IOException {
    Map<String, String> notes = new HashMap<>();
    for (String name : store.list(FOLDER, FileName.of(id) + "~")) {
      store.read(FOLDER + "/" + name).ifPresent(text -> notes.put(name, text));
    }
    return notes;
  }

  void forget(List<String> names) throws IOException {
    for (String name : names) {
      store.delete(FOLDER + "/" + name);
    }
  }

  /** Begins an attempt, which the caller ends. */
  Attempt begin(String id, String who) throws IOException {
    Attempt attempt =
        new Attempt(store, FOLDER + "/" + FileName.of(id) + "~" + UUID.randomUUID(), who);
    attempt.beat();
    LIVE.add(attempt);
    attempt.beats =
        HEART.scheduleAtFixedRate(
            attempt::beat, heartbeatMillis, heartbeatMillis, TimeUnit.MILLISECONDS);
    return attempt;
  }

  /** One attempt that runs. */
  static final class Attempt {
    private final ResultStore store;
    private final String name;
    private final String who;
    private final AtomicLong count = new AtomicLong();
    private ScheduledFuture<?> beats;

    private Attempt(ResultStore store, String name, String who) {
      this.store = store;
      this.name = name;
      this.who = who;
      this.beats = HEART.schedule(() -> {}, 0, TimeUnit.MILLISECONDS);
    }

    private synchronized void beat() {
      try {
        store.note(name, who + " beat " + count.getAndIncrement() + "\n");
      } catch (IOException e) {
        // A missing beat can make a copy of the attempt start, which does no harm.
        System.getLogger(Attempts.class.getName())
            .log(System.Logger.Level.WARNING, "{0}: no heartbeat written ({1})", name, e);
      }
    }

    /** Takes the note away: the process lives, whatever became of the subject. */
    synchronized void end() {
      beats.cancel(false);
      LIVE.remove(this);
      try {
        store.delete(name);
      } catch (IOException e) {
        System.getLogger(Attempts.class.getName())
            .log(System.Logger.Level.WARNING, "{0}: cannot be deleted ({1})", name, e);
      }
    }
  }
}
