package io.github.omnet.examples.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.examples.console.Failure;
import io.github.omnet.examples.console.Json;
import io.github.omnet.io.Images;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.models.inference.CohortSegmenter;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Segments a folder of subjects into another, {@code <id>.nii.gz} each, and keeps a record in
 * {@code cohort.json}. Run again, it goes on with what is not there yet.
 */
final class CohortRun {
  private static final String RECORD = "cohort.json";

  private final Path data;
  private final Path out;
  private final Optional<LabelScheme> labels;
  private final String weights;

  /** Subjects by id: {@code done} or why they failed. */
  private final Map<String, String> states = new LinkedHashMap<>();

  CohortRun(Path data, Path out, Optional<LabelScheme> labels, String weights) {
    this.data = data;
    this.out = out;
    this.labels = labels;
    this.weights = weights;
  }

  /** Goes through the cohort; the record says what became of each subject. */
  Json run(Segmenter segmenter, PrintWriter err) throws IOException {
    Files.createDirectories(out);
    requireSameWeights();
    Dataset found = Dataset.find(data);
    if (found.size() == 0) {
      throw new OmnetException(data + ": no subject found; see docs/cli.md for the file names");
    }
    List<CohortSegmenter.Source> open = new ArrayList<>();
    int before = 0;
    for (SubjectFiles files : found) {
      if (Files.exists(target(files.id()))) {
        states.put(files.id(), "done");
        before++;
      } else {
        SubjectFiles images =
            new SubjectFiles(
                files.id(), files.images(), Optional.empty(), files.encoding(), files.problems());
        open.add(new CohortSegmenter.Source(files.id(), images::load));
      }
    }
    int already = before;
    try {
      new CohortSegmenter(segmenter)
          .run(
              open,
              this::write,
              (id, failure) -> {
                states.put(id, failure.map(CohortRun::reason).orElse("done"));
                err.println(
                    "segmented "
                        + states.size()
                        + " of "
                        + found.size()
                        + ": "
                        + id
                        + " "
                        + states.get(id));
                err.flush();
                record();
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(data + ": interrupted").initCause(e);
    }
    record();
    return toJson().with("alreadyThere", already);
  }

  private static String reason(Exception failure) {
    return "failed: " + Failure.oneLine(String.valueOf(failure.getMessage()));
  }

  private Path target(String id) {
    return out.resolve(id + ".nii.gz");
  }

  private void write(Segmentation segmentation) throws IOException {
    LabelScheme scheme = labels.orElse(segmentation.labels().scheme());
    Images.write(target(segmentation.subject()), segmentation.labels().in(scheme).map());
  }

  private void requireSameWeights() throws IOException {
    Path record = out.resolve(RECORD);
    if (!Files.exists(record)) {
      return;
    }
    try {
      JsonObject old = JsonParser.parseString(Files.readString(record)).getAsJsonObject();
      String used = old.get("weights").getAsString();
      if (!used.equals(weights)) {
        throw new OmnetException(
            record
                + ": these results come from weights "
                + used
                + ", the model given has "
                + weights
                + "; choose another --out");
      }
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new OmnetException(record + ": not a record of this program; choose another --out", e);
    }
  }

  Json toJson() {
    long failed = states.values().stream().filter(state -> !state.equals("done")).count();
    return new Json()
        .with("weights", weights)
        .with("data", data)
        .with("out", out)
        .with("subjects", states)
        .with("failed", failed);
  }

  long failures() {
    return states.values().stream().filter(state -> !state.equals("done")).count();
  }

  /** A record that cannot be written must not end the run: the segmentations are what counts. */
  private void record() {
    Path temporary = out.resolve("." + RECORD + ".tmp");
    try {
      Files.writeString(temporary, toJson() + "\n");
      Files.move(
          temporary,
          out.resolve(RECORD),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      states.put(RECORD, "failed: " + Failure.oneLine(String.valueOf(e.getMessage())));
    }
  }
}
