package io.github.omnet.report;

import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.TaskProbabilities;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One subject as one HTML file: a viewer of three planes with labels over the modalities, volumes
 * and diameters, metrics, warnings and provenance. It holds everything and asks for nothing; a file
 * has at most {@link #MAX_BYTES}. Without JavaScript or WebGL, and on paper, it shows pictures.
 *
 * <p>Texts go in without paths, names of image files, user and host names. The subject's id stays
 * unless {@link Builder#name} gives another.
 */
public final class SubjectReport {
  /** Most bytes of a file; images of more voxels are shown at every second or third voxel. */
  public static final int MAX_BYTES = 12_000_000;

  final Subject subject;
  final TumorLabels labels;
  final String name;
  final Optional<TumorLabels> reference;
  final Optional<SegmentationReport> metrics;
  final Map<String, Volume> layers;
  final List<String> warnings;
  final Map<String, String> provenance;
  final Optional<Quality> quality;
  final Anonymity anonymity = new Anonymity();

  /** How good a segmentation is believed to be. */
  record Quality(double score, String meaning) {}

  private SubjectReport(Builder builder) {
    subject = builder.subject;
    labels = builder.labels;
    name = builder.name;
    reference = builder.reference;
    metrics = builder.metrics;
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.layers));
    warnings = List.copyOf(builder.warnings);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(builder.provenance));
    quality = builder.quality;
    anonymity.replace(subject.id(), name);
  }

  /**
   * Begins a report of any labels.
   *
   * @param subject the images
   * @param labels the tumour, on the same grid
   * @return a builder
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static Builder builder(Subject subject, TumorLabels labels) {
    return new Builder(subject, labels);
  }

  /**
   * Begins a report of what a segmenter found, with its quality score, warnings, provenance and, if
   * it kept them, the probabilities and the entropy of its tasks as layers.
   *
   * @param subject the images
   * @param segmentation what was found in them
   * @return a builder
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static Builder builder(Subject subject, Segmentation segmentation) {
    Builder builder = new Builder(subject, segmentation.labels());
    segmentation.warnings().forEach(warning -> builder.warning(warning.text()));
    builder.quality(
        segmentation.quality().score(),
        "the lowest Dice that the network's own probabilities let expect; "
            + segmentation.quality()
            + ".");
    if (segmentation.quality().isDoubtful()) {
      builder.warning(segmentation.quality().warning());
    }
    builder.provenance(segmentation.provenance());
    for (TaskProbabilities task : segmentation.probabilities()) {
      String title = "task " + task.task();
      for (int id = 1; id < task.classes().size(); id++) {
        builder.layer("probability of class " + id + ", " + title, task.classes().get(id));
      }
      builder.layer("uncertainty (entropy), " + title, task.entropy());
    }
    return builder;
  }

  /**
   * The page.
   *
   * @return HTML
   * @throws IOException if the volumes cannot be encoded or the pictures not drawn
   */
  public String toHtml() throws IOException {
    return new SubjectPage(this).html();
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param file named {@code .html}; replaced if it exists
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Page.write(file, toHtml());
  }

  /** Collects what goes into a report. */
  public static final class Builder {
    private final Subject subject;
    private final TumorLabels labels;
    private final Map<String, Volume> layers = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> provenance = new LinkedHashMap<>();
    private String name;
    private Optional<TumorLabels> reference = Optional.empty();
    private Optional<SegmentationReport> metrics = Optional.empty();
    private Optional<Quality> quality = Optional.empty();

    private Builder(Subject subject, TumorLabels labels) {
      subject.grid().requireMatches(labels.grid(), "images and labels");
      this.subject = subject;
      this.labels = labels;
      this.name = subject.id();
    }

    /**
     * Shows another name than the subject's id, wherever that would stand.
     *
     * @param shown such as {@code Subject 1}
     * @return this
     */
    public Builder name(String shown) {
      name = shown;
      return this;
    }

    /**
     * Adds an expert's labels, drawn as a contour, and how well the labels agree with them.
     *
     * @param expert labels on the same grid
     * @param agreement metrics of the labels against them
     * @return this
     * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
     */
    public Builder reference(TumorLabels expert, SegmentationReport agreement) {
      subject.grid().requireMatches(expert.grid(), "images and reference");
      reference = Optional.of(expert);
      metrics = Optional.of(agreement);
      return this;
    }

    /**
     * Adds a volume that can be laid over the images, such as a probability.
     *
     * @param title what it is
     * @param volume values from 0 up, on the same grid
     * @return this
     * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
     */
    public Builder layer(String title, Volume volume) {
      subject.grid().requireMatches(volume.grid(), "images and layer " + title);
      layers.put(title, volume);
      return this;
    }

    /**
     * Adds a warning, shown on top.
     *
     * @param text a sentence
     * @return this
     */
    public Builder warning(String text) {
      warnings.add(text);
      return this;
    }

    /**
     * Adds an estimate of how good the segmentation is, shown on top.
     *
     * @param score 0 to 1
     * @param meaning how it was made, a sentence
     * @return this
     */
    public Builder quality(double score, String meaning) {
      quality = Optional.of(new Quality(score, meaning));
      return this;
    }

    /**
     * Adds what made the segmentation, by name.
     *
     * @param made such as model, weights, engine, settings
     * @return this
     */
    public Builder provenance(Map<String, String> made) {
      provenance.putAll(made);
      return this;
    }

    /**
     * The report.
     *
     * @return an immutable report
     */
    public SubjectReport build() {
      return new SubjectReport(this);
    }
  }
}
