package io.github.omnet.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Mask;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Spacing;
import org.junit.jupiter.api.Test;

class CoarseFindingTest {
  private static final Grid COARSE =
      new Grid(new Shape(60, 60, 60), Affine.scaling(new Spacing(2, 2, 2), 0, 0, 0));
  private static final Grid FINE = Grid.isotropic(new Shape(120, 120, 120));

  private static CoarseFinding found(int... voxels) {
    boolean[] found = new boolean[COARSE.shape().voxels()];
    for (int voxel : voxels) {
      found[voxel] = true;
    }
    return new CoarseFinding(java.util.Map.of(), Mask.wrap(COARSE, found));
  }

  @Test
  void theFineLevelLooksSixteenMillimetresAroundAVoxel() {
    CoarseFinding one = found(COARSE.shape().index(30, 30, 30));
    Box box = Box.around(one.windows(FINE)).orElseThrow();
    // The voxel lies at 60 mm; 16 mm are 8 coarse voxels, and half of the next are covered too.
    assertThat(box).isEqualTo(Box.minMax(42, 42, 42, 78, 78, 78));
  }

  @Test
  void twoPartsHaveABoxEachAndTheEdgeOfTheVolumeCutsThem() {
    CoarseFinding two = found(COARSE.shape().index(0, 0, 0), COARSE.shape().index(50, 50, 50));
    Mask windows = two.windows(FINE);
    assertThat(windows.data()[FINE.shape().index(0, 0, 0)]).isTrue();
    assertThat(windows.data()[FINE.shape().index(18, 18, 18)]).isTrue();
    assertThat(windows.data()[FINE.shape().index(60, 60, 60)]).isFalse();
    assertThat(windows.data()[FINE.shape().index(100, 100, 100)]).isTrue();
    WindowPlan plan =
        WindowPlan.within(Box.around(windows).orElseThrow(), windows, new Shape(40, 40, 40), 0.25);
    assertThat(plan.windows()).hasSizeLessThan(64).isNotEmpty();
    assertThat(plan.skipped()).isPositive();
  }

  @Test
  void nothingFoundIsEmpty() {
    assertThat(found().isEmpty()).isTrue();
    assertThat(found().windows(FINE).isEmpty()).isTrue();
  }

  @Test
  void outsideOfTheBoxesNoLabelStays() {
    byte[] labels = new byte[FINE.shape().voxels()];
    java.util.Arrays.fill(labels, (byte) 1);
    Mask windows = found(COARSE.shape().index(30, 30, 30)).windows(FINE);
    TumorLabels within =
        new TumorLabels(LabelMap.wrap(FINE, labels), LabelScheme.BRATS2021).within(windows);
    assertThat(Box.around(within.map())).isEqualTo(Box.around(windows));
  }

  @Test
  void windowsCoverThePartAndStayInsideTheVolume() {
    boolean[] all = new boolean[FINE.shape().voxels()];
    java.util.Arrays.fill(all, true);
    Mask everywhere = Mask.wrap(FINE, all);
    Box small = Box.minMax(100, 50, 0, 119, 60, 10);
    WindowPlan plan = WindowPlan.within(small, everywhere, new Shape(32, 32, 32), 0.25);
    assertThat(plan.windows()).containsExactly(new Box(88, 40, 0, new Shape(32, 32, 32)));
    Box wide = Box.minMax(10, 10, 10, 79, 79, 79);
    WindowPlan many = WindowPlan.within(wide, everywhere, new Shape(32, 32, 32), 0.25);
    assertThat(many.windows().stream().reduce(Box::union)).contains(wide);
  }
}
