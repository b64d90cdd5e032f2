package io.github.omnet.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StreamOrderTest {
  @Property(tries = 300)
  void anEpochTakesEveryPatchOfEverySubjectOnceAndOfFewSubjectsAtATime(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 11) int subjects,
      @ForAll @IntRange(min = 1, max = 7) int perVisit,
      @ForAll @IntRange(min = 1, max = 5) int mixed,
      @ForAll @IntRange(min = 0, max = 3) int epoch) {
    StreamOrder order = new StreamOrder(seed, subjects, perVisit, mixed);
    long perEpoch = (long) subjects * perVisit;
    Set<StreamOrder.Place> places = new HashSet<>();
    for (long n = epoch * perEpoch; n < (epoch + 1) * perEpoch; n++) {
      StreamOrder.Place place = order.place(n);
      assertThat(place.subject()).isBetween(0, subjects - 1);
      assertThat(place.patch()).isBetween((long) epoch * perVisit, (epoch + 1L) * perVisit - 1);
      places.add(place);
    }
    assertThat(places).hasSize((int) perEpoch);

    int group = Math.min(mixed, subjects) * perVisit;
    Set<Integer> together = new HashSet<>();
    for (long n = 0; n < Math.min(group, perEpoch); n++) {
      together.add(order.place(epoch * perEpoch + n).subject());
    }
    assertThat(together).hasSize(Math.min(mixed, subjects));
  }

  @Property(tries = 20)
  void epochsAreShuffledAnew(@ForAll long seed) {
    StreamOrder order = new StreamOrder(seed, 50, 1, 1);
    int same = 0;
    for (long n = 0; n < 50; n++) {
      same += order.place(n).subject() == order.place(50 + n).subject() ? 1 : 0;
    }
    assertThat(same).isLessThan(15);
  }
}
