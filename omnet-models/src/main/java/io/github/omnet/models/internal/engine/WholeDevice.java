package io.github.omnet.models.internal.engine;

import ai.djl.Device;

/**
 * A device that is not divided.
 *
 * @param device the device
 */
record WholeDevice(Device device) implements ComputeShare {
  @Override
  public int threads() {
    return 0;
  }

  @Override
  public void enter() {}

  @Override
  public void leave() {}

  @Override
  public void close() {}
}
