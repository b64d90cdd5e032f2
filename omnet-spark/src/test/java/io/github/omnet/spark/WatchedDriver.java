package io.github.omnet.spark;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.models.inference.SegmenterOptions;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A user's own driver: segments {@code args[0]} into {@code args[1]}, notes each loading in {@code
 * args[2]}, takes {@code args[3]} ms for each, and dies of the subject {@code args[4]}.
 */
final class WatchedDriver {
  private WatchedDriver() {}

  /** A source that a user writes. */
  static final class Watched implements SubjectSource, Serializable {
    private static final long serialVersionUID = 1;

    private final SharedFiles files;
    private final String notes;
    private final long millis;
    private final boolean poison;

    Watched(SubjectFiles files, String notes, long millis, String poison) {
      this.files = new SharedFiles(files.withoutTruth());
      this.notes = notes;
      this.millis = millis;
      this.poison = files.id().equals(poison);
    }

    @Override
    public String id() {
      return files.id();
    }

    @Override
    public Subject load() throws IOException {
      Files.createFile(Path.of(notes, id() + "~" + UUID.randomUUID()));
      if (poison) {
        Runtime.getRuntime().halt(134);
      }
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return files.load();
    }
  }

  public static void main(String[] args) throws IOException {
    List<SubjectSource> subjects = new ArrayList<>();
    for (SubjectFiles files : Dataset.find(Path.of(args[0]))) {
      subjects.add(new Watched(files, args[2], Long.parseLong(args[3]), args[4]));
    }
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("watched"))) {
      CohortJob job = new CohortJob(spark, args[1], Duration.ofMillis(500), System.err::println);
      CohortResult result =
          job.segment(
              subjects,
              ModelReference.of("omnet-small"),
              SegmenterOptions.DEFAULT,
              Optional.empty());
      System.err.println("models loaded " + result.modelLoads());
    }
  }
}
