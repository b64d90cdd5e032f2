package io.github.omnet.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionCountsTest {
  private static TumorLabels random(LabelScheme scheme, long seed) {
    Random random = new Random(seed);
    Shape shape = new Shape(12, 11, 10);
    byte[] data = new byte[shape.voxels()];
    for (int n = 0; n < data.length; n++) {
      boolean tumour = n % 12 > 3 && n % 12 < 10;
      data[n] = (byte) (tumour ? scheme.labelOf(random.nextInt(scheme.labels().size())) : 0);
    }
    return new TumorLabels(LabelMap.wrap(Grid.isotropic(shape), data), scheme);
  }

  @Test
  void one_pass_counts_what_a_pass_per_region_counts() {
    TumorLabels prediction = random(LabelScheme.BRATS2015, 1);
    TumorLabels reference = random(LabelScheme.BRATS2021, 2);
    RegionCounts counts = RegionCounts.of(prediction, reference);
    for (TumorRegion region : TumorRegion.values()) {
      Comparison.Confusion expected =
          Comparison.Confusion.of(prediction.region(region), reference.region(region));
      assertThat(counts.of(region)).isEqualTo(expected);
      assertThat(Comparison.ofRegions(prediction, reference))
          .extractingByKey(region)
          .extracting(Comparison::confusion)
          .isEqualTo(expected);
    }
  }
}
