package io.github.omnet.core.transform;

import io.github.omnet.core.internal.Texts;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import java.util.Arrays;

/** Which voxels of an image a normalisation looks at and changes; the others become 0. */
public sealed interface Foreground {
  /** Voxels that are not 0: the brain of a skull-stripped image, as BraTS stores it. */
  Foreground NON_ZERO = new Not(0);

  /** Every voxel. */
  Foreground ALL = new All();

  /**
   * Voxels that differ from the background, a constant that is found by itself: the value that more
   * than half of the voxels on the six faces of the image share. An image without such a value is
   * all foreground.
   */
  Foreground AUTOMATIC = new Automatic();

  /**
   * The voxels of a mask.
   *
   * @param mask the set, on the grid of the images
   * @return the foreground
   */
  static Foreground of(Mask mask) {
    return new Given(mask);
  }

  /**
   * Picks the foreground voxels of an image.
   *
   * @param volume the image
   * @return a mask on the same grid
   */
  Mask in(Volume volume);

  /**
   * The choice in a word, part of what a transform says of itself.
   *
   * @return such as {@code nonzero}
   */
  String describe();

  /**
   * Voxels that differ from a constant.
   *
   * @param background the constant
   */
  record Not(float background) implements Foreground {
    @Override
    public Mask in(Volume volume) {
      float[] data = volume.data();
      boolean[] mask = new boolean[data.length];
      for (int n = 0; n < data.length; n++) {
        mask[n] = data[n] != background;
      }
      return Mask.wrap(volume.grid(), mask);
    }

    @Override
    public String describe() {
      return background == 0 ? "nonzero" : "not " + Texts.of(background);
    }
  }

  /** Every voxel. */
  record All() implements Foreground {
    @Override
    public Mask in(Volume volume) {
      boolean[] mask = new boolean[volume.data().length];
      Arrays.fill(mask, true);
      return Mask.wrap(volume.grid(), mask);
    }

    @Override
    public String describe() {
      return "all";
    }
  }

  /**
   * The voxels of a mask.
   *
   * @param mask the set
   */
  record Given(Mask mask) implements Foreground {
    @Override
    public Mask in(Volume volume) {
      mask.grid().requireMatches(volume.grid(), "mask and image to normalise");
      return mask;
    }

    @Override
    public String describe() {
      return "mask of " + mask.count() + " voxels #" + Texts.digest(mask.data());
    }
  }

  /** Voxels that differ from the commonest value of the faces. */
  record Automatic() implements Foreground {
    @Override
    public Mask in(Volume volume) {
      float[] faces = faces(volume);
      Arrays.sort(faces);
      // A value held by more than half is the median.
      float median = faces[faces.length / 2];
      int count = 0;
      for (float value : faces) {
        count += value == median ? 1 : 0;
      }
      return 2L * count > faces.length ? new Not(median).in(volume) : ALL.in(volume);
    }

    private static float[] faces(Volume volume) {
      Shape s = volume.shape();
      Box all = Box.of(s);
      float[] values = new float[s.voxels()];
      int count = 0;
      int n = 0;
      for (int z = 0; z < s.z(); z++) {
        for (int y = 0; y < s.y(); y++) {
          boolean face = z == 0 || z == all.endZ() - 1 || y == 0 || y == all.endY() - 1;
          for (int x = 0; x < s.x(); x++, n++) {
            if (face || x == 0 || x == s.x() - 1) {
              values[count++] = volume.data()[n];
            }
          }
        }
      }
      return Arrays.copyOf(values, count);
    }

    @Override
    public String describe() {
      return "automatic";
    }
  }
}
