package io.github.omnet.core.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LabelSchemeTest {
  private static LabelMap map(int... labels) {
    byte[] data = new byte[labels.length];
    for (int n = 0; n < labels.length; n++) {
      data[n] = (byte) labels[n];
    }
    return LabelMap.wrap(Grid.isotropic(new Shape(labels.length, 1, 1)), data);
  }

  @ParameterizedTest
  @CsvSource({
    "BRATS2015, 0, ---", "BRATS2015, 1, WT TC", "BRATS2015, 2, WT", "BRATS2015, 3, WT TC",
    "BRATS2015, 4, WT TC ET", "BRATS2021, 0, ---", "BRATS2021, 1, WT TC", "BRATS2021, 2, WT",
    "BRATS2021, 4, WT TC ET", "BRATS2023, 1, WT TC", "BRATS2023, 2, WT", "BRATS2023, 3, WT TC ET",
    "BRATS2023, 4, ---", "BRATS2021, 3, ---"
  })
  void regionsOfEachLabel(LabelScheme scheme, int label, String regions) {
    for (TumorRegion region : TumorRegion.values()) {
      assertThat(scheme.contains(region, label))
          .as(region.name())
          .isEqualTo(regions.contains(region.name()));
    }
  }

  @Test
  void classIdsOfThe2021SchemeAreThoseOfTheNetwork() {
    assertThat(LabelScheme.BRATS2021.classOf(0)).isZero();
    assertThat(LabelScheme.BRATS2021.classOf(1)).isEqualTo(1);
    assertThat(LabelScheme.BRATS2021.classOf(2)).isEqualTo(2);
    assertThat(LabelScheme.BRATS2021.classOf(4)).isEqualTo(3);
    assertThatThrownBy(() -> LabelScheme.BRATS2021.classOf(3))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("[0, 1, 2, 4]");
  }

  @ParameterizedTest
  @EnumSource
  void labelsAndClassesAreInverse(LabelScheme scheme) {
    for (int label : scheme.labels()) {
      assertThat(scheme.labelOf(scheme.classOf(label))).isEqualTo(label);
    }
    assertThatThrownBy(() -> scheme.labelOf(scheme.labels().size()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void detectionGoesByLabels3And4() {
    assertThat(LabelScheme.detect(map(0, 1, 2, 3, 4))).isEqualTo(LabelScheme.BRATS2015);
    assertThat(LabelScheme.detect(map(0, 1, 2, 4))).isEqualTo(LabelScheme.BRATS2021);
    assertThat(LabelScheme.detect(map(0, 1, 2, 3))).isEqualTo(LabelScheme.BRATS2023);
    assertThat(LabelScheme.detect(map(0, 1, 2))).isEqualTo(LabelScheme.BRATS2021);
    assertThatThrownBy(() -> LabelScheme.detect(map(0, 1, 7, 7)))
        .isInstanceOf(OmnetException.class)
        .hasMessageContainingAll("[7]", "[2]");
  }

  @ParameterizedTest
  @EnumSource
  void namesReadBack(LabelScheme scheme) {
    assertThat(LabelScheme.of(scheme.toString())).isEqualTo(scheme);
    assertThat(LabelScheme.of(scheme.name())).isEqualTo(scheme);
  }

  @Test
  void unknownNamesListTheKnown() {
    assertThatExceptionOfType(OmnetException.class)
        .isThrownBy(() -> LabelScheme.of("brats1999"))
        .withMessageContaining("brats2021");
  }

  @Test
  void regionsOfASegmentationAreNested() {
    TumorLabels labels = new TumorLabels(map(0, 1, 2, 4), LabelScheme.BRATS2021);
    assertThat(labels.region(TumorRegion.WT).data()).containsExactly(false, true, true, true);
    assertThat(labels.region(TumorRegion.TC).data()).containsExactly(false, true, false, true);
    assertThat(labels.region(TumorRegion.ET).data()).containsExactly(false, false, false, true);
  }

  @Test
  void convertingKeepsEveryRegion() {
    TumorLabels old = new TumorLabels(map(0, 1, 2, 3, 4), LabelScheme.BRATS2015);
    assertThat(old.in(LabelScheme.BRATS2023).map().data()).containsExactly(0, 1, 2, 1, 3);
    assertThat(old.in(LabelScheme.BRATS2015)).isSameAs(old);
    for (LabelScheme target : LabelScheme.values()) {
      for (TumorRegion region : TumorRegion.values()) {
        assertThat(old.in(target).region(region).data()).isEqualTo(old.region(region).data());
      }
    }
  }

  @Test
  void labelsThatTheSchemeLacksAreRefused() {
    assertThatThrownBy(() -> new TumorLabels(map(0, 3), LabelScheme.BRATS2021))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("[3]");
  }
}
