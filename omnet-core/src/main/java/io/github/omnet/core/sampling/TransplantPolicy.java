package io.github.omnet.core.sampling;

import io.github.omnet.core.augment.TumorTransplant;
import io.github.omnet.core.random.CounterRandom;
import io.github.omnet.core.subject.Subject;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Which visits of a subject see it with the tumour of another subject of the pool. That and the
 * transplant are a pure function of the seed, the subject's place in the list and the number of the
 * visit.
 *
 * <p>The donor is drawn among all other subjects. Where its tumour does not fit into the host, the
 * next one is drawn; after {@value #TRIES} the host stays as it is.
 *
 * @param share of the visits, in [0, 1]; 0 for none
 * @param seed names the draws
 * @param derive gives a subject its derived channels anew, such as {@link
 *     io.github.omnet.core.preprocess.Preprocessing#derive}
 */
public record TransplantPolicy(double share, long seed, UnaryOperator<Subject> derive) {
  /** No transplants. */
  public static final TransplantPolicy NONE = new TransplantPolicy(0, 0, UnaryOperator.identity());

  private static final int TRIES = 4;

  /**
   * Refuses a share outside of [0, 1].
   *
   * @param share of the visits
   * @param seed names the draws
   * @param derive gives a subject its derived channels anew
   */
  public TransplantPolicy {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of visits is in [0, 1], found " + share);
    }
  }

  /**
   * A subject as a visit sees it.
   *
   * @param transplant donor and transplant; empty if the subject is as it was
   */
  record Visited(Subject subject, String transplant) {}

  /** Whether a tumour is to be transplanted; no subject is loaded for that. */
  boolean isDrawn(int host, long visit, int subjects) {
    return share > 0 && subjects > 1 && random(host, visit).chance(share);
  }

  /** The subject with a transplanted tumour, if one fits; only for visits that are drawn. */
  Visited visit(int host, long visit, int subjects, IntFunction<Subject> pool) {
    CounterRandom random = random(host, visit);
    random.chance(share);
    Subject before = pool.apply(host);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int other = random.nextInt(subjects - 1);
      Subject donor = pool.apply(other < host ? other : other + 1);
      TumorTransplant transplant = TumorTransplant.draw(random);
      Optional<Subject> after = transplant.apply(before, donor);
      if (after.isPresent()) {
        return new Visited(derive.apply(after.get()), donor.id() + ": " + transplant.describe());
      }
    }
    return new Visited(before, "");
  }

  private CounterRandom random(int host, long visit) {
    return CounterRandom.of(CounterRandom.derive(seed, host), visit);
  }
}
