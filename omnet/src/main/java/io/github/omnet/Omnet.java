package io.github.omnet;

import io.github.omnet.core.metric.Metrics;
import io.github.omnet.core.metric.SegmentationReport;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.picture.OverlayPicture;
import io.github.omnet.io.picture.Png;
import io.github.omnet.models.inference.Segmentation;
import io.github.omnet.models.inference.Segmenter;
import io.github.omnet.models.inference.SegmenterOptions;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelZoo;
import io.github.omnet.models.plan.TrainingPlan;
import io.github.omnet.models.training.OmNetTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The common tasks, one call each: read a subject, segment it, write and draw the result, evaluate
 * it, train a model.
 *
 * <pre>{@code
 * Subject subject = Omnet.read(Path.of("BraTS2021_00011"));
 * TumorLabels tumour = Omnet.segment(subject).labels();
 * Omnet.write(tumour, Path.of("seg.nii.gz"));
 * Omnet.draw(subject, tumour, Path.of("seg.png"));
 * }</pre>
 *
 * <p>Each method calls the class that its documentation names, with that class's defaults, on the
 * CPU. Training takes the engine of {@link io.github.omnet.models.engine.Engines#preferred()},
 * segmentation the one that is measured to be faster if there are two ({@link
 * SegmenterOptions#measured()}). For anything else call that class.
 */
public final class Omnet {
  /** The model that {@link #segment(Subject)} uses; in the artifact {@code omnet-model-small}. */
  public static final String MODEL = "omnet-small";

  private Omnet() {}

  /**
   * Reads the one subject of a folder, as {@link Dataset#readSubject} does.
   *
   * @param folder of the subject, its files named as in BraTS
   * @return the subject, with its true labels if the folder has them
   * @throws io.github.omnet.io.dataset.DatasetException if the folder has no subject, several, or
   *     not all modalities
   * @throws IOException if a file cannot be read
   */
  public static Subject read(Path folder) throws IOException {
    return Dataset.readSubject(folder);
  }

  /**
   * Finds the subjects of a folder and reads none of them, as {@link Dataset#find(Path)} does.
   *
   * @param folder of subjects, searched four folders deep
   * @return the subjects in the order of their names
   * @throws io.github.omnet.io.dataset.DatasetException if there is no subject
   * @throws IOException if a folder cannot be listed
   */
  public static Dataset find(Path folder) throws IOException {
    return Dataset.find(folder);
  }

  /**
   * Segments one subject with {@link #MODEL}.
   *
   * @param subject with FLAIR, T1, T1C and T2, skull-stripped, on one grid
   * @return labels on the subject's own grid, with warnings about implausible images
   * @throws io.github.omnet.core.OmnetException if the subject does not fit the model, or no engine
   *     starts
   * @throws IOException if the model cannot be read
   */
  public static Segmentation segment(Subject subject) throws IOException {
    return segment(subject, MODEL);
  }

  /**
   * Segments one subject. This loads the model each time; to segment many subjects, {@linkplain
   * #open open} a segmenter once.
   *
   * @param subject with the modalities that the model was trained on
   * @param model a folder, a zip file, or the name of a model on the class path
   * @return labels on the subject's own grid, with warnings about implausible images
   * @throws io.github.omnet.core.OmnetException if the subject does not fit the model, or no engine
   *     starts
   * @throws IOException if the model cannot be read
   */
  public static Segmentation segment(Subject subject, String model) throws IOException {
    try (Segmenter segmenter = open(model)) {
      return segmenter.segment(subject);
    }
  }

  /**
   * Opens a segmenter, which threads may share. It owns native memory: close it.
   *
   * @param model a folder, a zip file, or the name of a model on the class path
   * @return the segmenter
   * @throws io.github.omnet.core.OmnetException if no engine starts
   * @throws IOException if the model cannot be read
   */
  public static Segmenter open(String model) throws IOException {
    return Segmenter.open(ModelZoo.open(model), SegmenterOptions.DEFAULT);
  }

  /**
   * Scores a segmentation by the metrics of BraTS, as {@link SegmentationReport#of(TumorLabels,
   * TumorLabels, Metrics)} does.
   *
   * @param prediction the segmentation to judge
   * @param reference the true labels on the same grid; may have another label scheme
   * @return metrics of the regions WT, TC and ET
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static SegmentationReport evaluate(TumorLabels prediction, TumorLabels reference) {
    return SegmentationReport.of(prediction, reference, Metrics.brats());
  }

  /**
   * Trains a model, as {@link OmNetTrainer} does. Nothing is saved on the way; {@link
   * io.github.omnet.models.packaging.ModelWriter} writes the result.
   *
   * @param name name of the model
   * @param subjects with their true labels; loaded when they are needed
   * @param plan what is trained, how and how long
   * @return the trained model
   * @throws io.github.omnet.core.OmnetException if a subject lacks a modality or its true labels,
   *     the loss diverges, or no engine starts
   * @throws IOException if a subject cannot be read
   */
  public static ModelPackage train(
      String name, List<? extends SubjectSource> subjects, TrainingPlan plan) throws IOException {
    return OmNetTrainer.builder(plan).build().train(name, subjects).model();
  }

  /**
   * Writes a segmentation, as {@link Images#write(Path, io.github.omnet.core.volume.LabelMap)}
   * does.
   *
   * @param labels the segmentation
   * @param file ends in {@code .nii}, {@code .nii.gz}, {@code .mha} or {@code .mhd}; replaced if it
   *     exists
   * @throws IOException if the file cannot be written
   */
  public static void write(TumorLabels labels, Path file) throws IOException {
    Images.write(file, labels.map());
  }

  /**
   * Draws a segmentation on three slices of the FLAIR image, or of the subject's first image if it
   * has no FLAIR. The picture names the subject, numbers the slices and gives the volumes of WT, TC
   * and ET; white lines show the subject's truth if it has one.
   *
   * @param subject the images
   * @param labels the segmentation on the same grid
   * @param png the picture; replaced if it exists
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   * @throws IOException if the picture cannot be written
   */
  public static void draw(Subject subject, TumorLabels labels, Path png) throws IOException {
    Volume first = subject.volumes().values().iterator().next();
    Volume image = subject.volumes().getOrDefault(Modality.FLAIR, first);
    OverlayPicture.Builder picture = OverlayPicture.builder(image, labels).title(subject.id());
    subject.truth().ifPresent(truth -> picture.reference(truth.map()));
    Png.write(picture.draw(), png);
  }
}
