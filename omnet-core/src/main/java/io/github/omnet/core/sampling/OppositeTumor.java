package io.github.omnet.core.sampling;

import io.github.omnet.core.augment.Augmentations;
import io.github.omnet.core.augment.Block;
import io.github.omnet.core.internal.transform.SymmetryNames;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a subject's tumour adds to the mirror images that its symmetry channels compare it with. A
 * symmetry channel is {@code x - m}, and {@code m} is linear in {@code x}. So the channels of a
 * subject with {@code x + t x} in place of {@code x}, and those with {@code x + t}, tell the parts
 * of {@code t x} and of {@code t} in {@code m}, whatever the plane and the smoothing are. {@code t}
 * is 1 in the tumour, 0 elsewhere, and smoothed by one voxel, as in the augmentation of {@code
 * few-subjects}.
 *
 * <p>Kept on a box around the tumour's mirror image.
 */
final class OppositeTumor {
  private static final String SMOOTHING = "blur(sigma=1)";
  private static final int REACH = 3;
  private static final float LEAST = 1e-3f;

  private final Box box;

  /** The part of {@code t x} of each modality, and that of {@code t}. */
  private final List<float[]> parts;

  private OppositeTumor(Box box, List<float[]> parts) {
    this.box = box;
    this.parts = parts;
  }

  /**
   * Finds the parts.
   *
   * @param subject prepared, with the channels that {@code derive} gives
   * @param derive gives a subject its derived channels anew
   * @return empty unless every modality has a symmetry channel and there is a tumour
   */
  static Optional<OppositeTumor> of(Subject subject, UnaryOperator<Subject> derive) {
    List<Modality> modalities = List.copyOf(subject.volumes().keySet());
    if (!subject.derived().keySet().containsAll(modalities.stream().map(SymmetryNames::of).toList())
        || subject.truth().isEmpty()) {
      return Optional.empty();
    }
    Mask brain = subject.brain();
    float[] tumor = smoothed(subject.requireTruth(), brain);
    if (tumor.length == 0) {
      return Optional.empty();
    }
    List<float[]> whole = new ArrayList<>(mirrored(subject, derive, tumor, true, brain));
    List<float[]> shares = mirrored(subject, derive, tumor, false, brain);
    if (whole.isEmpty() || shares.isEmpty()) {
      return Optional.empty();
    }
    whole.add(shares.get(0));
    return around(shares.get(0), subject)
        .map(
            box ->
                new OppositeTumor(box, whole.stream().map(all -> cut(all, subject, box)).toList()));
  }

  /** The tumour's mask, smoothed, within the brain; empty without tumour. */
  private static float[] smoothed(TumorLabels truth, Mask brain) {
    byte[] labels = truth.map().data();
    boolean[] in = new boolean[labels.length];
    for (int n = 0; n < labels.length; n++) {
      in[n] = labels[n] != 0;
    }
    Optional<Box> found = Box.around(Mask.wrap(truth.grid(), in));
    if (found.isEmpty()) {
      return new float[0];
    }
    Shape grid = truth.grid().shape();
    Box around = found.get().grow(REACH + 1);
    Shape shape = around.shape();
    // Above 0, since only what is not background is smoothed.
    float[] mask = new float[shape.voxels()];
    Arrays.fill(mask, 1);
    eachVoxel(around, grid, (voxel, n) -> mask[voxel] = in[n] ? 2 : 1);
    Augmentations.parse(SMOOTHING).apply(Block.of(mask, 0, 1, shape));
    float[] tumor = new float[labels.length];
    eachVoxel(around, grid, (voxel, n) -> tumor[n] = brain.data()[n] ? mask[voxel] - 1 : 0);
    return tumor;
  }

  /** How much more each modality's mirror image holds if there is more in the tumour's place. */
  private static List<float[]> mirrored(
      Subject subject,
      UnaryOperator<Subject> derive,
      float[] tumor,
      boolean timesImage,
      Mask brain) {
    Map<Modality, Volume> more = new EnumMap<>(Modality.class);
    subject
        .volumes()
        .forEach(
            (modality, volume) -> {
              float[] values = volume.copyOfData();
              for (int n = 0; n < values.length; n++) {
                if (values[n] != 0 && tumor[n] > 0) {
                  values[n] += tumor[n] * (timesImage ? values[n] : 1);
                }
              }
              more.put(modality, Volume.wrap(volume.grid(), values));
            });
    Subject derived = derive.apply(subject.with(more, Map.of(), subject.truth()));
    List<float[]> parts = new ArrayList<>();
    more.forEach(
        (modality, volume) -> {
          Volume after = derived.derived().get(SymmetryNames.of(modality));
          Volume before = subject.derived().get(SymmetryNames.of(modality));
          if (after != null && before != null) {
            float[] x = subject.volume(modality).data();
            float[] part = new float[x.length];
            for (int n = 0; n < x.length; n++) {
              if (brain.data()[n]) {
                part[n] = (volume.data()[n] - after.data()[n]) - (x[n] - before.data()[n]);
              }
            }
            parts.add(part);
          }
        });
    return parts;
  }

  private static Optional<Box> around(float[] share, Subject subject) {
    boolean[] there = new boolean[share.length];
    for (int n = 0; n < share.length; n++) {
      there[n] = share[n] > LEAST;
    }
    return Box.around(Mask.wrap(subject.grid(), there));
  }

  private static float[] cut(float[] all, Subject subject, Box box) {
    float[] part = new float[box.shape().voxels()];
    eachVoxel(box, subject.grid().shape(), (voxel, n) -> part[voxel] = all[n]);
    return part;
  }

  @FunctionalInterface
  private interface Voxel {
    void at(int inBox, int inGrid);
  }

  /** Visits the voxels of a box that lie within a larger extent. */
  private static void eachVoxel(Box box, Shape grid, Voxel voxel) {
    for (int k = Math.max(box.z(), 0); k < Math.min(box.endZ(), grid.z()); k++) {
      for (int j = Math.max(box.y(), 0); j < Math.min(box.endY(), grid.y()); j++) {
        for (int i = Math.max(box.x(), 0); i < Math.min(box.endX(), grid.x()); i++) {
          voxel.at(box.shape().index(i - box.x(), j - box.y(), k - box.z()), grid.index(i, j, k));
        }
      }
    }
  }

  /** Number of channels that {@link #addTo} fills. */
  int channels() {
    return parts.size();
  }

  /** Whether there is anything within a patch. */
  boolean reaches(Box patch) {
    return patch.x() < box.endX()
        && box.x() < patch.endX()
        && patch.y() < box.endY()
        && box.y() < patch.endY()
        && patch.z() < box.endZ()
        && box.z() < patch.endZ();
  }

  /**
   * Fills the last channels of a patch, which are 0 so far.
   *
   * @param block the patch
   * @param patch where it lies
   * @param first the channel to begin with
   * @return the block, which knows of them
   */
  Block addTo(Block block, Box patch, int first) {
    Box relative =
        new Box(box.x() - patch.x(), box.y() - patch.y(), box.z() - patch.z(), box.shape());
    int[] tumors = new int[parts.size() - 1];
    for (int c = 0; c < parts.size(); c++) {
      float[] part = parts.get(c);
      int start = block.start(first + c);
      eachVoxel(relative, patch.shape(), (voxel, n) -> block.images()[start + n] = part[voxel]);
      if (c < tumors.length) {
        tumors[c] = first + c;
      }
    }
    return block.withMirroredTumor(first + tumors.length, tumors);
  }
}
