package io.github.omnet.models.inference;

/** Takes the slices of a stitched volume as they are finished, from z = 0 up, each once. */
interface SliceSink {
  /**
   * Takes one slice.
   *
   * @param z index of the slice
   * @param channels one array per channel, x fastest, then y; valid during the call only
   */
  void accept(int z, float[][] channels);
}
