package io.github.omnet.core.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import org.junit.jupiter.api.Test;

class TumorLabelsTest {
  @Test
  void aRegionHasAsManyVoxelsAsItsMask() {
    byte[] data = {0, 1, 2, 4, 4, 2, 2, 0, 1, 2};
    LabelMap map = LabelMap.wrap(Grid.isotropic(new Shape(5, 2, 1)), data);
    TumorLabels labels = new TumorLabels(map, LabelScheme.BRATS2021);
    assertThat(labels.count(TumorRegion.WT)).isEqualTo(8);
    assertThat(labels.count(TumorRegion.TC)).isEqualTo(4);
    assertThat(labels.count(TumorRegion.ET)).isEqualTo(2);
    for (TumorRegion region : TumorRegion.values()) {
      assertThat(labels.count(region)).isEqualTo(labels.region(region).count());
    }
  }
}
