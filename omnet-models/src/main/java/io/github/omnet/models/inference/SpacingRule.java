package io.github.omnet.models.inference;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.internal.TrainedSpacing;
import io.github.omnet.models.packaging.ModelManifest;
import java.util.Locale;
import java.util.Optional;

/**
 * What happens to a subject whose voxels have another size than those trained on: a tumour of the
 * same size then covers another number of voxels, and networks count voxels.
 *
 * @param model name of the model, for messages
 * @param orientation axes that the trained size refers to
 * @param trained size of the model's voxels; empty if it is bound to none
 * @param resample whether other sizes are resampled instead of refused
 * @param tolerance by how much a side may differ from the trained one, as a share of it
 */
record SpacingRule(
    String model,
    Orientation orientation,
    Optional<Spacing> trained,
    boolean resample,
    double tolerance) {
  /** Rounding of affines that were read from files. */
  private static final double ROUNDING = 1e-4;

  static SpacingRule of(ModelManifest manifest, SegmenterOptions options) {
    return new SpacingRule(
        manifest.name(),
        manifest.preprocessing().orientation(),
        manifest.spacing(),
        options.resample() || manifest.preprocessing().spacing().isPresent(),
        // What was trained on resampled images sees none but those.
        manifest.preprocessing().spacing().isPresent() ? ROUNDING : TrainedSpacing.TOLERANCE);
  }

  /** Whether two models may share a preparation; one that is bound to no size agrees with any. */
  static boolean agree(ModelManifest one, ModelManifest other) {
    Optional<Spacing> a = one.spacing();
    Optional<Spacing> b = other.spacing();
    return a.isEmpty() || b.isEmpty() || TrainedSpacing.fits(a.get(), b.get());
  }

  /**
   * The size to resample a subject to, or empty if it is fine as it is.
   *
   * @throws OmnetException if it is not fine, and is not to be resampled
   */
  Optional<Spacing> resampledTo(Subject subject) {
    Spacing found = Transforms.reorient(orientation).gridAfter(subject.grid()).spacing();
    Optional<Spacing> wanted = trained.filter(mm -> !TrainedSpacing.fits(mm, found, tolerance));
    if (wanted.isPresent() && !resample) {
      throw new OmnetException(
          String.format(
              Locale.ROOT,
              "subject %s has voxels of %s (x, y, z in %s), model %s was trained at %s and takes up"
                  + " to %.0f%% more or less; resample the images, or let omnet resample the subject"
                  + " and restore its grid (SegmenterOptions.withResampling(), --resample)",
              subject.id(),
              text(found),
              orientation.code(),
              model,
              text(wanted.get()),
              100 * tolerance));
    }
    return wanted;
  }

  static String text(Spacing mm) {
    return String.format(Locale.ROOT, "%.4g x %.4g x %.4g mm", mm.x(), mm.y(), mm.z());
  }
}
