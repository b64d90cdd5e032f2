package io.github.omnet.core.sampling;

import io.github.omnet.core.random.CounterRandom;

/**
 * Which subject, and which patch of that subject, sample n of a stream is: a pure function of the
 * seed and n.
 *
 * <p>An epoch visits every subject once, in an order shuffled anew each time, and takes {@code
 * perVisit} patches of each. {@code mixed} subjects are visited together: rounds of one patch of
 * each of them, in shuffled order, so that neighbouring samples come from different patients while
 * only that many subjects need be in memory.
 */
final class StreamOrder {
  private final long seed;
  private final int subjects;
  private final int perVisit;
  private final int mixed;

  /** The last epoch's order; shared between threads, who at worst work it out twice. */
  private volatile EpochOrder last = new EpochOrder(-1, new int[0]);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record EpochOrder(long epoch, int[] order) {}

  /**
   * Where a sample comes from.
   *
   * @param visit number of the visit of that subject, from 0
   * @param patch number of the patch of that subject, from 0
   */
  record Place(int subject, long visit, long patch) {}

  StreamOrder(long seed, int subjects, int perVisit, int mixed) {
    this.seed = seed;
    this.subjects = subjects;
    this.perVisit = perVisit;
    this.mixed = Math.min(mixed, subjects);
  }

  Place place(long n) {
    long perEpoch = (long) subjects * perVisit;
    long epoch = n / perEpoch;
    long within = n % perEpoch;
    int group = (int) (within / ((long) mixed * perVisit));
    int members = Math.min(mixed, subjects - group * mixed);
    long inGroup = within - (long) group * mixed * perVisit;
    int round = (int) (inGroup / members);
    int[] turn =
        shuffled(
            members, CounterRandom.derive(seed, 2 * epoch + 1), group * (long) perVisit + round);
    int subject = order(epoch)[group * mixed + turn[(int) (inGroup % members)]];
    return new Place(subject, epoch, epoch * perVisit + round);
  }

  private int[] order(long epoch) {
    EpochOrder known = last;
    if (known.epoch != epoch) {
      known = new EpochOrder(epoch, shuffled(subjects, CounterRandom.derive(seed, 2 * epoch), 0));
      last = known;
    }
    return known.order;
  }

  private static int[] shuffled(int count, long seed, long n) {
    int[] order = new int[count];
    CounterRandom random = CounterRandom.of(seed, n);
    for (int k = 0; k < count; k++) {
      int j = random.nextInt(k + 1);
      order[k] = order[j];
      order[j] = k;
    }
    return order;
  }
}
