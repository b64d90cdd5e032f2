package io.github.omnet.core.morphology;

import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Mask;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The connected components of a mask: maximal sets of voxels joined by steps from neighbour to
 * neighbour. Numbered from 1 in the order of their first voxels, x fastest.
 *
 * <p>Two voxels at {@code (0,0,0)} and {@code (1,1,0)} are one component by {@link
 * Connectivity#EDGES} and two by {@link Connectivity#FACES}.
 */
public final class Components {
  private final Grid grid;
  private final Runs runs;
  private final int[] idOfRun;
  private final List<Component> list;

  private Components(Grid grid, Runs runs, int[] idOfRun, List<Component> list) {
    this.grid = grid;
    this.runs = runs;
    this.idOfRun = idOfRun;
    this.list = list;
  }

  /**
   * One component.
   *
   * @param id its number, from 1
   * @param voxels how many voxels it has
   * @param box the smallest box around it
   */
  public record Component(int id, int voxels, Box box) {}

  /**
   * Finds the components of a mask.
   *
   * @param mask the voxels
   * @param connectivity which voxels are neighbours
   * @return the components
   */
  public static Components of(Mask mask, Connectivity connectivity) {
    Runs runs = Runs.of(mask);
    int[] root = RunJoiner.roots(runs, mask.shape(), connectivity);
    int[] id = new int[root.length];
    int count = 0;
    for (int run = 0; run < root.length; run++) {
      // A root is the first run of its component, so its number is known when the others ask.
      id[run] = root[run] == run ? ++count : id[root[run]];
    }
    return new Components(mask.grid(), runs, id, runs.measure(id, count));
  }

  /**
   * Returns the grid of the voxels.
   *
   * @return the grid of the mask
   */
  public Grid grid() {
    return grid;
  }

  /**
   * Number of components.
   *
   * @return 0 for an empty mask
   */
  public int count() {
    return list.size();
  }

  /**
   * The components by number: the first has id 1.
   *
   * @return an unmodifiable list
   */
  public List<Component> list() {
    return list;
  }

  /**
   * The component with most voxels; of equals the first.
   *
   * @return the component, or empty for an empty mask
   */
  public Optional<Component> largest() {
    return list.stream()
        .max(Comparator.comparingInt(Component::voxels).thenComparing(c -> -c.id()));
  }

  /**
   * The number of the component of every voxel.
   *
   * @return a new array, x fastest, 0 for voxels not in the mask
   */
  public int[] labels() {
    int[] labels = new int[grid.shape().voxels()];
    for (int run = 0; run < idOfRun.length; run++) {
      Arrays.fill(labels, runs.begin(run), runs.end(run), idOfRun[run]);
    }
    return labels;
  }

  /**
   * The voxels of some components.
   *
   * @param wanted which to keep
   * @return a mask on the same grid
   */
  public Mask keep(Predicate<Component> wanted) {
    boolean[] keep = new boolean[list.size() + 1];
    for (Component component : list) {
      keep[component.id()] = wanted.test(component);
    }
    boolean[] mask = new boolean[grid.shape().voxels()];
    for (int run = 0; run < idOfRun.length; run++) {
      if (keep[idOfRun[run]]) {
        Arrays.fill(mask, runs.begin(run), runs.end(run), true);
      }
    }
    return Mask.wrap(grid, mask);
  }

  @Override
  public String toString() {
    return "Components[" + count() + " on " + grid + "]";
  }
}
