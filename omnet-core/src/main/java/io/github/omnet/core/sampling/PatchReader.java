package io.github.omnet.core.sampling;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Copies patches of one subject into arrays of the caller, ready for the network: images in the
 * order channel, z, y, x (C, D, H, W with x fastest), class ids in z, y, x. Voxels beyond the edge
 * of the grid are read as 0, the background of a normalised image and class 0.
 *
 * <p>Immutable and safe to share between threads; holds the subject's arrays without copying them.
 */
public final class PatchReader {
  private final String id;
  private final Shape grid;
  private final float[][] channels;
  private final Optional<byte[]> classes;

  private PatchReader(String id, Shape grid, float[][] channels, Optional<byte[]> classes) {
    this.id = id;
    this.grid = grid;
    this.channels = channels;
    this.classes = classes;
  }

  /**
   * Reads all four modalities, in the order of {@link Modality}.
   *
   * @param subject the subject, normalised
   * @return the reader
   * @throws OmnetException if a modality is missing
   */
  public static PatchReader of(Subject subject) {
    return of(subject, List.of(Modality.values()));
  }

  /**
   * Reads chosen modalities.
   *
   * @param subject the subject, normalised
   * @param modalities the channels, in order
   * @return the reader
   * @throws OmnetException if one is missing
   */
  public static PatchReader of(Subject subject, List<Modality> modalities) {
    float[][] channels = new float[modalities.size()][];
    for (int c = 0; c < channels.length; c++) {
      channels[c] = subject.volume(modalities.get(c)).data();
    }
    return new PatchReader(
        subject.id(), subject.grid().shape(), channels, subject.truth().map(PatchReader::classes));
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
   * Number of channels.
   *
   * @return modalities per patch
   */
  public int channels() {
    return channels.length;
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
    for (int c = 0; c < channels.length; c++) {
      int start = offset + c * voxels;
      if (!patch.isInside(grid)) {
        Arrays.fill(target, start, start + voxels, 0);
      }
      copy(channels[c], patch, target, start);
    }
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
    copy(source, patch, target, offset);
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

  private void copy(float[] source, Box patch, float[] target, int start) {
    forEachRow(
        patch, (from, to, length) -> System.arraycopy(source, from, target, start + to, length));
  }

  private void copy(byte[] source, Box patch, byte[] target, int start) {
    forEachRow(
        patch, (from, to, length) -> System.arraycopy(source, from, target, start + to, length));
  }

  private interface Row {
    void copy(int from, int to, int length);
  }

  /** Visits the rows along x of the part of the patch that lies in the grid. */
  private void forEachRow(Box patch, Row row) {
    int x0 = Math.max(patch.x(), 0);
    int length = Math.min(patch.endX(), grid.x()) - x0;
    if (length <= 0) {
      return;
    }
    int y0 = Math.max(patch.y(), 0);
    int z0 = Math.max(patch.z(), 0);
    int y1 = Math.min(patch.endY(), grid.y());
    int z1 = Math.min(patch.endZ(), grid.z());
    Shape shape = patch.shape();
    for (int z = z0; z < z1; z++) {
      for (int y = y0; y < y1; y++) {
        int to = shape.index(x0 - patch.x(), y - patch.y(), z - patch.z());
        row.copy(grid.index(x0, y, z), to, length);
      }
    }
  }
}
