package io.github.omnet.core.internal.sampling;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.transform.CoarseNames;
import io.github.omnet.core.internal.transform.SymmetryNames;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Copies patches of one subject into arrays of the caller, ready for the network: images in the
 * order channel, z, y, x (C, D, H, W with x fastest), class ids in z, y, x. Voxels beyond the edge
 * of the grid are read as 0, the background of a normalised image and class 0.
 *
 * <p>The channels are the modalities asked for and then the subject's {@linkplain Subject#derived
 * derived channels}, all of them, in their order.
 *
 * <p>Safe to share between threads; holds the subject's arrays without copying them.
 */
public final class PatchReader {
  private static final int FLOATS_PER_CACHE_LINE = 16;

  private final String id;
  private final Shape grid;
  private final float[][] channels;
  private final int intensityChannels;
  private final int[] comparisons;
  private final int[] coarse;
  private final Optional<byte[]> classes;

  /** Never read; it keeps the compiler from dropping the reads of {@link #touch}. */
  @SuppressWarnings("UnusedVariable")
  private float touched;

  private PatchReader(
      String id,
      Shape grid,
      float[][] channels,
      int intensityChannels,
      int[] comparisons,
      int[] coarse,
      Optional<byte[]> classes) {
    this.id = id;
    this.grid = grid;
    this.channels = channels;
    this.intensityChannels = intensityChannels;
    this.comparisons = comparisons;
    this.coarse = coarse;
    this.classes = classes;
  }

  /**
   * Reads all modalities that the subject has, in the order of {@link Modality}, and then the
   * derived channels.
   *
   * @param subject the subject, normalised
   * @return the reader
   */
  public static PatchReader of(Subject subject) {
    return of(subject, List.copyOf(subject.volumes().keySet()));
  }

  /**
   * Reads chosen modalities and then all derived channels.
   *
   * @param subject the subject, normalised
   * @param modalities the first channels, in order
   * @return the reader
   * @throws OmnetException if one is missing
   */
  public static PatchReader of(Subject subject, List<Modality> modalities) {
    List<float[]> channels = new ArrayList<>();
    modalities.forEach(modality -> channels.add(subject.volume(modality).data()));
    subject.derived().values().forEach(volume -> channels.add(volume.data()));
    List<String> derived = List.copyOf(subject.derived().keySet());
    return new PatchReader(
        subject.id(),
        subject.grid().shape(),
        channels.toArray(new float[0][]),
        modalities.size(),
        SymmetryNames.channels(modalities, derived),
        CoarseNames.channels(modalities.size(), derived),
        subject.truth().map(PatchReader::classes));
  }

  /** Class ids take a byte per voxel beside the 16 of the images, and make a read a plain copy. */
  private static byte[] classes(TumorLabels truth) {
    LabelScheme scheme = truth.scheme();
    byte[] classOf = new byte[LabelMap.MAX_LABEL + 1];
    for (int label : scheme.labels()) {
      classOf[label] = (byte) scheme.classOf(label);
    }
    byte[] labels = truth.map().data();
    byte[] ids = new byte[labels.length];
    for (int n = 0; n < labels.length; n++) {
      ids[n] = classOf[labels[n] & 0xff];
    }
    return ids;
  }

  /**
   * Name of the subject.
   *
   * @return its id
   */
  public String id() {
    return id;
  }

  /**
   * Number of channels.
   *
   * @return modalities and derived channels per patch
   */
  public int channels() {
    return channels.length;
  }

  /**
   * Number of channels that are modalities. They come first.
   *
   * @return modalities per patch
   */
  public int intensityChannels() {
    return intensityChannels;
  }

  /**
   * Channels that compare modalities with their mirror images.
   *
   * @return for each modality the channel, or -1 where there is none
   */
  public int[] comparisons() {
    return comparisons.clone();
  }

  /**
   * Channels that hold the probabilities of a coarse network.
   *
   * @return a channel for each region; empty where there is no coarse network
   */
  public int[] coarse() {
    return coarse.clone();
  }

  /**
   * Copies the images of a patch.
   *
   * @param patch the voxels to read; may reach beyond the grid, where 0 is read
   * @param target where to write {@code channels * patch voxels} values, C, D, H, W
   * @param offset index of the first value written
   * @throws IndexOutOfBoundsException if the target is too short
   */
  public void readImages(Box patch, float[] target, int offset) {
    int voxels = patch.shape().voxels();
    requireRoom(offset, (long) channels.length * voxels, target.length);
    if (!patch.isInside(grid)) {
      Arrays.fill(target, offset, offset + channels.length * voxels, 0);
    }
    float sum = 0;
    int slice = patch.shape().x() * patch.shape().y();
    for (int z = Math.max(patch.z(), 0); z < Math.min(patch.endZ(), grid.z()); z++) {
      for (float[] channel : channels) {
        sum += touch(channel, patch, z);
      }
      int start = offset + (z - patch.z()) * slice;
      for (float[] channel : channels) {
        copySlice(channel, patch, z, target, start);
        start += voxels;
      }
    }
    touched = sum;
  }

  /**
   * Copies the class ids of a patch.
   *
   * @param patch the voxels to read; may reach beyond the grid, where 0 is read
   * @param target where to write one class id per voxel ({@link LabelScheme#classOf}), D, H, W
   * @param offset index of the first id written
   * @throws OmnetException if the subject has no truth
   * @throws IndexOutOfBoundsException if the target is too short
   */
  public void readClasses(Box patch, byte[] target, int offset) {
    byte[] source =
        classes.orElseThrow(
            () -> new OmnetException("subject " + id + " has no segmentation to learn from"));
    int voxels = patch.shape().voxels();
    requireRoom(offset, voxels, target.length);
    if (!patch.isInside(grid)) {
      Arrays.fill(target, offset, offset + voxels, (byte) 0);
    }
    int slice = patch.shape().x() * patch.shape().y();
    int sum = 0;
    for (int z = Math.max(patch.z(), 0); z < Math.min(patch.endZ(), grid.z()); z++) {
      sum += touch(source, patch, z);
    }
    touched = sum;
    for (int z = Math.max(patch.z(), 0); z < Math.min(patch.endZ(), grid.z()); z++) {
      copySlice(source, patch, z, target, offset + (z - patch.z()) * slice);
    }
  }

  private static void requireRoom(int offset, long needed, int length) {
    if (offset < 0 || offset + needed > length) {
      throw new IndexOutOfBoundsException(
          "a patch of "
              + needed
              + " values at offset "
              + offset
              + " does not fit into an array of "
              + length);
    }
  }

  /**
   * Reads one value of each cache line of a slice. A patch lies on thousands of lines, most of them
   * in main memory; asking for a slice's worth at once, instead of waiting row by row as the copy
   * does, doubles the patches per second.
   */
  private float touch(float[] source, Box patch, int z) {
    int x1 = Math.min(patch.endX(), grid.x());
    float sum = 0;
    for (int x = Math.max(patch.x(), 0); x < x1; x += FLOATS_PER_CACHE_LINE) {
      sum += touchColumn(source, patch, x, z);
    }
    return sum + (x1 > 0 ? touchColumn(source, patch, x1 - 1, z) : 0);
  }

  private float touchColumn(float[] source, Box patch, int x, int z) {
    int step = grid.x();
    int n = grid.index(x, Math.max(patch.y(), 0), z);
    int end = grid.index(x, Math.min(patch.endY(), grid.y()), z);
    float even = 0;
    float odd = 0;
    for (; n < end - step; n += 2 * step) {
      even += source[n];
      odd += source[n + step];
    }
    return even + odd + (n < end ? source[n] : 0);
  }

  /** The same for class ids, of which a row of a patch lies on one or two cache lines. */
  private int touch(byte[] source, Box patch, int z) {
    int x0 = Math.max(patch.x(), 0);
    int x1 = Math.min(patch.endX(), grid.x());
    int y1 = Math.min(patch.endY(), grid.y());
    int sum = 0;
    for (int y = Math.max(patch.y(), 0); y < y1 && x0 < x1; y++) {
      sum += source[grid.index(x0, y, z)] + source[grid.index(x1 - 1, y, z)];
    }
    return sum;
  }

  private void copySlice(float[] source, Box patch, int z, float[] target, int start) {
    int x0 = Math.max(patch.x(), 0);
    int length = Math.min(patch.endX(), grid.x()) - x0;
    int y1 = Math.min(patch.endY(), grid.y());
    for (int y = Math.max(patch.y(), 0); y < y1 && length > 0; y++) {
      int to = start + patch.shape().index(x0 - patch.x(), y - patch.y(), 0);
      System.arraycopy(source, grid.index(x0, y, z), target, to, length);
    }
  }

  /** The same for bytes: Java has no one method for two primitive types. */
  private void copySlice(byte[] source, Box patch, int z, byte[] target, int start) {
    int x0 = Math.max(patch.x(), 0);
    int length = Math.min(patch.endX(), grid.x()) - x0;
    int y1 = Math.min(patch.endY(), grid.y());
    for (int y = Math.max(patch.y(), 0); y < y1 && length > 0; y++) {
      int to = start + patch.shape().index(x0 - patch.x(), y - patch.y(), 0);
      System.arraycopy(source, grid.index(x0, y, z), target, to, length);
    }
  }
}
