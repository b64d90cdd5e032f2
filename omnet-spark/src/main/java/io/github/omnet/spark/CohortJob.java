package io.github.omnet.spark;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.metric.EmptyPolicy;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.io.Images;
import io.github.omnet.io.cohort.SegmentationFolder;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.EngineUnavailableException;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Work on many subjects by a Spark cluster, with results in one folder that the driver and all
 * executors share.
 *
 * <p>Each subject is a task. A subject that fails becomes a row with its reason, and one whose
 * process dies twice is quarantined. A finished subject has a marker, {@code markers/<id>.json};
 * the table {@code cohort.csv} and the record {@code cohort.json} are made of markers only. Run
 * again, a job does what has no marker of the same settings, and what failed. One driver at a time
 * may use an output folder.
 *
 * @param spark the cluster
 * @param out a shared path; for {@link #segment} and {@link #evaluate} also a URI of a Hadoop file
 *     system
 * @param heartbeat time between two signs of life of an attempt; after three without one it counts
 *     as dead
 * @param log is told the recommended settings and warnings, a line each
 */
public record CohortJob(
    JavaSparkContext spark, String out, Duration heartbeat, Consumer<String> log) {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final long CHECKPOINT_EVERY = 200;

  /**
   * Works with heartbeats of five seconds and tells the system's logger.
   *
   * @param spark the cluster
   * @param out the output folder
   */
  public CohortJob(JavaSparkContext spark, String out) {
    this(
        spark,
        out,
        HEARTBEAT,
        line -> System.getLogger(CohortJob.class.getName()).log(System.Logger.Level.INFO, line));
  }

  /**
   * Refuses heartbeats that are none.
   *
   * @param spark the cluster
   * @param out the output folder
   * @param heartbeat time between two signs of life, at least a millisecond
   * @param log is told the recommended settings and warnings
   */
  public CohortJob {
    if (heartbeat.toMillis() < 1) {
      throw new IllegalArgumentException("a heartbeat takes 1 ms or more, found " + heartbeat);
    }
  }

  /**
   * Segments subjects into {@code <id>.nii.gz}.
   *
   * @param subjects from a {@link Dataset} on a shared path, or sources that are {@link
   *     Serializable}
   * @param model the package
   * @param options engine, device, settings; of a GPU the number is what Spark assigns
   * @param labels scheme to write; the model's if it is empty
   * @return a row for each subject
   * @throws IOException if model or output folder cannot be read or written
   * @throws EngineUnavailableException if a GPU is asked for and Spark is not told to assign one
   * @throws OmnetException if Spark gives the job up; run again, it goes on
   */
  public CohortResult segment(
      List<? extends SubjectSource> subjects,
      ModelReference model,
      SegmenterOptions options,
      Optional<LabelScheme> labels)
      throws IOException {
    requireGpu(options.device());
    ModelPackage opened = model.open();
    advise(subjects, opened, options);
    return runner()
        .run(described(subjects, false), new SegmentWork(model, opened, options, labels));
  }

  /**
   * Evaluates a folder of segmentations by another; {@code cohort.csv} is then the table of metrics
   * that {@code omnet evaluate --csv} writes. Subjects that only one folder has are left out.
   *
   * @param predictions folder on a shared path
   * @param references folder on a shared path
   * @param preset whose definitions: brats, monai, medpy or deepmind
   * @param empty what metrics of empty regions are
   * @param lesionWise whether lesions are scored one by one, too
   * @param labels name of the scheme of all files, {@code nnunet}, or {@code auto}
   * @return a row for each subject that both folders have
   * @throws IOException if a folder cannot be read or the output cannot be written
   * @throws OmnetException if the folders have no subject in common, or Spark gives the job up
   */
  public CohortResult evaluate(
      Path predictions,
      Path references,
      String preset,
      EmptyPolicy empty,
      boolean lesionWise,
      String labels)
      throws IOException {
    Map<String, Path> judged = SegmentationFolder.find(predictions.toAbsolutePath()).bySubject();
    Map<String, Path> truth = SegmentationFolder.find(references.toAbsolutePath()).bySubject();
    List<EvaluateWork.Pair> pairs = new ArrayList<>();
    for (Map.Entry<String, Path> one : judged.entrySet()) {
      if (truth.containsKey(one.getKey())) {
        String reference = Objects.requireNonNull(truth.get(one.getKey())).toString();
        pairs.add(new EvaluateWork.Pair(one.getKey(), one.getValue().toString(), reference));
      }
    }
    if (pairs.isEmpty()) {
      throw new OmnetException(
          predictions
              + ": has no subject in common with "
              + references
              + "; name files by subject");
    }
    EvaluateWork work = new EvaluateWork(preset, empty, lesionWise, labels);
    work.encoding();
    return runner().run(pairs, work);
  }

  /**
   * Prepares subjects into a cache that trainings share.
   *
   * @param subjects from a {@link Dataset} on a shared path, or sources that are {@link
   *     Serializable}
   * @param preprocessing the steps
   * @param cache folder on a shared path
   * @return a row for each subject
   * @throws IOException if the output folder cannot be written
   * @throws OmnetException if Spark gives the job up
   */
  public CohortResult prepare(
      List<? extends SubjectSource> subjects, Preprocessing preprocessing, Path cache)
      throws IOException {
    return runner()
        .run(
            described(subjects, true),
            new PrepareWork(preprocessing.text(), cache.toAbsolutePath().toString()));
  }

  /**
   * Trains models that do not depend on each other, each into a folder of its name; one that was
   * interrupted goes on from its checkpoints.
   *
   * @param tasks the trainings
   * @param engine which engine
   * @param device where; of a GPU the number is what Spark assigns
   * @param cache folder for prepared subjects on a shared path
   * @return a row for each training
   * @throws IOException if the output folder cannot be written
   * @throws OmnetException if the output folder is a URI, Spark speculates, or gives the job up
   */
  public CohortResult train(
      List<TrainingTask> tasks, EngineKind engine, DevicePolicy device, Optional<Path> cache)
      throws IOException {
    requireGpu(device);
    if (ResultStore.SCHEME.matcher(out).matches()) {
      throw new OmnetException(out + ": checkpoints need a shared path; name one");
    }
    if (spark.getConf().getBoolean("spark.speculation", false)) {
      throw new OmnetException(
          "two copies of a training would fight for its checkpoints; set spark.speculation=false");
    }
    String folder = cache.map(path -> path.toAbsolutePath().toString()).orElse("");
    return runner().run(tasks, new TrainWork(engine, device.toString(), folder, CHECKPOINT_EVERY));
  }

  private JobRunner runner() {
    return new JobRunner(spark, ResultStore.at(out), heartbeat.toMillis());
  }

  private void requireGpu(DevicePolicy device) {
    if (device.kind() == DevicePolicy.Kind.REQUIRE_GPU
        && !spark.getConf().contains("spark.task.resource.gpu.amount")) {
      throw new EngineUnavailableException(
          "a GPU was asked for, but spark.task.resource.gpu.amount is not set, so that Spark assigns"
              + " none; set it, or use the CPU");
    }
  }

  /** A first subject that cannot be read is a row later, and no reason to have no advice. */
  private void advise(
      List<? extends SubjectSource> subjects, ModelPackage model, SegmenterOptions options) {
    for (SubjectSource subject : subjects) {
      if (subject instanceof SubjectFiles files && files.isComplete()) {
        try {
          Path image = files.images().values().iterator().next();
          ClusterAdvice.of(spark.getConf(), model, options, Images.readHeader(image).grid())
              .forEach(log);
          return;
        } catch (IOException | OmnetException e) {
          System.getLogger(CohortJob.class.getName())
              .log(System.Logger.Level.DEBUG, "{0}: no forecast ({1})", files.id(), e);
        }
      }
    }
  }

  private static List<Serializable> described(
      List<? extends SubjectSource> subjects, boolean withTruth) {
    List<Serializable> described = new ArrayList<>();
    for (SubjectSource subject : subjects) {
      if (subject instanceof SubjectFiles files) {
        described.add(new SharedFiles(withTruth ? files : files.withoutTruth()));
      } else if (subject instanceof Serializable sent) {
        described.add(sent);
      } else {
        throw new IllegalArgumentException(
            "subject "
                + subject.id()
                + " cannot be sent to executors; give SubjectFiles or a source that implements"
                + " Serializable");
      }
    }
    return described;
  }
}
