package io.github.omnet.spark;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.io.Images;
import io.github.omnet.io.internal.cohort.CohortRow;
import io.github.omnet.models.engine.DevicePolicy;
import io.github.omnet.models.engine.EngineKind;
import io.github.omnet.models.engine.Precision;
import io.github.omnet.models.inference.Flip;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.InferenceSettings;
import io.github.omnet.models.packaging.ModelPackage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;

/** Segments a subject into {@code <id>.nii.gz}; options travel as text. */
final class SegmentWork implements Work<Serializable> {
  private static final long serialVersionUID = 1;

  private final ModelReference model;
  private final String weights;
  private final LabelScheme labels;
  private final EngineKind engine;
  private final Precision precision;
  private final String device;
  private final String inference;
  private final boolean ownInference;
  private final ArrayList<String> flips = new ArrayList<>();
  private final boolean resample;

  SegmentWork(
      ModelReference model,
      ModelPackage opened,
      SegmenterOptions options,
      Optional<LabelScheme> labels) {
    if (options.probabilities()) {
      throw new IllegalArgumentException(
          "a cohort keeps no probabilities; leave withProbabilities() out");
    }
    this.model = model;
    this.weights = opened.fingerprint();
    this.labels = labels.orElseGet(() -> opened.manifest().scheme());
    this.engine = options.engine();
    this.device = options.device().toString();
    this.precision = options.precision();
    this.ownInference = options.settings().isPresent();
    this.inference = options.settings().orElseGet(() -> opened.manifest().inference()).text();
    for (Flip flip : options.flips()) {
      flips.add((flip.x() ? "x" : "") + (flip.y() ? "y" : "") + (flip.z() ? "z" : ""));
    }
    this.resample = options.resample();
  }

  private SegmenterOptions options(DevicePolicy on) {
    List<Flip> mirrored = new ArrayList<>();
    for (String axes : flips) {
      mirrored.add(new Flip(axes.contains("x"), axes.contains("y"), axes.contains("z")));
    }
    SegmenterOptions options =
        SegmenterOptions.DEFAULT
            .withEngine(engine)
            .withDevice(on)
            .withPrecision(precision)
            .withFlips(mirrored);
    if (ownInference) {
      options = options.withSettings(InferenceSettings.parse(inference));
    }
    return resample ? options.withResampling() : options;
  }

  @Override
  public String id(Serializable item) {
    return ((SubjectSource) item).id();
  }

  @Override
  public JsonObject settings() {
    JsonObject settings = new JsonObject();
    settings.addProperty("work", "segment");
    settings.addProperty("model", model.digest());
    settings.addProperty("weights", weights);
    settings.addProperty("labels", labels.toString());
    settings.addProperty("engine", engine.toString());
    settings.add("inference", new Gson().fromJson(inference, JsonObject.class));
    settings.add("flips", new Gson().toJsonTree(flips));
    settings.addProperty("resample", resample);
    return settings;
  }

  private static String file(String id) {
    return FileName.of(id) + ".nii.gz";
  }

  @Override
  public boolean isThere(Serializable item, ResultStore store) throws IOException {
    return store.exists(file(id(item)));
  }

  private Segmenter segmenter(Slot slot) throws IOException {
    DevicePolicy on = GpuAddress.of(DevicePolicy.of(device), TaskContext.get());
    return ModelHolder.get(model, options(on), slot);
  }

  /** The slot of this process, as it was opened with. */
  private transient Slot opened = new Slot(1, 1);

  @Override
  public void open(Slot slot) throws IOException {
    opened = slot;
    segmenter(slot);
  }

  @Override
  public Result run(Serializable item, ResultStore store) throws IOException {
    SubjectSource source = (SubjectSource) item;
    Subject subject = source.load();
    Segmentation made = segmenter(opened).segment(subject);
    TumorLabels written = made.labels().in(labels);
    CohortRow row =
        store.file(
            file(source.id()),
            path -> {
              Images.write(path, written.map());
              return CohortRow.segmented(source.id(), path, written);
            });
    JsonObject details = new JsonObject();
    details.addProperty("content", source.contentKey().orElse(""));
    details.addProperty("windows", made.windows());
    details.addProperty("skippedWindows", made.skipped());
    JsonObject provenance = new JsonObject();
    made.provenance().forEach(provenance::addProperty);
    details.add("provenance", provenance);
    JsonObject seconds = new JsonObject();
    made.seconds().forEach(seconds::addProperty);
    details.add("seconds", seconds);
    JsonArray warnings = new JsonArray();
    made.warnings().forEach(w -> warnings.add(w.code() + ": " + w.text()));
    details.add("plausibility", warnings);
    return new Result(row, details);
  }
}
