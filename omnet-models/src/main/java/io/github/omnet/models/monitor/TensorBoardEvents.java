package io.github.omnet.models.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A training's numbers as scalars for TensorBoard, each under its own name as the tag.
 *
 * <p>Every start and every resume writes a file of its own into the folder, beginning with a
 * session's start at the next step: TensorBoard then forgets what a killed program wrote of the
 * steps that are computed again.
 */
final class TensorBoardEvents implements ScalarLog {
  private static final String PREFIX = "events.out.tfevents.";
  private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{1,18})\\..*");

  private final GrowingFile file;
  private final Clock clock;

  private TensorBoardEvents(GrowingFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Begins a file of events, {@code events.out.tfevents.SECONDS.omnet}.
   *
   * @param folder made if it does not exist; files in it stay as they are
   * @param resumeAt optimiser steps taken at the checkpoint that the run resumes from; 0 for a new
   *     run
   * @return the log; close it
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if {@code resumeAt} is negative
   */
  public static TensorBoardEvents open(Path folder, long resumeAt) throws IOException {
    return open(folder, resumeAt, Clock.systemUTC());
  }

  static TensorBoardEvents open(Path folder, long resumeAt, Clock clock) throws IOException {
    if (resumeAt < 0) {
      throw new IllegalArgumentException("cannot resume at iteration " + resumeAt);
    }
    Files.createDirectories(folder);
    Path path = folder.resolve(PREFIX + seconds(folder, clock) + ".omnet");
    Files.createFile(path);
    GrowingFile file = new GrowingFile(path, 0);
    TensorBoardEvents events = new TensorBoardEvents(file, clock);
    try {
      events.append(EventProto.version(events.now()));
      events.append(EventProto.start(events.now(), resumeAt + 1));
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return events;
  }

  /**
   * TensorBoard reads the files of a folder in the order of their names and never goes back; so a
   * name comes after all others, even if the clock was set back or two starts share a second.
   */
  private static long seconds(Path folder, Clock clock) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long latest =
          files
              .map(file -> NAME.matcher(String.valueOf(file.getFileName())))
              .filter(Matcher::matches)
              .mapToLong(name -> Long.parseLong(name.group(1)))
              .max()
              .orElse(0);
      return Math.max(clock.instant().getEpochSecond(), latest + 1);
    }
  }

  /**
   * Appends one event with the numbers that are finite as {@code float}; none if there are none.
   *
   * @param iteration optimiser steps taken so far: the step in TensorBoard
   * @param values numbers by tag
   * @throws IOException if it cannot be written; the file then ends with the event before
   */
  @Override
  public void write(long iteration, Map<String, Double> values) throws IOException {
    Map<String, Float> finite = new LinkedHashMap<>();
    values.forEach(
        (tag, value) -> {
          if (Float.isFinite(value.floatValue())) {
            finite.put(tag, value.floatValue());
          }
        });
    if (!finite.isEmpty()) {
      append(EventProto.scalars(now(), iteration, finite));
    }
  }

  private void append(byte[] event) throws IOException {
    file.append(TfRecord.framed(event));
  }

  private double now() {
    return clock.millis() / 1e3;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
