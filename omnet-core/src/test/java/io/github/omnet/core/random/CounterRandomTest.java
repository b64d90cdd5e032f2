package io.github.omnet.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
  /** Worked out by a second implementation, in Python. */
  @Test
  void theNumbersAreFixedForever() {
    CounterRandom random = CounterRandom.of(42, 7);
    assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong()})
        .containsExactly(8163751063597049310L, -1049075177076636460L, -6805249006425996554L);
  }

  @Test
  void neighbouringCountersAndSeedsGiveOtherNumbers() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      for (long n = 0; n < 100; n++) {
        seen.add(CounterRandom.of(seed, n).nextLong());
      }
    }
    assertThat(seen).hasSize(10_000);
  }

  @Property(tries = 200)
  void wholeNumbersStayBelowTheBound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int bound) {
    CounterRandom random = CounterRandom.of(seed, 0);
    for (int k = 0; k < 20; k++) {
      assertThat(random.nextInt(bound)).isBetween(0, bound - 1);
    }
  }

  @Test
  void theFirstNumbersOfManySamplesAreUniform() {
    int[] counts = new int[10];
    for (long n = 0; n < 100_000; n++) {
      counts[CounterRandom.of(3, n).nextInt(10)]++;
    }
    // Six standard deviations of a binomial count.
    for (int count : counts) {
      assertThat(count).isBetween(10_000 - 570, 10_000 + 570);
    }
  }

  @Test
  void gaussiansHaveMeanZeroAndDeviationOne() {
    CounterRandom random = CounterRandom.of(11, 0);
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int k = 0; k < n; k++) {
      double g = random.nextGaussian();
      sum += g;
      squares += g * g;
    }
    assertThat(sum / n).isCloseTo(0, within(0.02));
    assertThat(squares / n).isCloseTo(1, within(0.03));
  }

  @Test
  void aBoundOfZeroIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> CounterRandom.of(1, 1).nextInt(0));
  }
}
