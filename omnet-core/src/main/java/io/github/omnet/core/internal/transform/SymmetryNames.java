package io.github.omnet.core.internal.transform;

import io.github.omnet.core.subject.Modality;
import java.util.List;

/** Names of the channels that compare modalities with their mirror images. */
public final class SymmetryNames {
  private SymmetryNames() {}

  /**
   * The name of a modality's channel.
   *
   * @param modality which
   * @return such as {@code symmetry(FLAIR)}
   */
  public static String of(Modality modality) {
    return "symmetry(" + modality + ")";
  }

  /**
   * For each modality the channel that compares it with its mirror image.
   *
   * @param modalities the first channels
   * @param derived names of the channels after them
   * @return a channel for each modality, from the number of modalities on; -1 where there is none
   */
  public static int[] channels(List<Modality> modalities, List<String> derived) {
    return modalities.stream()
        .mapToInt(modality -> derived.indexOf(of(modality)))
        .map(at -> at < 0 ? at : modalities.size() + at)
        .toArray();
  }
}
