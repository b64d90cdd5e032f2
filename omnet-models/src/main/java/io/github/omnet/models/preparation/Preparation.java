package io.github.omnet.models.preparation;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.CropToBrain;
import io.github.omnet.core.transform.Pipeline;
import io.github.omnet.core.transform.Reorient;
import io.github.omnet.core.transform.ZScore;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a subject to one orientation, crops it to its brain (the voxels that are not 0) and gives
 * each modality mean 0 and deviation 1 over the brain; the background stays 0.
 *
 * @param orientation axes that the network works in
 * @param modalities channels of the network, in order
 */
public record Preparation(Orientation orientation, List<Modality> modalities) {
  /** All four modalities in RAS. */
  public static final Preparation DEFAULT =
      new Preparation(Orientation.RAS, List.of(Modality.values()));

  /**
   * Copies the list.
   *
   * @param orientation axes that the network works in
   * @param modalities channels of the network, in order
   */
  public Preparation {
    modalities = List.copyOf(modalities);
  }

  /**
   * Prepares a subject, its truth included.
   *
   * @param subject at least the modalities asked for
   * @return the subject as the network sees it, and the way back
   * @throws io.github.omnet.core.OmnetException naming subject and modality if one is missing
   */
  public PreparedSubject apply(Subject subject) {
    return apply(subject, Optional.empty());
  }

  /**
   * Prepares a subject at another voxel size: images linearly, labels by the largest share. Voxels
   * of twice the size average eight; coarser ones sample, and leave some out.
   *
   * @param subject at least the modalities asked for
   * @param spacing mm along x, y, z of {@link #orientation}; empty for the subject's own
   * @return the subject as the network sees it, and the way back to its own grid
   * @throws io.github.omnet.core.OmnetException naming subject and modality if one is missing
   */
  public PreparedSubject apply(Subject subject, Optional<Spacing> spacing) {
    Map<Modality, Volume> wanted = new EnumMap<>(Modality.class);
    modalities.forEach(modality -> wanted.put(modality, subject.volume(modality)));
    Pipeline turned = Pipeline.of(Reorient.to(orientation));
    Pipeline sized = spacing.map(mm -> Pipeline.of(turned, new ResampleBrain(mm))).orElse(turned);
    Pipeline spatial = Pipeline.of(sized, CropToBrain.withMargin(0));
    Pipeline.Run run = spatial.run(subject.with(wanted, subject.truth()));
    return new PreparedSubject(
        ZScore.overNonZero().apply(run.subject()), run.subject().brain(), run);
  }
}
