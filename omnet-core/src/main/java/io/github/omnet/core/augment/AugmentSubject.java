package io.github.omnet.core.augment;

import io.github.omnet.core.internal.transform.CoarseNames;
import io.github.omnet.core.internal.transform.SymmetryNames;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.transform.Transform;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawn augmentation as a transform of whole subjects: all modalities, in channel order, and the
 * labels. The grid stays as it is; what moves, moves within it. Derived channels move with the
 * modalities; of their intensities only those of the symmetry channels change, and those of a
 * coarse network's probabilities where a perturbation is meant for them.
 */
final class AugmentSubject implements Transform {
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
    List<Volume> all = new ArrayList<>(volumes.values());
    all.addAll(subject.derived().values());
    int voxels = subject.grid().shape().voxels();
    float[] images = new float[Math.multiplyExact(all.size(), voxels)];
    for (int c = 0; c < all.size(); c++) {
      System.arraycopy(all.get(c).data(), 0, images, c * voxels, voxels);
    }
    byte[] labels = subject.truth().map(t -> t.map().data().clone()).orElse(new byte[0]);
    Block block =
        Block.of(images, 0, all.size(), subject.grid().shape())
            .withIntensityChannels(volumes.size())
            .withComparisons(
                SymmetryNames.channels(
                    List.copyOf(volumes.keySet()), List.copyOf(subject.derived().keySet())))
            .withCoarse(
                CoarseNames.channels(volumes.size(), List.copyOf(subject.derived().keySet())));
    augmentation.apply(subject.truth().isPresent() ? block.withLabels(labels, 0) : block);

    Map<Modality, Volume> changed = new EnumMap<>(Modality.class);
    Map<String, Volume> changedDerived = new LinkedHashMap<>();
    int c = 0;
    for (Modality modality : volumes.keySet()) {
      changed.put(modality, channel(images, all.get(c), c++));
    }
    for (String name : subject.derived().keySet()) {
      changedDerived.put(name, channel(images, all.get(c), c++));
    }
    return subject.with(
        changed,
        changedDerived,
        subject.truth().map(t -> new TumorLabels(LabelMap.wrap(t.grid(), labels), t.scheme())));
  }

  private static Volume channel(float[] images, Volume before, int c) {
    int voxels = before.shape().voxels();
    return Volume.wrap(before.grid(), Arrays.copyOfRange(images, c * voxels, (c + 1) * voxels));
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
