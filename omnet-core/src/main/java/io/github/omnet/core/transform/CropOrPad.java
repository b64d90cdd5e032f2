package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;

/**
 * Brings every grid to one shape, cropping or padding with 0 equally on both sides of each axis.
 */
final class CropOrPad implements DecidedByGrid {
  private final Shape shape;

  private CropOrPad(Shape shape) {
    this.shape = shape;
  }

  /**
   * Crops or pads around the centre.
   *
   * @param shape the extent wanted
   * @return the transform
   */
  public static CropOrPad to(Shape shape) {
    return new CropOrPad(shape);
  }

  @Override
  public SpatialTransform on(Grid before) {
    return Crop.to(Box.centred(before.shape(), shape));
  }

  @Override
  public String describe() {
    return "cropOrPad(to=" + shape + ")";
  }

  @Override
  public String toString() {
    return describe();
  }
}
