package io.github.omnet.io.internal;

import io.github.omnet.io.image.ImageFormatException;
import io.github.omnet.io.image.ImageHeader;

/** Which of the volumes of a file with more than three dimensions is meant. */
final class TrailingIndex {
  private TrailingIndex() {}

  /**
   * Number of the volume in file order.
   *
   * @param header of the file
   * @param faults makes the exception
   * @param trailing an index for each dimension after the third; those not given must have extent 1
   * @throws ImageFormatException if the file has more dimensions than indices are given
   * @throws IndexOutOfBoundsException if an index is outside its dimension
   */
  static long of(ImageHeader header, int[] trailing, Faults faults) throws ImageFormatException {
    long index = 0;
    long stride = 1;
    for (int n = 3; n < header.shape().size(); n++) {
      int extent = header.shape().get(n);
      int chosen = 0;
      if (n - 3 < trailing.length) {
        chosen = trailing[n - 3];
      } else if (extent > 1) {
        throw faults.at(
            "dimension " + (n + 1),
            ImageFormatException.NO_OFFSET,
            String.valueOf(extent),
            "1 for a three-dimensional volume",
            "choose one by its index, or read all as channels");
      }
      if (chosen < 0 || chosen >= extent) {
        throw new IndexOutOfBoundsException(
            "index " + chosen + " of dimension " + (n + 1) + " with extent " + extent);
      }
      index += chosen * stride;
      stride *= extent;
    }
    for (int n = Math.max(0, header.shape().size() - 3); n < trailing.length; n++) {
      if (trailing[n] != 0) {
        throw new IndexOutOfBoundsException(
            "index "
                + trailing[n]
                + " of dimension "
                + (n + 4)
                + ", which "
                + header.path()
                + " does not have");
      }
    }
    return index;
  }
}
