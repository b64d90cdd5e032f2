package io.github.omnet.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The markers in the output folder, {@code markers/<id>.json}.
 *
 * @param store the output folder
 */
record Markers(ResultStore store) {
  static final String FOLDER = "markers";
  private static final String ENDING = ".json";

  private static String name(String id) {
    return FOLDER + "/" + FileName.of(id) + ENDING;
  }

  Optional<Marker> read(String id) throws IOException {
    return store.read(name(id)).flatMap(Marker::parse);
  }

  void write(Marker marker) throws IOException {
    store.write(name(marker.row().subject()), marker.toJson());
  }

  void delete(String id) throws IOException {
    store.delete(name(id));
  }

  /** Markers of those subjects that have one: listed first, then read, several at a time. */
  Map<String, Marker> of(Collection<String> ids) throws IOException {
    Set<String> there = Set.copyOf(store.list(FOLDER, ""));
    try {
      return ids.parallelStream()
          .filter(id -> there.contains(FileName.of(id) + ENDING))
          .flatMap(id -> readUnchecked(id).stream())
          .collect(
              Collectors.toMap(
                  marker -> marker.row().subject(),
                  marker -> marker,
                  (one, other) -> other,
                  TreeMap::new));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Optional<Marker> readUnchecked(String id) {
    try {
      return read(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
