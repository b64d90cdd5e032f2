package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
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

  @Test
  void voxelsTooSmallForAnyMemoryAreRefused() {
    for (double mm : new double[] {0.001, 1e-300}) {
      ModelPackage model = TestModels.spaced(2, 1, new Spacing(mm, mm, mm));
      SegmenterOptions resampling = SegmenterOptions.DEFAULT.withResampling();
      assertThatThrownBy(() -> MemoryForecast.of(model, resampling, GRID))
          .isInstanceOf(OmnetException.class)
          .hasMessageContaining("check the voxel size of the subject and of the model");
    }
  }
}
