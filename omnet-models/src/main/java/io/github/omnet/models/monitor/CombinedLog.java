package io.github.omnet.models.monitor;

import com.google.common.io.Closer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Passes everything on to several logs. */
record CombinedLog(List<ScalarLog> logs) implements ScalarLog {
  @Override
  public void write(long iteration, Map<String, Double> values) throws IOException {
    for (ScalarLog log : logs) {
      log.write(iteration, values);
    }
  }

  @Override
  public void close() throws IOException {
    try (Closer closer = Closer.create()) {
      logs.forEach(closer::register);
    }
  }
}
