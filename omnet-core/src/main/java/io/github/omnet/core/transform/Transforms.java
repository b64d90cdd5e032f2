package io.github.omnet.core.transform;

import io.github.omnet.core.interpolation.Interpolation;
import io.github.omnet.core.interpolation.LabelInterpolation;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The transforms of this library. Each is immutable and names all its parameters in {@link
 * Transform#describe()}.
 */
public final class Transforms {
  private Transforms() {}

  /**
   * Subtracts the mean of the foreground and divides by its standard deviation (over n, not n - 1),
   * so that foreground has mean 0 and deviation 1; background becomes 0. OM-Net expects this at its
   * input, with the non-zero voxels of each modality as foreground.
   *
   * <p>An image without foreground, and a foreground of one constant value, become all 0. A
   * foreground value that is not finite is an error.
   *
   * @param foreground which voxels to look at
   * @return the transform
   */
  public static IntensityTransform zScore(Foreground foreground) {
    return ZScore.over(foreground);
  }

  /**
   * Subtracts the median of the foreground and divides by its interquartile range over 1.349, which
   * is its standard deviation where values are normally distributed; background becomes 0. A few
   * extreme values do not matter.
   *
   * @param foreground which voxels to look at
   * @return the transform
   */
  public static IntensityTransform robustZScore(Foreground foreground) {
    return RobustZScore.over(foreground);
  }

  /**
   * Clips the foreground to two of its percentiles and maps these onto 0 and 1; background becomes
   * 0.
   *
   * @param foreground which voxels to look at
   * @param lowPercentile 0 to 100, such as 0.5
   * @param highPercentile above the low one, at most 100, such as 99.5
   * @return the transform
   * @throws IllegalArgumentException if the percentiles do not rise within 0 to 100
   */
  public static IntensityTransform percentileRescale(
      Foreground foreground, double lowPercentile, double highPercentile) {
    return PercentileRescale.over(foreground, lowPercentile, highPercentile);
  }

  /**
   * Clips the foreground to two of its percentiles and maps these onto a range; background becomes
   * 0.
   *
   * @param foreground which voxels to look at
   * @param lowPercentile 0 to 100, such as 0.5
   * @param highPercentile above the low one, at most 100, such as 99.5
   * @param low what the low percentile becomes
   * @param high what the high percentile becomes, above {@code low}
   * @return the transform
   * @throws IllegalArgumentException if percentiles or range do not rise
   */
  public static IntensityTransform percentileRescale(
      Foreground foreground, double lowPercentile, double highPercentile, double low, double high) {
    return PercentileRescale.over(foreground, lowPercentile, highPercentile).onto(low, high);
  }

  /**
   * Gives the foreground of an image the distribution of values of a reference image: each quantile
   * is sent to the reference's, straight between 1025 evenly spaced ones. Background becomes 0.
   *
   * @param reference the image with the wanted distribution
   * @param foreground which voxels to look at, in both
   * @return the transform
   * @throws IllegalArgumentException if the reference has no foreground
   */
  public static IntensityTransform histogramMatch(Volume reference, Foreground foreground) {
    return HistogramMatch.to(reference, foreground);
  }

  /**
   * Standardises histograms after Nyul with landmarks that were learnt before.
   *
   * @param landmarks 11 rising numbers per modality, for the percentiles 1, 10, 20, ... 90, 99
   * @param foreground which voxels to look at
   * @return the transform
   * @throws IllegalArgumentException if a modality has other than 11 rising numbers
   */
  public static Transform histogramStandardization(
      Map<Modality, double[]> landmarks, Foreground foreground) {
    return HistogramStandardization.of(landmarks, foreground);
  }

  /**
   * Learns the landmarks of Nyul's histogram standardisation. Subjects are loaded one at a time.
   * The landmarks stand in the transform's text and so travel with a model.
   *
   * @param subjects the training subjects, at least one, all with those modalities
   * @param modalities which modalities
   * @param foreground which voxels to look at
   * @return the transform
   * @throws io.github.omnet.core.OmnetException if a subject lacks a modality, or no subject has
   *     contrast in one
   * @throws IOException if a subject cannot be read
   */
  public static Transform learnHistogramStandardization(
      List<? extends SubjectSource> subjects, List<Modality> modalities, Foreground foreground)
      throws IOException {
    return HistogramStandardization.learn(subjects, modalities, foreground);
  }

  /**
   * Reorders and flips axes so that they point where wanted, as closely as they can. No value is
   * interpolated.
   *
   * @param target such as {@link Orientation#RAS}
   * @return the transform
   */
  public static SpatialTransform reorient(Orientation target) {
    return Reorient.to(target);
  }

  /**
   * Resamples to voxels of a given size, keeping axes and the middle of the field of view: images
   * linearly, labels by nearest voxel. Each axis gets its length in millimetres over the spacing,
   * rounded, at least 1 voxel.
   *
   * @param spacing the voxel size wanted
   * @return the transform
   */
  public static SpatialTransform resample(Spacing spacing) {
    return Resample.to(spacing);
  }

  /**
   * Resamples to voxels of a given size with an interpolation of choice.
   *
   * @param spacing the voxel size wanted
   * @param images how images are read between voxels
   * @param labels how labels are; masks are labels 0 and 1
   * @return the transform
   */
  public static SpatialTransform resample(
      Spacing spacing, Interpolation images, LabelInterpolation labels) {
    return Resample.to(spacing).with(images, labels);
  }

  /**
   * Resamples onto a given grid, through the world: images linearly, labels by nearest voxel. The
   * grids may be oblique to each other. Places that lie in no voxel of the old grid become 0.
   *
   * <p>Going to coarser voxels does not smooth first; blur the image before if aliasing matters. On
   * a grid that matches the old one every voxel keeps its value.
   *
   * @param grid the grid wanted
   * @return the transform
   */
  public static SpatialTransform resample(Grid grid) {
    return Resample.to(grid);
  }

  /**
   * Resamples onto a given grid with an interpolation of choice.
   *
   * @param grid the grid wanted
   * @param images how images are read between voxels
   * @param labels how labels are; masks are labels 0 and 1
   * @return the transform
   */
  public static SpatialTransform resample(
      Grid grid, Interpolation images, LabelInterpolation labels) {
    return Resample.to(grid).with(images, labels);
  }

  /**
   * Cuts out a block of voxels, padding with 0 where the block reaches beyond the grid. Voxels keep
   * their place in the world. The inverse puts the block back and fills what was cut off with 0.
   *
   * @param box the block, in voxels
   * @return the transform
   */
  public static SpatialTransform crop(Box box) {
    return Crop.to(box);
  }

  /**
   * Brings every grid to one shape, cropping or padding with 0 equally on both sides of each axis.
   *
   * @param shape the extent wanted
   * @return the transform
   */
  public static SpatialTransform cropOrPad(Shape shape) {
    return CropOrPad.to(shape);
  }

  /**
   * Crops a subject to the box around its brain.
   *
   * @param margin voxels that are kept around the box, at least 0
   * @return the transform
   */
  public static Transform cropToBrain(int margin) {
    return CropToBrain.withMargin(margin);
  }

  /**
   * Adds a channel per modality that shows what differs between left and right, with a Gaussian of
   * {@value SymmetryChannels#DEFAULT_SIGMA_MM} mm; see {@link #symmetryChannels(double)}.
   *
   * @return the transform
   */
  public static DerivedChannels symmetryChannels() {
    return SymmetryChannels.create();
  }

  /**
   * Adds a channel per modality that shows what differs between left and right: {@code x - G *
   * mirror(x)} within the brain, 0 outside. {@code mirror} reflects the image at the mid-sagittal
   * plane, and the Gaussian {@code G} allows for anatomy that is not quite symmetric.
   *
   * <p>The channels are named {@code symmetry(FLAIR)}, {@code symmetry(T1)} and so on, in the order
   * of the modalities. Use it after normalisation, on skull-stripped subjects in RAS.
   *
   * @param sigmaMm standard deviation of the Gaussian, above 0 and at most 50 mm; 3 to 6 are usual
   * @return the transform
   * @throws IllegalArgumentException if sigma is out of range
   */
  public static DerivedChannels symmetryChannels(double sigmaMm) {
    return SymmetryChannels.withSigma(sigmaMm);
  }

  /**
   * Adds the channels {@code location(x)}, {@code location(y)} and {@code location(z)}, which tell
   * where in the brain a voxel lies: its distance from the mid-sagittal plane from 0 to 1, and its
   * place from back to front and from bottom to top of the brain's box from -1 to 1.
   *
   * <p>Use it on skull-stripped subjects in RAS.
   *
   * @return the transform
   */
  public static DerivedChannels locationChannels() {
    return LocationChannels.create();
  }

  /**
   * Takes the channels {@code coarse(WT)}, {@code coarse(TC)} and {@code coarse(ET)} that a subject
   * brings with it: the probabilities by the coarse level of a two-level model, in [0, 1]. Spatial
   * changes move them like images; nothing derives them anew.
   *
   * @return the transform
   */
  public static DerivedChannels coarseChannels() {
    return CoarseChannels.create();
  }
}
