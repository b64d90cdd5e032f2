package io.github.omnet.core.plausibility;

import io.github.omnet.core.plausibility.Plausibility.Warning.Code;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Orientation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for signs that the images of a subject are not what they are said to be. The rules and
 * their error rates on real subjects are in docs/lab/plausibility.md.
 *
 * <p>Looks at a sample of the voxels only. What it cannot see: whether all modalities together are
 * mirrored, since a brain and its mirror image look alike, and whether right and left are named
 * rightly in the files.
 */
public final class Plausibility {
  private static final double LARGEST_FILL = 0.6;
  private static final double SMALLEST_BRAIN = 300;
  private static final double LARGEST_BRAIN = 2200;
  private static final double COPY = 0.995;

  /** Other axes of a brain are less symmetric by at least 0.06 in the subjects that we have. */
  private static final double SYMMETRY_MARGIN = 0.03;

  /** Fewer voxels of brain say too little about contrasts and symmetry. */
  private static final int FEWEST_VOXELS_OF_ANATOMY = 64 * 64 * 16;

  private static final int FEWEST_POINTS = 2000;

  private final Subject subject;
  private final Lattice lattice;
  private final List<Warning> warnings = new ArrayList<>();

  private Plausibility(Subject subject) {
    this.subject = subject;
    this.lattice = Lattice.of(subject);
  }

  /**
   * Checks a subject. The truth is not looked at, and nothing is changed.
   *
   * @param subject images with a background of 0, before any normalisation that changes it; which
   *     modalities there are does not matter
   * @return what is not plausible, the most basic first; empty if nothing is. Checks that build on
   *     one that has failed are left out.
   */
  public static List<Warning> check(Subject subject) {
    return new Plausibility(subject).check();
  }

  private List<Warning> check() {
    boolean[] brain = lattice.union();
    int points = count(brain);
    boolean stripped = checkStripped(points, brain.length);
    boolean varied = checkVaried();
    if (stripped && points > 0) {
      checkSize(points);
    }
    if (stripped && varied && points >= FEWEST_POINTS) {
      checkAxis(new Symmetry(lattice.shape(), brain));
      checkImages();
    }
    return List.copyOf(warnings);
  }

  private boolean checkStripped(int points, int all) {
    double fill = (double) points / all;
    if (fill <= LARGEST_FILL) {
      return true;
    }
    String found =
        points == all
            ? "no voxel is 0 in all modalities"
            : text("%.0f %% of the voxels are not 0, and at most 60 %% can be brain", 100 * fill);
    warn(
        Code.NOT_SKULL_STRIPPED,
        "The images are probably not skull-stripped: "
            + found
            + ". Remove the skull and set everything outside of the brain to 0.");
    return false;
  }

  private boolean checkVaried() {
    boolean varied = true;
    for (Map.Entry<Modality, float[]> image : lattice.values().entrySet()) {
      float lowest = Float.POSITIVE_INFINITY;
      float highest = Float.NEGATIVE_INFINITY;
      for (float value : image.getValue()) {
        if (value != 0) {
          lowest = Math.min(lowest, value);
          highest = Math.max(highest, value);
        }
      }
      if (!(lowest < highest)) {
        varied = false;
        String found = lowest > highest ? "is empty" : "has the single value " + lowest;
        warn(
            Code.CONSTANT_MODALITY,
            image.getKey() + " " + found + " in the brain. Check the file.");
      }
    }
    return varied;
  }

  private void checkSize(int points) {
    double step = lattice.step();
    double voxel = Math.abs(subject.grid().affine().determinant());
    double millilitres = points * step * step * step * voxel / 1000;
    if (millilitres < SMALLEST_BRAIN || millilitres > LARGEST_BRAIN) {
      warn(
          Code.IMPOSSIBLE_BRAIN_SIZE,
          text(
              "The brain has %.0f ml, and between %.0f and %.0f are possible. Check the voxel size,"
                  + " and whether the images show the whole brain and nothing else.",
              millilitres, SMALLEST_BRAIN, LARGEST_BRAIN));
    }
  }

  private void checkAxis(Symmetry symmetry) {
    List<Orientation.Direction> directions = subject.grid().orientation().directions();
    int stated = 0;
    int most = 0;
    double[] along = new double[directions.size()];
    for (int axis = 0; axis < along.length; axis++) {
      along[axis] = symmetry.along(axis);
      stated = directions.get(axis).worldAxis() == 0 ? axis : stated;
      most = along[axis] > along[most] ? axis : most;
    }
    if (along[most] > along[stated] + SYMMETRY_MARGIN) {
      warn(
          Code.LEFT_RIGHT_AXIS,
          text(
              "The brain is most symmetric along axis %s of the grid (overlap with its mirror image"
                  + " %.2f), but the files state that left-right is axis %s (%.2f). Check the"
                  + " orientation in the files.",
              axisName(most), along[most], axisName(stated), along[stated]));
    }
  }

  /** Compares the images with each other; each kind of fault would look like the next one. */
  private void checkImages() {
    int[] common = lattice.common();
    if (common.length < FEWEST_POINTS || lattice.values().size() < 2) {
      return;
    }
    Map<Modality, Ranks> ranks = new EnumMap<>(Modality.class);
    lattice.values().forEach((modality, image) -> ranks.put(modality, Ranks.at(common, image)));
    if (checkCopies(ranks) && checkMirrored()) {
      new Contrasts(ranks).exchange().ifPresent(this::warnOfExchange);
    }
  }

  private boolean checkCopies(Map<Modality, Ranks> ranks) {
    int before = warnings.size();
    ranks.forEach(
        (first, image) ->
            ranks.forEach(
                (second, other) -> {
                  if (first.compareTo(second) < 0 && image.correlation(other) > COPY) {
                    warn(
                        Code.DUPLICATED_MODALITIES,
                        first
                            + " and "
                            + second
                            + " are the same image, up to brightness and contrast."
                            + " Check the files.");
                  }
                }));
    return warnings.size() == before;
  }

  /** In a picture too coarse for anatomy, such as a small phantom, either side may fit better. */
  private boolean checkMirrored() {
    if (subject.grid().shape().voxels() < FEWEST_VOXELS_OF_ANATOMY) {
      return true;
    }
    List<Orientation.Direction> directions = subject.grid().orientation().directions();
    Optional<Mirroring.Contradiction> found = new Mirroring(lattice).contradiction();
    found.ifPresent(
        contradiction ->
            warn(
                Code.MIRRORED_MODALITY,
                contradiction.modality()
                    + " fits "
                    + contradiction.others()
                    + " better when it is mirrored along axis "
                    + axisName(contradiction.axis())
                    + " of the grid ("
                    + List.of("left-right", "posterior-anterior", "inferior-superior")
                        .get(directions.get(contradiction.axis()).worldAxis())
                    + "). Check how its file was made."));
    return found.isEmpty();
  }

  private void warnOfExchange(Contrasts.Exchange exchange) {
    List<String> named = new ArrayList<>();
    exchange
        .names()
        .forEach(
            (given, seen) -> {
              if (given != seen) {
                named.add("the one given as " + given + " looks like " + seen);
              }
            });
    warn(
        Code.EXCHANGED_MODALITIES,
        "Modalities are probably exchanged: "
            + String.join(", ", named)
            + ". Check which file is which.");
  }

  private void warn(Code code, String text) {
    warnings.add(new Warning(code, text));
  }

  private static char axisName(int axis) {
    return "xyz".charAt(axis);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static int count(boolean[] mask) {
    int count = 0;
    for (boolean set : mask) {
      count += set ? 1 : 0;
    }
    return count;
  }

  /**
   * One thing about the images of a subject that is not plausible. The segmentation may be wrong; a
   * person has to look.
   *
   * @param code what kind of thing, for programs
   * @param text what was found and what to do, for people
   */
  public record Warning(Code code, String text) {
    /** Kinds of implausible images. */
    public enum Code {
      /** The brain fills more than 60 % of the grid, or no voxel is 0 in all modalities. */
      NOT_SKULL_STRIPPED,
      /** A modality has a single value, or no voxel that is not 0. */
      CONSTANT_MODALITY,
      /** Two modalities are the same image, up to brightness and contrast. */
      DUPLICATED_MODALITIES,
      /** The contrasts fit other names of the modalities better. */
      EXCHANGED_MODALITIES,
      /** The brain is smaller than 300 ml or larger than 2,200 ml. */
      IMPOSSIBLE_BRAIN_SIZE,
      /** One modality fits the others better when it is mirrored along an axis. */
      MIRRORED_MODALITY,
      /**
       * The brain is more symmetric along another axis than the one that is said to be left-right.
       */
      LEFT_RIGHT_AXIS
    }
  }
}
