package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.file.WholeText;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.examples.console.Failure;
import io.github.omnet.examples.console.Json;
import io.github.omnet.io.Images;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.io.internal.cohort.CohortRow;
import io.github.omnet.models.inference.CohortSegmenter;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Segments a folder of subjects into another, {@code <id>.nii.gz} each, and keeps a record in
 * {@code cohort.json} and a table in {@code cohort.csv}. Run again, it goes on with what is not
 * there yet; the {@link CohortOrigin} in the record sees to it that all results of a folder come
 * about in one way. Several runs may write to one folder at once: each subject is segmented by one
 * of them, and each run ends when all subjects are through.
 */
final class CohortRun {
  private static final String RECORD = "cohort.json";
  private static final String TABLE = "cohort.csv";

  private final Path data;
  private final Path out;
  private final LabelScheme labels;
  private final Preprocessing needed;
  private final CohortOrigin origin;

  /** Subjects by id: {@code done} or why they failed. */
  private final Map<String, String> states = new LinkedHashMap<>();

  /** Written to by the thread that stores results, too. */
  private final Map<String, CohortRow> rows = new ConcurrentSkipListMap<>();

  private final ImageWarnings warnings = new ImageWarnings();
  private final QualityNotes quality = new QualityNotes();
  private final CohortClaims claims;

  /** Empty for all that the folder holds. */
  private List<String> only = List.of();

  /** Labels are written in the model's scheme if none is named. */
  CohortRun(
      Path data, Path out, Optional<LabelScheme> labels, List<ModelPackage> models, int copies) {
    this.data = data;
    this.out = out;
    this.labels = labels.orElseGet(() -> models.get(0).manifest().scheme());
    this.needed = models.get(0).manifest().preprocessing();
    this.origin = CohortOrigin.of(models, copies, this.labels);
    this.claims = new CohortClaims(out);
  }

  /** Segments these subjects of the folder alone. */
  CohortRun only(Collection<String> ids) {
    only = List.copyOf(ids);
    return this;
  }

  /** Goes through the cohort; the record says what became of each subject. */
  Json run(Segmenter segmenter, PrintWriter err) throws IOException {
    Dataset all = Dataset.find(data).neededBy(needed);
    Dataset found = only.isEmpty() ? all : all.select(only);
    if (found.size() == 0) {
      throw new OmnetException(data + ": no subject found; see docs/cli.md for the file names");
    }
    Files.createDirectories(out);
    try {
      claims.awaitRecord();
      requireSameOrigin(found);
      writeRecord();
      claims.giveBackRecord();
    } catch (IOException | RuntimeException e) {
      claims.end();
      throw e;
    }
    List<SubjectFiles> open = new ArrayList<>();
    for (SubjectFiles files : found) {
      if (Files.exists(target(files.id()))) {
        states.put(files.id(), "done");
        rows.put(files.id(), CohortRow.ofFile(files.id(), target(files.id()), labels));
      } else {
        open.add(files.withoutTruth());
      }
    }
    int already = found.size() - open.size();
    record();
    try {
      run(segmenter, open, found.size(), err);
      record();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(data + ": interrupted").initCause(e);
    } finally {
      claims.end();
    }
    return toJson().with("alreadyThere", already);
  }

  /** First what is free; then what other runs had in work, in case that they came to nothing. */
  private void run(Segmenter segmenter, List<SubjectFiles> open, int total, PrintWriter err)
      throws IOException, InterruptedException {
    CohortSegmenter cohort = new CohortSegmenter(segmenter);
    CohortSegmenter.Listener listener = (id, failure) -> finished(id, failure, total, err);
    List<SubjectSource> free = new ArrayList<>();
    for (SubjectFiles images : open) {
      free.add(
          SubjectSource.of(
              images.id(),
              () -> {
                claims.take(images.id());
                if (Files.exists(target(images.id()))) {
                  // Another run has just been through with it; its claim is found free below.
                  claims.giveBack(images.id());
                  throw new CohortClaims.TakenException(images.id());
                }
                return loaded(images, err);
              }));
    }
    cohort.run(free, this::write, listener);
    for (SubjectFiles images : open) {
      if (!states.containsKey(images.id())) {
        claims.await(images.id());
        if (Files.exists(target(images.id()))) {
          claims.giveBack(images.id());
          rows.put(images.id(), CohortRow.ofFile(images.id(), target(images.id()), labels));
          finished(images.id(), Optional.empty(), total, err);
        } else {
          SubjectSource left = SubjectSource.of(images.id(), () -> loaded(images, err));
          cohort.run(List.of(left), this::write, listener);
        }
      }
    }
  }

  private void finished(String id, Optional<Exception> failure, int total, PrintWriter err) {
    if (failure.isPresent() && failure.get() instanceof CohortClaims.TakenException) {
      return;
    }
    Optional<Exception> outcome = failure;
    try {
      claims.giveBack(id);
    } catch (IOException e) {
      outcome = Optional.of(failure.orElse(e));
    }
    outcome.ifPresent(reason -> rows.put(id, CohortRow.failed(id, reason)));
    states.put(id, Objects.requireNonNull(rows.get(id)).summary());
    err.println("segmented " + states.size() + " of " + total + ": " + id + " " + states.get(id));
    err.flush();
    record();
  }

  private static Subject loaded(SubjectFiles images, PrintWriter err) throws IOException {
    Subject subject = images.load();
    IntensityWarnings.print(subject, err);
    return subject;
  }

  private Path target(String id) {
    return out.resolve(id + ".nii.gz");
  }

  private void write(Segmentation segmentation) throws IOException {
    String id = segmentation.subject();
    TumorLabels written = segmentation.labels().in(labels);
    Images.write(target(id), written.map());
    rows.put(id, CohortRow.segmented(id, target(id), written));
    warnings.add(segmentation);
    quality.add(segmentation);
  }

  private void requireSameOrigin(Dataset found) throws IOException {
    Path record = out.resolve(RECORD);
    if (Files.exists(record)) {
      origin.requireSame(record);
      warnings.addOthersFrom(record);
      quality.addOthersFrom(record);
      return;
    }
    for (SubjectFiles files : found) {
      if (Files.exists(target(files.id()))) {
        throw new OmnetException(
            target(files.id())
                + ": is there without a "
                + RECORD
                + " that tells where it comes from; choose another --out");
      }
    }
  }

  Json toJson() {
    return toJson(String.valueOf(data), String.valueOf(out));
  }

  private Json toJson(String from, String to) {
    long failed = failures();
    return origin
        .addTo(new Json())
        .with("data", from)
        .with("out", to)
        .with("subjects", states)
        .with("failed", failed)
        .with("plausibility", warnings.bySubject())
        .with("quality", quality.bySubject());
  }

  long failures() {
    return states.values().stream().filter(state -> !state.equals("done")).count();
  }

  /** A record that cannot be written must not end the run: the segmentations are what counts. */
  private void record() {
    try {
      claims.awaitRecord();
      try {
        warnings.addOthersFrom(out.resolve(RECORD));
        quality.addOthersFrom(out.resolve(RECORD));
        writeRecord();
      } finally {
        claims.giveBackRecord();
      }
    } catch (IOException e) {
      states.put(RECORD, "failed: " + Failure.oneLine(String.valueOf(e.getMessage())));
    }
  }

  /** Paths in it are relative to its folder, so that it can be handed on. */
  private void writeRecord() throws IOException {
    String from = RelativePath.from(out, data);
    WholeText.write(out.resolve(RECORD), toJson(from, ".") + "\n");
    WholeText.write(out.resolve(TABLE), CohortRow.csv(rows.values()));
  }
}
