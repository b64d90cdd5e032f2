package io.github.omnet.core.metric;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;

/**
 * Where the surface of a mask runs between voxels: one element at each corner where eight voxels
 * meet that are neither all in the mask nor all outside. Beyond the edge of the array all are
 * outside, so there is one corner more than voxels along each axis.
 */
final class MeshSurface {
  private static final int FULL = 0xff;

  private final Shape voxels;
  private final Mask corners;
  private final byte[] codes;

  private MeshSurface(Shape voxels, Mask corners, byte[] codes) {
    this.voxels = voxels;
    this.corners = corners;
    this.codes = codes;
  }

  static MeshSurface of(Mask mask) {
    Shape voxels = mask.shape();
    Shape shape = new Shape(voxels.x() + 1, voxels.y() + 1, voxels.z() + 1);
    byte[] codes = new byte[shape.voxels()];
    boolean[] surface = new boolean[shape.voxels()];
    MeshSurface mesh =
        new MeshSurface(
            voxels, Mask.wrap(new Grid(shape, halfVoxelBack(mask.grid())), surface), codes);
    for (int z = 0; z < shape.z(); z++) {
      for (int y = 0; y < shape.y(); y++) {
        mesh.fillRow(mask.data(), y, z, shape.index(0, y, z));
      }
    }
    return mesh;
  }

  /** The corners that carry an element. */
  Mask corners() {
    return corners;
  }

  /** Which of the eight voxels at a corner are in the mask, as {@link SurfelAreas} numbers them. */
  int code(int corner) {
    return codes[corner] & FULL;
  }

  /** Walks along x and shifts the four voxels of one column of the cell into the next. */
  private void fillRow(boolean[] mask, int y, int z, int at) {
    boolean[] empty = new boolean[voxels.x()];
    boolean[][] rows = new boolean[4][];
    int[] begin = new int[4];
    for (int r = 0; r < 4; r++) {
      int vy = y - 1 + r % 2;
      int vz = z - 1 + r / 2;
      boolean inside = vy >= 0 && vy < voxels.y() && vz >= 0 && vz < voxels.z();
      rows[r] = inside ? mask : empty;
      begin[r] = inside ? voxels.index(0, vy, vz) : 0;
    }
    int before = 0;
    for (int x = 0; x <= voxels.x(); x++) {
      int here = 0;
      if (x < voxels.x()) {
        here =
            (rows[0][begin[0] + x] ? 0b01 : 0)
                | (rows[1][begin[1] + x] ? 0b0100 : 0)
                | (rows[2][begin[2] + x] ? 0b010000 : 0)
                | (rows[3][begin[3] + x] ? 0b01000000 : 0);
      }
      int code = before | (here << 1);
      codes[at + x] = (byte) code;
      corners.data()[at + x] = code != 0 && code != FULL;
      before = here;
    }
  }

  private static Affine halfVoxelBack(Grid grid) {
    return grid.affine().multiply(Affine.ofRowMajor(1, 0, 0, -.5, 0, 1, 0, -.5, 0, 0, 1, -.5));
  }
}
