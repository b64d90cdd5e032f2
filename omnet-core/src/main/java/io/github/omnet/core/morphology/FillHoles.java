package io.github.omnet.core.morphology;

import io.github.omnet.core.internal.volume.Cutout;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;

/**
 * Fills holes: voxels outside a mask from which no path of face neighbours outside it leads beyond
 * the edge of the grid.
 */
final class FillHoles {
  private FillHoles() {}

  /**
   * Fills the cavities of a mask that are closed in all three dimensions.
   *
   * @param mask the voxels
   * @return a mask on the same grid that contains the first
   */
  public static Mask in3d(Mask mask) {
    return Box.around(mask)
        .map(
            around -> {
              Box box = around.grow(1);
              return Cutout.restore(closed(Cutout.of(mask, box)), box, mask.grid());
            })
        .orElse(mask);
  }

  /**
   * Fills the holes of each slice by itself: also those that are open in the third dimension.
   *
   * @param mask the voxels
   * @param axis the axis that slices are taken across: 0 for x, 1 for y, 2 for z
   * @return a mask on the same grid that contains the first
   */
  public static Mask inSlices(Mask mask, int axis) {
    Shape s = mask.shape();
    boolean[] filled = mask.data().clone();
    for (int slice = 0; slice < s.axis(axis); slice++) {
      Box box =
          switch (axis) {
            case 0 -> new Box(slice, 0, 0, new Shape(1, s.y(), s.z()));
            case 1 -> new Box(0, slice, 0, new Shape(s.x(), 1, s.z()));
            default -> new Box(0, 0, slice, new Shape(s.x(), s.y(), 1));
          };
      fillSlice(mask, box, axis, filled);
    }
    return Mask.wrap(mask.grid(), filled);
  }

  private static void fillSlice(Mask mask, Box slice, int axis, boolean[] filled) {
    Mask flat = Cutout.of(mask, slice);
    if (flat.isEmpty()) {
      return;
    }
    // Laid down as a plane of one voxel's height, with a margin within the plane only.
    int u = slice.shape().axis(axis == 0 ? 1 : 0);
    int v = slice.shape().axis(axis == 2 ? 1 : 2);
    Box margin = new Box(-1, -1, 0, new Shape(u + 2, v + 2, 1));
    Mask plane = Mask.wrap(Grid.isotropic(new Shape(u, v, 1)), flat.data());
    boolean[] closed =
        Cutout.restore(closed(Cutout.of(plane, margin)), margin, plane.grid()).data();
    Shape whole = mask.shape();
    for (int n = 0; n < closed.length; n++) {
      if (closed[n]) {
        int i = n % u;
        int j = n / u;
        int at =
            switch (axis) {
              case 0 -> whole.index(slice.x(), i, j);
              case 1 -> whole.index(i, slice.y(), j);
              default -> whole.index(i, j, slice.z());
            };
        filled[at] = true;
      }
    }
  }

  /** All but the component of the background that the first voxel, on the empty margin, is in. */
  private static Mask closed(Mask withMargin) {
    boolean[] background = new boolean[withMargin.data().length];
    for (int n = 0; n < background.length; n++) {
      background[n] = !withMargin.data()[n];
    }
    Mask open =
        Components.of(Mask.wrap(withMargin.grid(), background), Connectivity.FACES)
            .keep(component -> component.id() == 1);
    boolean[] closed = new boolean[background.length];
    for (int n = 0; n < closed.length; n++) {
      closed[n] = !open.data()[n];
    }
    return Mask.wrap(withMargin.grid(), closed);
  }
}
