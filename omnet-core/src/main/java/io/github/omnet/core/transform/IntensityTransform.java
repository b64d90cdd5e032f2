package io.github.omnet.core.transform;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Map;

/**
 * A step that changes values and not the grid, each modality by itself. Derived channels stay as
 * they are.
 */
public interface IntensityTransform extends Transform {
  /**
   * Changes the values of one image.
   *
   * @param volume the image; not changed
   * @return a new image on the same grid
   */
  Volume apply(Volume volume);

  @Override
  default Subject apply(Subject subject) {
    Map<Modality, Volume> changed = new EnumMap<>(Modality.class);
    subject.volumes().forEach((modality, volume) -> changed.put(modality, apply(volume)));
    return subject.with(changed, subject.truth());
  }
}
