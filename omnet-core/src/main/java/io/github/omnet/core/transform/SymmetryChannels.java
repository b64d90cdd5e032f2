package io.github.omnet.core.transform;

import io.github.omnet.core.internal.Texts;
import io.github.omnet.core.internal.transform.MidSagittalPlane;
import io.github.omnet.core.internal.transform.SymmetryNames;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds a derived channel per modality that shows what differs between left and right: {@code x - G
 * * mirror(x)} within the brain, 0 outside. {@code mirror} reflects the image at the {@link
 * MidSagittalPlane}, and the Gaussian {@code G} allows for anatomy that is not quite symmetric.
 * Beyond the brain the modality's mean over the brain takes the place of the image.
 *
 * <p>The channels are named {@code symmetry(FLAIR)}, {@code symmetry(T1)} and so on, in the order
 * of the modalities, and are in the unit of the modalities. Use it after normalisation, on
 * skull-stripped subjects in RAS. A subject that is mirrored left to right has mirrored channels,
 * exactly.
 */
final class SymmetryChannels implements DerivedChannels {
  /** Standard deviation of the Gaussian, in mm, unless another is chosen. */
  public static final double DEFAULT_SIGMA_MM = 4;

  private final double sigmaMm;

  private SymmetryChannels(double sigmaMm) {
    this.sigmaMm = sigmaMm;
  }

  /**
   * Adds the channels with the default Gaussian.
   *
   * @return the transform
   */
  public static SymmetryChannels create() {
    return withSigma(DEFAULT_SIGMA_MM);
  }

  /**
   * Adds the channels with a Gaussian of choice.
   *
   * @param sigmaMm standard deviation of the Gaussian, above 0 and at most 50 mm; 3 to 6 are usual
   * @return the transform
   */
  public static SymmetryChannels withSigma(double sigmaMm) {
    if (!(sigmaMm > 0 && sigmaMm <= 50)) {
      throw new IllegalArgumentException(
          "sigma must be above 0 and at most 50 mm, found " + sigmaMm);
    }
    return new SymmetryChannels(sigmaMm);
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.github.omnet.core.OmnetException if the subject's orientation is not RAS or it has
   *     such channels already
   */
  @Override
  public Subject apply(Subject subject) {
    MidSagittalPlane.requireRas(subject, describe());
    Mask brain = subject.brain();
    MidSagittalPlane plane = MidSagittalPlane.of(brain);
    Optional<Box> box = Box.around(brain);
    Map<String, Volume> channels = new LinkedHashMap<>();
    subject
        .volumes()
        .forEach(
            (modality, volume) -> {
              float[] channel = new float[volume.data().length];
              box.ifPresent(b -> fill(channel, volume, brain, b, plane));
              channels.put(SymmetryNames.of(modality), Volume.wrap(volume.grid(), channel));
            });
    return AddedChannels.add(subject, this, channels);
  }

  @Override
  public List<String> names(List<Modality> modalities) {
    return modalities.stream().map(SymmetryNames::of).toList();
  }

  private void fill(float[] channel, Volume volume, Mask brain, Box box, MidSagittalPlane plane) {
    BrainBlur blur = new BrainBlur(volume, brain, box, sigmaMm);
    float[] smooth = blur.smooth();
    Shape inside = box.shape();
    Shape all = volume.shape();
    for (int k = 0; k < inside.z(); k++) {
      for (int j = 0; j < inside.y(); j++) {
        int at = all.index(box.x(), j + box.y(), k + box.z());
        int row = inside.index(0, j, k);
        for (int i = 0; i < inside.x(); i++) {
          if (brain.data()[at + i]) {
            int mirror = plane.twiceX() - (i + box.x()) - box.x();
            boolean known = mirror >= 0 && mirror < inside.x();
            channel[at + i] = volume.data()[at + i] - (known ? smooth[row + mirror] : blur.mean());
          }
        }
      }
    }
  }

  @Override
  public String describe() {
    return "symmetry(sigmaMm=" + Texts.of(sigmaMm) + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
