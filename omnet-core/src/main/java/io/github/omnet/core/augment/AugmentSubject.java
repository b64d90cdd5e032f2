package io.github.omnet.core.augment;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import java.util.EnumMap;
import java.util.Map;

/**
 * A drawn augmentation as a transform of whole subjects: all modalities, in channel order, and the
 * labels. The grid stays as it is; what moves, moves within it.
 */
public final class AugmentSubject implements Transform {
  private final Augmentation augmentation;

  private AugmentSubject(Augmentation augmentation) {
    this.augmentation = augmentation;
  }

  /**
   * Augments whole subjects.
   *
   * @param augmentation what to do
   * @return the transform
   */
  public static AugmentSubject by(Augmentation augmentation) {
    return new AugmentSubject(augmentation);
  }

  @Override
  public Subject apply(Subject subject) {
    Map<Modality, Volume> volumes = subject.volumes();
    int voxels = subject.grid().shape().voxels();
    float[] images = new float[Math.multiplyExact(volumes.size(), voxels)];
    int start = 0;
    for (Volume volume : volumes.values()) {
      System.arraycopy(volume.data(), 0, images, start, voxels);
      start += voxels;
    }
    byte[] labels = subject.truth().map(t -> t.map().data().clone()).orElse(new byte[0]);
    Block block = Block.of(images, 0, volumes.size(), subject.grid().shape());
    augmentation.apply(subject.truth().isPresent() ? block.withLabels(labels, 0) : block);

    Map<Modality, Volume> changed = new EnumMap<>(Modality.class);
    start = 0;
    for (Map.Entry<Modality, Volume> entry : volumes.entrySet()) {
      float[] data = new float[voxels];
      System.arraycopy(images, start, data, 0, voxels);
      changed.put(entry.getKey(), Volume.wrap(entry.getValue().grid(), data));
      start += voxels;
    }
    return subject.with(
        changed,
        subject.truth().map(t -> new TumorLabels(LabelMap.wrap(t.grid(), labels), t.scheme())));
  }

  @Override
  public String describe() {
    return "augment(" + augmentation.describe() + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
