package io.github.omnet.core.internal.interpolation;

import io.github.omnet.core.volume.Shape;

/** Weighs the 8 voxels around a place by their nearness along each axis. */
final class Trilinear implements Interpolator {
  private final float[] data;
  private final int offset;
  private final Shape shape;

  Trilinear(float[] data, int offset, Shape shape) {
    this.data = data;
    this.offset = offset;
    this.shape = shape;
  }

  @Override
  public float at(double x, double y, double z) {
    double cx = Coordinates.clamp(x, shape.x());
    double cy = Coordinates.clamp(y, shape.y());
    double cz = Coordinates.clamp(z, shape.z());
    int i = (int) cx;
    int j = (int) cy;
    int k = (int) cz;
    float fx = (float) (cx - i);
    float fy = (float) (cy - j);
    float fz = (float) (cz - k);
    int n = offset + shape.index(i, j, k);
    // Neighbours with weight 0 may lie outside; read the voxel itself instead.
    int dx = fx > 0 ? 1 : 0;
    int dy = fy > 0 ? shape.x() : 0;
    int dz = fz > 0 ? shape.x() * shape.y() : 0;
    float near = plane(n, dx, dy, fx, fy);
    return fz > 0 ? mix(near, plane(n + dz, dx, dy, fx, fy), fz) : near;
  }

  @Override
  public Rows rows(double... x) {
    int[] column = new int[x.length];
    float[] fraction = new float[x.length];
    for (int n = 0; n < x.length; n++) {
      double cx = Coordinates.clamp(x[n], shape.x());
      column[n] = (int) cx;
      fraction[n] = (float) (cx - column[n]);
    }
    return (y, z, into, first) -> read(column, fraction, y, z, into, first);
  }

  private void read(int[] column, float[] fraction, double y, double z, float[] into, int first) {
    double cy = Coordinates.clamp(y, shape.y());
    double cz = Coordinates.clamp(z, shape.z());
    int j = (int) cy;
    int k = (int) cz;
    float fy = (float) (cy - j);
    float fz = (float) (cz - k);
    int row = offset + shape.index(0, j, k);
    int dy = fy > 0 ? shape.x() : 0;
    int dz = fz > 0 ? shape.x() * shape.y() : 0;
    for (int n = 0; n < column.length; n++) {
      float fx = fraction[n];
      int dx = fx > 0 ? 1 : 0;
      int voxel = row + column[n];
      float near = plane(voxel, dx, dy, fx, fy);
      into[first + n] = fz > 0 ? mix(near, plane(voxel + dz, dx, dy, fx, fy), fz) : near;
    }
  }

  private float plane(int n, int dx, int dy, float fx, float fy) {
    return mix(mix(data[n], data[n + dx], fx), mix(data[n + dy], data[n + dy + dx], fx), fy);
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }
}
