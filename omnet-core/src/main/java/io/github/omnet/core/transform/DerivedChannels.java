package io.github.omnet.core.transform;

import io.github.omnet.core.subject.Modality;
import java.util.List;

/**
 * A step that adds channels which it computes from the modalities. The grid and the modalities stay
 * as they are.
 */
public interface DerivedChannels extends Transform {
  /**
   * Names of the channels that it adds.
   *
   * @param modalities the modalities of the subject
   * @return one name for each channel, in order
   */
  List<String> names(List<Modality> modalities);
}
