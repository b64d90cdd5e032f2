package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.models.TestModels;
import io.github.omnet.models.packaging.ModelPackage;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryForecastTest {
  private static final Grid GRID = Grid.isotropic(new Shape(40, 40, 40));

  private static SegmentationPlan of(ModelPackage model) {
    return SegmentationPlan.forecast(model, SegmenterOptions.DEFAULT, GRID);
  }

  @Test
  void eachMemberOfAnEnsembleTakesItsWeightsAndOneRunsAtATime() throws Exception {
    ModelPackage one = TestModels.random(4, 1);
    ModelPackage two = TestModels.random(4, 2);
    ModelPackage three = TestModels.random(4, 3);
    long single = of(one).nativeBytes();
    long pair = of(ModelPackage.ensemble(List.of(one, two))).nativeBytes();
    SegmentationPlan trio = of(ModelPackage.ensemble(List.of(one, two, three)));
    long weights = 0;
    for (var tensor : one.weights(0).values()) {
      weights += (long) Float.BYTES * tensor.values().length;
    }
    assertThat(pair - single).isEqualTo(weights);
    assertThat(trio.nativeBytes() - pair).isEqualTo(weights);
    assertThat(trio.heapBytes()).isEqualTo(of(one).heapBytes());
  }
}
