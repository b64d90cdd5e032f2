package io.github.omnet.core.sampling;

import io.github.omnet.core.augment.EnhancementRemoval;
import io.github.omnet.core.augment.TumorTransplant;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.Subject;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Which visits of a subject see it with the tumour of another subject of the pool beside its own,
 * and which with tumours that do not enhance. That and the changes are a pure function of the seed,
 * the subject's place in the list and the number of the visit. Both may fall together: then the
 * enhancement goes last.
 *
 * <p>The donor is drawn among all other subjects. Where its tumour does not fit into the host, the
 * next one is drawn; after {@value #TRIES} the host stays as it is.
 *
 * @param transplants share of the visits with a {@link TumorTransplant}, in [0, 1]; 0 for none
 * @param removals share of the visits with an {@link EnhancementRemoval}, in [0, 1]; 0 for none
 * @param seed names the draws
 * @param derive gives a subject its derived channels anew, such as {@link
 *     io.github.omnet.core.preprocess.Preprocessing#derive}
 */
public record TumorVariation(
    double transplants, double removals, long seed, UnaryOperator<Subject> derive) {
  /** Leaves all subjects as they are. */
  public static final TumorVariation NONE = new TumorVariation(0, 0, 0, UnaryOperator.identity());

  private static final int TRIES = 4;

  /** Tells the draws of removals from those of transplants; no subject has this place. */
  private static final long REMOVALS = -1;

  /**
   * Refuses shares outside of [0, 1].
   *
   * @param transplants share of the visits with another's tumour
   * @param removals share of the visits without enhancement
   * @param seed names the draws
   * @param derive gives a subject its derived channels anew
   */
  public TumorVariation {
    requireShare(transplants);
    requireShare(removals);
  }

  private static void requireShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of visits is in [0, 1], found " + share);
    }
  }

  /**
   * A subject as a visit sees it.
   *
   * @param changes what was done to it; empty if it is as it was
   */
  record Visited(Subject subject, String changes) {}

  /** Whether a visit sees the subject changed; no subject is loaded for that. */
  boolean isDrawn(int host, long visit, int subjects) {
    return isTransplantDrawn(host, visit, subjects) || isRemovalDrawn(host, visit);
  }

  private boolean isTransplantDrawn(int host, long visit, int subjects) {
    return transplants > 0 && subjects > 1 && random(host, visit).chance(transplants);
  }

  private boolean isRemovalDrawn(int host, long visit) {
    return removals > 0 && removalRandom(host, visit).chance(removals);
  }

  /** The subject with what fits of what is drawn; only for visits that are drawn. */
  Visited visit(int host, long visit, int subjects, IntFunction<Subject> pool) {
    Visited visited = new Visited(pool.apply(host), "");
    if (isTransplantDrawn(host, visit, subjects)) {
      visited = transplanted(visited.subject(), host, visit, subjects, pool);
    }
    if (isRemovalDrawn(host, visit)) {
      visited = withoutEnhancement(visited, host, visit);
    }
    return visited.changes().isEmpty()
        ? visited
        : new Visited(derive.apply(visited.subject()), visited.changes());
  }

  private Visited transplanted(
      Subject before, int host, long visit, int subjects, IntFunction<Subject> pool) {
    CounterRandom random = random(host, visit);
    random.chance(transplants);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int other = random.nextInt(subjects - 1);
      Subject donor = pool.apply(other < host ? other : other + 1);
      TumorTransplant transplant = TumorTransplant.draw(random);
      Optional<Subject> after = transplant.apply(before, donor);
      if (after.isPresent()) {
        return new Visited(after.get(), donor.id() + ": " + transplant.describe());
      }
    }
    return new Visited(before, "");
  }

  private Visited withoutEnhancement(Visited before, int host, long visit) {
    CounterRandom random = removalRandom(host, visit);
    random.chance(removals);
    EnhancementRemoval removal = EnhancementRemoval.draw(random);
    String separator = before.changes().isEmpty() ? "" : "; ";
    return removal
        .apply(before.subject())
        .map(after -> new Visited(after, before.changes() + separator + removal.describe()))
        .orElse(before);
  }

  private CounterRandom random(int host, long visit) {
    return CounterRandom.of(CounterRandom.derive(seed, host), visit);
  }

  private CounterRandom removalRandom(int host, long visit) {
    return CounterRandom.of(
        CounterRandom.derive(CounterRandom.derive(seed, REMOVALS), host), visit);
  }
}
