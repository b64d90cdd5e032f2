package io.github.omnet.models.internal.step;

import io.github.omnet.core.sampling.PatchStream;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.plan.TransferRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Patches for one optimiser step: those of stream 1 first, then stream 2, then stream 3. The arrays
 * are shared, not copied.
 */
public final class TaskBatch {
  private final Shape patch;
  private final int channels;
  private final int[] streams;
  private final float[] intensities;
  private final byte[] classes;
  private List<PatchStream.Sample> origins = List.of();

  /**
   * Wraps the arrays.
   *
   * @param patch extent of each patch
   * @param channels modalities of each patch
   * @param streams number of patches of each stream, coarse task first
   * @param intensities N, C, D, H, W with x fastest
   * @param classes true class ids, N, D, H, W with x fastest
   * @throws IllegalArgumentException if the arrays' lengths do not follow from the rest
   */
  public TaskBatch(Shape patch, int channels, int[] streams, float[] intensities, byte[] classes) {
    int patches = Arrays.stream(streams).sum();
    if (intensities.length != patches * channels * patch.voxels()
        || classes.length != patches * patch.voxels()) {
      throw new IllegalArgumentException(
          patches
              + " patches of "
              + channels
              + " x "
              + patch
              + " do not fill arrays of "
              + intensities.length
              + " intensities and "
              + classes.length
              + " classes");
    }
    this.patch = patch;
    this.channels = channels;
    this.streams = streams.clone();
    this.intensities = intensities;
    this.classes = classes;
  }

  /**
   * Extent of each patch.
   *
   * @return x, y, z
   */
  public Shape patch() {
    return patch;
  }

  /**
   * Number of patches of each stream.
   *
   * @return a copy
   */
  public int[] streams() {
    return streams.clone();
  }

  /**
   * Number of patches.
   *
   * @return the sum over the streams
   */
  public int patches() {
    return Arrays.stream(streams).sum();
  }

  /** Says where the patches come from; returns this batch. */
  public TaskBatch from(List<PatchStream.Sample> patches) {
    origins = List.copyOf(patches);
    return this;
  }

  /** The batch as a rule hands it to the network: one stream if the rule works both ways. */
  public TaskBatch handedOnBy(TransferRule rule) {
    return rule.bothWays() ? pooled() : this;
  }

  /** The same patches as one stream, the first, and the other streams empty. */
  public TaskBatch pooled() {
    int[] one = new int[streams.length];
    one[0] = patches();
    return new TaskBatch(patch, channels, one, intensities, classes).from(origins);
  }

  /** Where the patches come from, to find a bad one. */
  public String describe() {
    return origins.stream()
        .map(
            patch ->
                patch.subjectId()
                    + " at "
                    + patch.box().x()
                    + " "
                    + patch.box().y()
                    + " "
                    + patch.box().z())
        .collect(Collectors.joining(", "));
  }

  public ai.djl.ndarray.types.Shape tensorShape() {
    return new ai.djl.ndarray.types.Shape(patches(), channels, patch.z(), patch.y(), patch.x());
  }

  public float[] intensities() {
    return intensities;
  }

  public byte[] classes() {
    return classes;
  }

  /**
   * Splits into parts of at most so many patches, each with its share of every stream.
   *
   * @param atMost patches per part; a part has at least one of every stream that is not empty
   * @return the parts, in order
   */
  public TaskBatch[] split(int atMost) {
    int smallest = Arrays.stream(streams).filter(size -> size > 0).min().orElseThrow();
    int parts = Math.max(1, Math.min(smallest, (patches() + atMost - 1) / atMost));
    while (parts < smallest && largestPart(parts) > atMost) {
      parts++;
    }
    TaskBatch[] split = new TaskBatch[parts];
    for (int part = 0; part < parts; part++) {
      split[part] = part(part, parts);
    }
    return split;
  }

  /** Each stream is divided by itself, so parts differ by up to one patch of each. */
  private int largestPart(int parts) {
    int largest = 0;
    for (int part = 0; part < parts; part++) {
      int size = 0;
      for (int stream : streams) {
        size += share(stream, part + 1, parts) - share(stream, part, parts);
      }
      largest = Math.max(largest, size);
    }
    return largest;
  }

  private TaskBatch part(int part, int parts) {
    int[] sizes = new int[streams.length];
    for (int s = 0; s < streams.length; s++) {
      sizes[s] = share(streams[s], part + 1, parts) - share(streams[s], part, parts);
    }
    int total = Arrays.stream(sizes).sum();
    int voxels = patch.voxels();
    float[] x = new float[total * channels * voxels];
    byte[] y = new byte[total * voxels];
    int from = 0;
    int to = 0;
    for (int s = 0; s < streams.length; s++) {
      int first = from + share(streams[s], part, parts);
      System.arraycopy(
          intensities,
          first * channels * voxels,
          x,
          to * channels * voxels,
          sizes[s] * channels * voxels);
      System.arraycopy(classes, first * voxels, y, to * voxels, sizes[s] * voxels);
      from += streams[s];
      to += sizes[s];
    }
    return new TaskBatch(patch, channels, sizes, x, y);
  }

  private static int share(int patches, int part, int parts) {
    return (int) ((long) patches * part / parts);
  }
}
