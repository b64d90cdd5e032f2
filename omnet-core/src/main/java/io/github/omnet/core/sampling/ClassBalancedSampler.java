package io.github.omnet.core.sampling;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws a class first, by given shares, and then a voxel of that class as the centre of the patch,
 * all equally likely. Voxels of class 0 count only within the brain. Classes that the subject lacks
 * are left out, and their share goes to the others in proportion.
 */
final class ClassBalancedSampler implements PatchSampler {
  private final List<Candidates> classes;
  private final double[] upTo;
  private final Shape patch;
  private final long seed;

  private ClassBalancedSampler(List<Candidates> classes, double[] upTo, Shape patch, long seed) {
    this.classes = classes;
    this.upTo = upTo;
    this.patch = patch;
    this.seed = seed;
  }

  /**
   * Draws every class equally often.
   *
   * @param subject a subject with truth
   * @param patch extent of a patch
   * @param seed names the stream
   * @return the sampler
   * @throws OmnetException if the subject has no truth
   */
  public static ClassBalancedSampler of(Subject subject, Shape patch, long seed) {
    double[] equal = new double[subject.requireTruth().scheme().labels().size()];
    Arrays.fill(equal, 1);
    return of(subject, patch, seed, equal);
  }

  /**
   * Draws classes by given shares.
   *
   * @param subject a subject with truth
   * @param patch extent of a patch
   * @param seed names the stream
   * @param shares one per class id of the subject's label scheme, at least 0; need not sum to 1
   * @return the sampler
   * @throws OmnetException if the subject has no truth, or no voxel of a class with a share above 0
   */
  public static ClassBalancedSampler of(Subject subject, Shape patch, long seed, double... shares) {
    TumorLabels truth = subject.requireTruth();
    LabelScheme scheme = truth.scheme();
    if (shares.length != scheme.labels().size()) {
      throw new IllegalArgumentException(
          scheme
              + " has "
              + scheme.labels().size()
              + " classes, found "
              + shares.length
              + " shares");
    }
    List<Candidates> classes = new ArrayList<>();
    double[] upTo = new double[shares.length];
    double sum = 0;
    for (int id = 0; id < shares.length; id++) {
      if (!(shares[id] >= 0)) {
        throw new IllegalArgumentException("shares must be at least 0, found " + shares[id]);
      }
      Candidates members = new Candidates(voxelsOf(subject, truth, scheme.labelOf(id)));
      if (shares[id] > 0 && members.count() > 0) {
        sum += shares[id];
        upTo[classes.size()] = sum;
        classes.add(members);
      }
    }
    if (classes.isEmpty()) {
      throw new OmnetException(
          "subject " + subject.id() + " has no voxel of any class with a share above 0");
    }
    return new ClassBalancedSampler(
        List.copyOf(classes), Arrays.copyOf(upTo, classes.size()), patch, seed);
  }

  /** Whether the subject has a voxel of a class with a share above 0. */
  static boolean hasAny(Subject subject, double... shares) {
    TumorLabels truth = subject.requireTruth();
    for (int id = 0; id < Math.min(shares.length, truth.scheme().labels().size()); id++) {
      if (shares[id] > 0 && !voxelsOf(subject, truth, truth.scheme().labelOf(id)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** How many classes of tumour a subject has. */
  static long tumorClasses(Subject subject) {
    TumorLabels truth = subject.requireTruth();
    return truth.map().counts().keySet().stream().filter(label -> label != 0).count();
  }

  private static Mask voxelsOf(Subject subject, TumorLabels truth, int label) {
    byte[] labels = truth.map().data();
    boolean[] in = new boolean[labels.length];
    for (int n = 0; n < in.length; n++) {
      in[n] = (labels[n] & 0xff) == label;
    }
    if (label == 0) {
      boolean[] brain = subject.brain().data();
      for (int n = 0; n < in.length; n++) {
        in[n] &= brain[n];
      }
    }
    return Mask.wrap(truth.grid(), in);
  }

  @Override
  public Shape patchShape() {
    return patch;
  }

  @Override
  public Box patch(long n) {
    CounterRandom random = CounterRandom.of(seed, n);
    double drawn = random.nextDouble() * upTo[upTo.length - 1];
    int chosen = 0;
    while (chosen < upTo.length - 1 && drawn >= upTo[chosen]) {
      chosen++;
    }
    Candidates members = classes.get(chosen);
    return members.around(random.nextInt(members.count()), patch);
  }
}
