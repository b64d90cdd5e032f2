package io.github.omnet.core.augment;

import io.github.omnet.core.internal.Parameters;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the tumour of one prepared subject, the donor, into the brain of another, the host. Images
 * and labels change together, so that a network sees each tumour in many brains.
 *
 * <p>The tumour goes to the place where it was, relative to the mid-sagittal plane and the box
 * around the brain, mirrored and shifted as the parameters say. Let {@code h} be a voxel of the
 * host, {@code d} the donor's value there (linear interpolation over its brain), {@code H} and
 * {@code D} the medians of normal tissue {@value TransplantSites#NEAR_MM} to {@value
 * TransplantSites#FAR_MM} mm around the tumour in host and donor, {@code s} the strength and {@code
 * t = min(s, 1)}. For each modality a tumour voxel becomes
 *
 * <pre>{@code (1 - t) h + t H + s (d - D)}</pre>
 *
 * <p>so that a faint tumour shows the host's tissue and a full one replaces it. Where the host has
 * a tumour of its own under the new one, {@code h} is {@code H}. Beyond the tumour the change fades
 * out over {@value TransplantSites#BLEND_VOXELS} voxels. Labels of tumour voxels are those of the
 * nearest voxel of the donor; the rest of the host's tumour stays. Nothing changes outside the
 * host's brain, and a voxel that is 0 in a modality stays 0 there.
 *
 * <p>Both subjects are in RAS, skull-stripped and normalised alike. Derived channels are dropped,
 * for they would not know of the tumour; see {@link
 * io.github.omnet.core.preprocess.Preprocessing#derive}.
 *
 * @param mirrored whether the tumour changes its side
 * @param shiftX mm to the right
 * @param shiftY mm to the front
 * @param shiftZ mm upwards
 * @param scale size of the tumour relative to the donor's, above 0
 * @param strength of the tumour's contrast to normal tissue relative to the donor's, at least 0
 * @see "Yang et al., TumorCP: A Simple but Effective Object-Level Data Augmentation for Tumor
 *     Segmentation, MICCAI 2021"
 */
public record TumorTransplant(
    boolean mirrored, double shiftX, double shiftY, double shiftZ, double scale, double strength) {
  /** Share of the tumour that must lie in the host's brain. */
  public static final double LEAST_INSIDE = 0.7;

  private static final double SHIFT_MM = 8;
  private static final double LEAST_SCALE = 0.8;
  private static final double MOST_SCALE = 1.2;
  private static final double LEAST_STRENGTH = 0.4;
  private static final double MOST_STRENGTH = 1.2;

  /**
   * Refuses a scale that is not above 0 and a negative strength.
   *
   * @param mirrored whether the tumour changes its side
   * @param shiftX mm to the right
   * @param shiftY mm to the front
   * @param shiftZ mm upwards
   * @param scale size relative to the donor's
   * @param strength contrast relative to the donor's
   */
  public TumorTransplant {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the scale must be above 0, found " + scale);
    }
    if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the strength must be at least 0, found " + strength);
    }
    if (!Double.isFinite(shiftX + shiftY + shiftZ)) {
      throw new IllegalArgumentException(
          "shifts must be finite, found " + shiftX + ", " + shiftY + ", " + shiftZ);
    }
  }

  /**
   * Draws a transplant: mirrored half of the time, shifted by up to 8 mm along each axis, scaled by
   * 0.8 to 1.2, of strength 0.4 to 1.2.
   *
   * @param random where the numbers come from; six are taken
   * @return the transplant
   */
  public static TumorTransplant draw(CounterRandom random) {
    return new TumorTransplant(
        random.chance(0.5),
        random.uniform(-SHIFT_MM, SHIFT_MM),
        random.uniform(-SHIFT_MM, SHIFT_MM),
        random.uniform(-SHIFT_MM, SHIFT_MM),
        random.uniform(LEAST_SCALE, MOST_SCALE),
        random.uniform(LEAST_STRENGTH, MOST_STRENGTH));
  }

  /**
   * Puts the donor's tumour into the host.
   *
   * @param host prepared, with its truth
   * @param donor prepared in the same way, with its truth
   * @return the host with the tumour, in the host's label scheme, without derived channels; empty
   *     if the donor has no tumour, lacks a modality that the host has or has it zero everywhere,
   *     or less than {@value #LEAST_INSIDE} of the tumour would lie in the host's brain
   * @throws io.github.omnet.core.OmnetException if one lacks its truth or is not in RAS
   */
  public Optional<Subject> apply(Subject host, Subject donor) {
    TumorLabels truth = host.requireTruth();
    LabelMap graft = donor.requireTruth().in(truth.scheme()).map();
    for (Map.Entry<Modality, Volume> image : host.volumes().entrySet()) {
      Volume given = donor.volumes().get(image.getKey());
      if (given == null || (isBlank(given) && !isBlank(image.getValue()))) {
        return Optional.empty();
      }
    }
    Optional<TransplantSites> sites = TransplantSites.of(this, host, donor, graft);
    if (sites.isEmpty()) {
      return Optional.empty();
    }
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    byte[] own = truth.map().data();
    host.volumes()
        .forEach(
            (modality, volume) ->
                volumes.put(modality, blended(volume, donor.volume(modality), own, sites.get())));
    LabelMap labels = LabelMap.wrap(host.grid(), sites.get().labels(own));
    return Optional.of(
        host.with(volumes, Map.of(), Optional.of(new TumorLabels(labels, truth.scheme()))));
  }

  /** Returns whether a modality is zero everywhere, as one that a subject lacks may be. */
  private static boolean isBlank(Volume volume) {
    for (float value : volume.data()) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private Volume blended(Volume host, Volume donor, byte[] own, TransplantSites sites) {
    float[] values = host.copyOfData();
    double normal = sites.normalOfHost(host);
    double donorNormal = sites.normalOfDonor(donor);
    float[] grafted = sites.sample(donor);
    double replaced = Math.min(strength, 1);
    for (int site = 0; site < grafted.length; site++) {
      int n = sites.voxel(site);
      float before = values[n];
      if (before != 0) {
        double base = own[n] == 0 ? before : normal;
        double contrast = grafted[site] - donorNormal;
        double tumor = (1 - replaced) * base + replaced * normal + strength * contrast;
        double weight = sites.weight(site);
        float after = (float) ((1 - weight) * before + weight * tumor);
        // A voxel of the brain must not look like background.
        values[n] = after == 0 ? Float.MIN_NORMAL : after;
      }
    }
    return Volume.wrap(host.grid(), values);
  }

  /**
   * What is done, with all its parameters.
   *
   * @return such as {@code transplant(mirrored=true, shiftMm=1.5 0 -3, ...)}
   */
  public String describe() {
    return Parameters.of("transplant")
        .with("mirrored", String.valueOf(mirrored))
        .with("shiftMm", shiftX, shiftY, shiftZ)
        .with("scale", scale)
        .with("strength", strength)
        .toString();
  }
}
