package io.github.omnet.core.morphology;

import io.github.omnet.core.volume.Mask;

/** Keeps some of the connected components of a mask by their size. */
final class ComponentFilter {
  private ComponentFilter() {}

  /**
   * Removes components of fewer voxels than a minimum.
   *
   * @param mask the voxels
   * @param connectivity which voxels are neighbours
   * @param minimumVoxels the smallest size that stays
   * @return a mask on the same grid
   */
  public static Mask atLeast(Mask mask, Connectivity connectivity, double minimumVoxels) {
    return Components.of(mask, connectivity).keep(c -> c.voxels() >= minimumVoxels);
  }

  /**
   * Removes components smaller than a share of the largest one.
   *
   * @param mask the voxels
   * @param connectivity which voxels are neighbours
   * @param share from 0 (all stay) to 1 (only the largest and its equals stay)
   * @return a mask on the same grid
   */
  public static Mask atLeastShareOfLargest(Mask mask, Connectivity connectivity, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share lies from 0 to 1, found " + share);
    }
    Components components = Components.of(mask, connectivity);
    int largest = components.largest().map(Components.Component::voxels).orElse(0);
    return components.keep(c -> c.voxels() >= share * largest);
  }

  /**
   * Keeps the largest component only; of equals the first.
   *
   * @param mask the voxels
   * @param connectivity which voxels are neighbours
   * @return a mask on the same grid
   */
  public static Mask largest(Mask mask, Connectivity connectivity) {
    Components components = Components.of(mask, connectivity);
    int id = components.largest().map(Components.Component::id).orElse(0);
    return components.keep(c -> c.id() == id);
  }
}
