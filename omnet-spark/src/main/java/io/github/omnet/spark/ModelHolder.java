package io.github.omnet.spark;

import io.github.omnet.models.engine.EngineOptions;
import io.github.omnet.models.engine.Engines;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The models of this process: each is loaded once, by the first task that needs it. */
final class ModelHolder {
  private static final long CLOSING_MILLIS = 5000;
  private static final Map<String, Segmenter> OPEN = new HashMap<>();
  private static int loads;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ModelHolder::closeAll, "omnet-close"));
  }

  private ModelHolder() {}

  /** The segmenter, which stays open until the process ends. */
  static synchronized Segmenter get(ModelReference model, SegmenterOptions options, Slot slot)
      throws IOException {
    String key = model.digest() + " " + options + " " + slot;
    Segmenter open = OPEN.get(key);
    if (open == null) {
      Engines.configure(EngineOptions.DEFAULT.withThreads(slot.threads()));
      open = Segmenter.open(model.open(), options.withParallelPasses(slot.tasks()));
      OPEN.put(key, open);
      loads++;
    }
    return open;
  }

  /** How many models this process has loaded. */
  static synchronized int loads() {
    return loads;
  }

  /** A segmenter waits for its passes; the end of the process does not wait for long. */
  private static void closeAll() {
    Thread closing =
        new Thread(() -> OPEN.values().forEach(Segmenter::close), "omnet-close-models");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
