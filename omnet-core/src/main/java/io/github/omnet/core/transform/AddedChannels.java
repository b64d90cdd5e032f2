package io.github.omnet.core.transform;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Volume;
import java.util.LinkedHashMap;
import java.util.Map;

/** Appends what a step derives to the derived channels that a subject has. */
final class AddedChannels {
  private AddedChannels() {}

  static Subject add(Subject subject, Transform step, Map<String, Volume> channels) {
    Map<String, Volume> all = new LinkedHashMap<>(subject.derived());
    channels.forEach(
        (name, volume) -> {
          if (all.put(name, volume) != null) {
            throw new OmnetException(
                "subject "
                    + subject.id()
                    + " has a channel "
                    + name
                    + " already; use "
                    + step.describe()
                    + " once");
          }
        });
    return subject.withDerived(all);
  }
}
