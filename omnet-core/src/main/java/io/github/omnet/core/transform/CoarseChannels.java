package io.github.omnet.core.transform;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.transform.CoarseNames;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes three channels that the subject brings with it: the probabilities of WT, TC and ET by a
 * coarse network, in [0, 1]. The step computes nothing. It says that the network has these channels
 * and puts them in their place, after those of the steps before it.
 */
final class CoarseChannels implements DerivedChannels {
  private CoarseChannels() {}

  /**
   * Takes the channels.
   *
   * @return the transform
   */
  public static CoarseChannels create() {
    return new CoarseChannels();
  }

  /**
   * {@inheritDoc}
   *
   * @throws OmnetException if the subject does not bring the channels
   */
  @Override
  public Subject apply(Subject subject) {
    Map<String, Volume> channels = new LinkedHashMap<>(subject.derived());
    for (String name : CoarseNames.all()) {
      Volume channel = channels.remove(name);
      if (channel == null) {
        throw new OmnetException(
            "subject "
                + subject.id()
                + " has no channel "
                + name
                + ": the fine level of a two-level model is used with the coarse level of its"
                + " package, and trained with the out-of-fold probabilities of one (train"
                + " --coarse)");
      }
      channels.put(name, channel);
    }
    return subject.withDerived(channels);
  }

  @Override
  public List<String> names(List<Modality> modalities) {
    return CoarseNames.all();
  }

  @Override
  public String describe() {
    return "coarse()";
  }

  @Override
  public String toString() {
    return describe();
  }
}
