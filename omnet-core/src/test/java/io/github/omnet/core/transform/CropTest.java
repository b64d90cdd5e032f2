package io.github.omnet.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.GridMismatchException;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CropTest {
  private static final Grid GRID = Grid.isotropic(new Shape(3, 2, 1));
  private static final Volume IMAGE = Volume.wrap(GRID, new float[] {1, 2, 3, 4, 5, 6});

  @Test
  void cutsOutABlock() {
    Volume cut = Crop.to(Box.minMax(1, 0, 0, 2, 0, 0)).apply(IMAGE);
    assertThat(cut.data()).containsExactly(2, 3);
    assertThat(cut.grid().toWorld(0, 0, 0)).containsExactly(1, 0, 0);
  }

  @Test
  void padsWithZeroBeyondTheEdge() {
    Volume padded = Crop.to(new Box(-1, 1, 0, new Shape(3, 2, 1))).apply(IMAGE);
    assertThat(padded.data()).containsExactly(0, 4, 5, 0, 0, 0);
    assertThat(padded.grid().toWorld(1, 0, 0)).containsExactly(0, 1, 0);
  }

  @Test
  void aBlockFarOutsideIsAllPadding() {
    assertThat(Crop.to(new Box(50, 50, 50, new Shape(2, 1, 1))).apply(IMAGE).data())
        .containsExactly(0, 0);
  }

  @Test
  void theInversePutsTheBlockBack() {
    Crop crop = Crop.to(Box.minMax(1, 0, 0, 2, 1, 0));
    Volume back = crop.inverse(GRID).apply(crop.apply(IMAGE));
    assertThat(back.grid()).isEqualTo(GRID);
    assertThat(back.data()).containsExactly(0, 2, 3, 0, 5, 6);
  }

  @Test
  void theInverseRefusesAnotherGrid() {
    Crop crop = Crop.to(Box.minMax(1, 0, 0, 2, 1, 0));
    assertThatThrownBy(() -> crop.inverse(GRID).apply(IMAGE))
        .isInstanceOf(GridMismatchException.class);
  }

  @Test
  void paddingToAShapeAndBackIsTheIdentity() {
    for (int extent = 3; extent < 8; extent++) {
      Volume padded = CropOrPad.to(new Shape(extent, extent, extent)).apply(IMAGE);
      assertThat(padded.shape()).isEqualTo(new Shape(extent, extent, extent));
      Volume cropped = CropOrPad.to(GRID.shape()).apply(padded);
      assertThat(cropped.data()).isEqualTo(IMAGE.data());
      assertThat(cropped.grid()).isEqualTo(GRID);
      assertThat(CropOrPad.to(padded.shape()).inverse(GRID).apply(padded).data())
          .isEqualTo(IMAGE.data());
    }
  }

  @Test
  void croppingToTheBrainLosesNoBrainAndNoTumour() {
    Subject subject = Phantom.subject(new Shape(20, 16, 12));
    Crop crop = CropToBrain.withMargin(0).fit(subject);
    Subject cropped = crop.apply(subject);
    assertThat(cropped.brain().count()).isEqualTo(subject.brain().count());
    assertThat(crop.box()).isEqualTo(Box.around(subject.brain()).orElseThrow());
    LabelMap truth = subject.requireTruth().map();
    LabelMap back =
        crop.inverse(subject.grid()).apply(cropped.truth().map(TumorLabels::map).orElseThrow());
    assertThat(back.data()).isEqualTo(truth.data());
  }

  @Test
  void theMarginStopsAtTheEdge() {
    Subject subject = Phantom.subject(new Shape(20, 16, 12));
    assertThat(CropToBrain.withMargin(1000).fit(subject).box())
        .isEqualTo(Box.of(new Shape(20, 16, 12)));
    assertThatIllegalArgumentException().isThrownBy(() -> CropToBrain.withMargin(-1));
  }

  @Test
  void withoutBrainTheSubjectStaysWhole() {
    Subject empty = Subject.of("e", Map.of(Modality.T1, Volume.wrap(GRID, new float[6])));
    assertThat(CropToBrain.withMargin(2).fit(empty).box()).isEqualTo(Box.of(GRID.shape()));
  }
}
