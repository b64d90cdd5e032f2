package io.github.omnet.core.transform;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;

/**
 * Brings every grid to one shape, cropping or padding with 0 equally on both sides of each axis.
 */
public final class CropOrPad implements SpatialTransform {
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
  public Grid gridAfter(Grid before) {
    return crop(before).gridAfter(before);
  }

  @Override
  public Volume apply(Volume volume) {
    return crop(volume.grid()).apply(volume);
  }

  @Override
  public LabelMap apply(LabelMap labels) {
    return crop(labels.grid()).apply(labels);
  }

  @Override
  public Mask apply(Mask mask) {
    return crop(mask.grid()).apply(mask);
  }

  @Override
  public Crop inverse(Grid before) {
    return crop(before).inverse(before);
  }

  @Override
  public String describe() {
    return "cropOrPad(to=" + shape + ")";
  }

  @Override
  public String toString() {
    return describe();
  }

  private Crop crop(Grid before) {
    return Crop.to(Box.centred(before.shape(), shape));
  }
}
