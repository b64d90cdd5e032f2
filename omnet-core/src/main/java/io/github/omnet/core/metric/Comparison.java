package io.github.omnet.core.metric;

import io.github.omnet.core.internal.volume.Cutout;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A prediction and a reference on one grid, with what several metrics need computed once, when the
 * first asks for it. Safe for use by several threads.
 *
 * <p>Only the box around both masks is kept: nothing outside it takes part in any overlap, border
 * or nearest distance, so all results are exact.
 */
public final class Comparison {
  private final Shape image;
  private final Spacing spacing;
  private final Mask prediction;
  private final Mask reference;
  private final Confusion confusion;
  private final Lazy<SurfaceDistances> voxelBorder;
  private final Lazy<SurfaceDistances> mesh;
  private @Nullable LesionRule lesionRule;
  private @Nullable Lesions lesions;

  private Comparison(Grid image, Mask prediction, Mask reference, Confusion confusion) {
    this.image = image.shape();
    this.spacing = image.spacing();
    this.prediction = prediction;
    this.reference = reference;
    this.confusion = confusion;
    this.voxelBorder = new Lazy<>(() -> SurfaceMeasurement.betweenVoxelBorders(this));
    this.mesh = new Lazy<>(() -> SurfaceMeasurement.betweenMeshes(this));
  }

  /**
   * Pairs two masks.
   *
   * @param prediction the mask to judge
   * @param reference the mask to judge it by
   * @return the pair
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static Comparison of(Mask prediction, Mask reference) {
    prediction.grid().requireMatches(reference.grid(), "prediction and reference");
    Grid image = prediction.grid();
    Box box = jointBox(Box.around(prediction), Box.around(reference));
    Mask p = Cutout.of(prediction, box);
    Mask r = Cutout.of(reference, box);
    return new Comparison(image, p, r, Confusion.count(p, r, image.shape().voxels()));
  }

  /**
   * Pairs the regions of two tumour segmentations, whose labels are counted in one pass.
   *
   * @param prediction the labels to judge, in any scheme
   * @param reference the labels to judge them by, in any scheme
   * @return a pair per region, from the whole tumour in
   * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
   */
  public static Map<TumorRegion, Comparison> ofRegions(
      TumorLabels prediction, TumorLabels reference) {
    Grid image = prediction.grid();
    image.requireMatches(reference.grid(), "prediction and reference");
    Box whole = jointBox(Box.around(prediction.map()), Box.around(reference.map()));
    TumorLabels p = new TumorLabels(Cutout.of(prediction.map(), whole), prediction.scheme());
    TumorLabels r = new TumorLabels(Cutout.of(reference.map(), whole), reference.scheme());
    RegionCounts counts = RegionCounts.count(p, r, image.shape().voxels());
    Map<TumorRegion, Comparison> pairs = new EnumMap<>(TumorRegion.class);
    for (TumorRegion region : TumorRegion.values()) {
      Mask predicted = p.region(region);
      Mask expected = r.region(region);
      Box box = jointBox(Box.around(predicted), Box.around(expected));
      pairs.put(
          region,
          new Comparison(
              image, Cutout.of(predicted, box), Cutout.of(expected, box), counts.of(region)));
    }
    return pairs;
  }

  private static Box jointBox(Optional<Box> first, Optional<Box> second) {
    return Stream.of(first, second)
        .flatMap(Optional::stream)
        .reduce(Box::union)
        .orElse(new Box(0, 0, 0, new Shape(1, 1, 1)));
  }

  /**
   * Voxels in both, in one, in none.
   *
   * @return counts over the whole image
   */
  public Confusion confusion() {
    return confusion;
  }

  /**
   * Distances between the voxel borders of the masks ({@link
   * io.github.omnet.core.morphology.Morphology#border}), as MedPy, MONAI and BraTS measure them.
   *
   * @return distances in both directions, in millimetres; both empty if one of the masks is
   */
  SurfaceDistances voxelBorder() {
    return voxelBorder.get();
  }

  /**
   * Distances between the surfaces that marching cubes draws halfway between voxels, each element
   * weighing its area, as DeepMind's surface-distance measures them. An element lies at the corner
   * that its eight voxels share.
   *
   * @return distances in both directions, in millimetres; both empty if one of the masks is
   */
  SurfaceDistances mesh() {
    return mesh.get();
  }

  /**
   * Distance between neighbouring voxels.
   *
   * @return the spacing of the image
   */
  public Spacing spacing() {
    return spacing;
  }

  /**
   * Length of the diagonal of the image, its outer edges included: the distance that the BraTS
   * organisers give to a missed or invented region.
   *
   * @return millimetres
   */
  public double imageDiagonal() {
    double x = image.x() * spacing.x();
    double y = image.y() * spacing.y();
    double z = image.z() * spacing.z();
    return Math.sqrt(x * x + y * y + z * z);
  }

  /**
   * Returns whether the prediction has no voxel.
   *
   * @return true if empty
   */
  public boolean predictionEmpty() {
    return confusion.prediction() == 0;
  }

  /**
   * Returns whether the reference has no voxel.
   *
   * @return true if empty
   */
  public boolean referenceEmpty() {
    return confusion.reference() == 0;
  }

  /** Measures now what a metric on that surface will ask for. */
  void prepare(Metric.Surface surface) {
    switch (surface) {
      case VOXEL_BORDER -> voxelBorder();
      case HALF_VOXEL_MESH -> mesh();
    }
  }

  /** The lesions of both, matched; kept for the rule asked for last, as a report uses just one. */
  synchronized Lesions lesions(LesionRule rule) {
    if (lesions == null || !rule.equals(lesionRule)) {
      lesions = Lesions.match(this, rule);
      lesionRule = rule;
    }
    return lesions;
  }

  /** The part of the prediction inside the box kept. */
  Mask prediction() {
    return prediction;
  }

  /** The part of the reference inside the box kept. */
  Mask reference() {
    return reference;
  }

  /**
   * How a prediction and a reference share out the voxels of an image.
   *
   * @param truePositives voxels in both
   * @param falsePositives voxels in the prediction only
   * @param falseNegatives voxels in the reference only
   * @param trueNegatives voxels in neither
   */
  public record Confusion(
      long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
    /**
     * Counts the voxels of two masks.
     *
     * @param prediction the mask to judge
     * @param reference the mask to judge it by
     * @return the counts
     * @throws io.github.omnet.core.volume.GridMismatchException if the grids differ
     */
    public static Confusion of(Mask prediction, Mask reference) {
      prediction.grid().requireMatches(reference.grid(), "prediction and reference");
      return count(prediction, reference, prediction.shape().voxels());
    }

    /** Counts two masks that are parts of an image, outside of which both are empty. */
    static Confusion count(Mask prediction, Mask reference, int voxelsOfImage) {
      boolean[] p = prediction.data();
      boolean[] r = reference.data();
      int both = 0;
      int inPrediction = 0;
      int inReference = 0;
      for (int n = 0; n < p.length; n++) {
        both += p[n] && r[n] ? 1 : 0;
        inPrediction += p[n] ? 1 : 0;
        inReference += r[n] ? 1 : 0;
      }
      return new Confusion(
          both,
          inPrediction - both,
          inReference - both,
          voxelsOfImage - (inPrediction + inReference - both));
    }

    /**
     * Voxels of the prediction, {@code |P|}.
     *
     * @return true and false positives
     */
    public long prediction() {
      return truePositives + falsePositives;
    }

    /**
     * Voxels of the reference, {@code |R|}.
     *
     * @return true positives and false negatives
     */
    public long reference() {
      return truePositives + falseNegatives;
    }
  }
}
