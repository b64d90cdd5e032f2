package io.github.omnet.core.plausibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.plausibility.Plausibility.Warning.Code;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.transform.Transforms;
import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Regrid;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlausibilityTest {
  private static final Subject HEAD = MadeUpHead.subject();

  private static List<Code> codes(Subject subject) {
    return Plausibility.check(subject).stream().map(Plausibility.Warning::code).toList();
  }

  /** The head with one image replaced. */
  private static Subject with(Modality modality, UnaryOperator<Volume> change) {
    Map<Modality, Volume> volumes = HEAD.volumes();
    volumes.put(modality, change.apply(HEAD.volume(modality)));
    return HEAD.with(volumes, Optional.empty());
  }

  private static Volume changed(Volume volume, UnaryOperator<float[]> change) {
    return Volume.wrap(volume.grid(), change.apply(volume.data().clone()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RAS", "LPS", "PIL", "SRP"})
  void aStrippedHeadIsPlausibleInAnyOrientation(String code) {
    Subject turned = Transforms.reorient(Orientation.of(code)).apply(HEAD);
    assertThat(Plausibility.check(turned)).isEmpty();
  }

  @Test
  void brightnessAndContrastMakeNoDifference() {
    Subject scaled =
        with(
            Modality.T2,
            volume ->
                changed(
                    volume,
                    data -> {
                      for (int n = 0; n < data.length; n++) {
                        data[n] = data[n] == 0 ? 0 : 0.01f * data[n] - 20;
                      }
                      return data;
                    }));
    assertThat(Plausibility.check(scaled)).isEmpty();
  }

  @Test
  void imagesWithoutBackgroundAreNotSkullStripped() {
    Subject noisy =
        with(
            Modality.T1,
            volume ->
                changed(
                    volume,
                    data -> {
                      for (int n = 0; n < data.length; n++) {
                        data[n] += 1 + n % 3;
                      }
                      return data;
                    }));
    assertThat(Plausibility.check(noisy))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(Code.NOT_SKULL_STRIPPED);
              assertThat(warning.text()).contains("no voxel is 0", "Remove the skull");
            });
  }

  @ParameterizedTest
  @CsvSource({"0.62, true", "0.58, false"})
  void moreThanSixtyPercentOfTheGridCannotBeBrain(double share, boolean warned) {
    Grid grid = new Grid(new Shape(50, 50, 50), MadeUpHead.scaled(2.5));
    float[] data = new float[125_000];
    for (int n = 0; n < share * data.length; n++) {
      data[n] = 1 + n % 7;
    }
    Subject box = Subject.of("box", Map.of(Modality.T1, Volume.wrap(grid, data)));
    assertThat(codes(box).contains(Code.NOT_SKULL_STRIPPED)).isEqualTo(warned);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 7})
  void aConstantModalityIsNamed(float value) {
    Subject constant =
        with(
            Modality.T1C,
            volume ->
                changed(
                    volume,
                    data -> {
                      for (int n = 0; n < data.length; n++) {
                        data[n] = data[n] == 0 ? 0 : value;
                      }
                      return data;
                    }));
    assertThat(Plausibility.check(constant))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(Code.CONSTANT_MODALITY);
              assertThat(warning.text()).startsWith("T1C");
            });
  }

  @Test
  void aCopyOfAnotherModalityIsNamedEvenIfItsGreyValuesAreOthers() {
    Volume flair = HEAD.volume(Modality.FLAIR);
    Subject copied =
        with(
            Modality.T2,
            volume ->
                changed(
                    flair,
                    data -> {
                      for (int n = 0; n < data.length; n++) {
                        data[n] = data[n] == 0 ? 0 : 3 * data[n] + 50;
                      }
                      return data;
                    }));
    assertThat(Plausibility.check(copied))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(Code.DUPLICATED_MODALITIES);
              assertThat(warning.text()).startsWith("FLAIR and T2");
            });
  }

  @ParameterizedTest
  @CsvSource({"FLAIR,T1", "FLAIR,T1C", "FLAIR,T2", "T1,T1C", "T1,T2", "T1C,T2"})
  void exchangedModalitiesAreNamed(Modality first, Modality second) {
    Map<Modality, Volume> volumes = HEAD.volumes();
    volumes.put(first, HEAD.volume(second));
    volumes.put(second, HEAD.volume(first));
    assertThat(Plausibility.check(HEAD.with(volumes, Optional.empty())))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(Code.EXCHANGED_MODALITIES);
              assertThat(warning.text())
                  .contains("given as " + first + " looks like " + second)
                  .contains("given as " + second + " looks like " + first);
            });
  }

  @Test
  void fewerModalitiesAreEnough() {
    Map<Modality, Volume> two = HEAD.volumes();
    two.remove(Modality.T1);
    two.remove(Modality.T1C);
    assertThat(codes(HEAD.with(two, Optional.empty()))).isEmpty();
    two.put(Modality.FLAIR, HEAD.volume(Modality.T2));
    two.put(Modality.T2, HEAD.volume(Modality.FLAIR));
    assertThat(codes(HEAD.with(two, Optional.empty()))).containsExactly(Code.EXCHANGED_MODALITIES);
    two.remove(Modality.T2);
    assertThat(codes(HEAD.with(two, Optional.empty()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 4})
  void aBrainOfImpossibleSizeIsTold(double mm) {
    Subject other = Regrid.to(new Grid(MadeUpHead.GRID.shape(), MadeUpHead.scaled(mm)), HEAD);
    assertThat(Plausibility.check(other))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(Code.IMPOSSIBLE_BRAIN_SIZE);
              assertThat(warning.text()).contains(" ml, and between 300 and 2200");
            });
  }

  @ParameterizedTest
  @CsvSource({"0, x, left-right", "1, y, posterior-anterior", "2, z, inferior-superior"})
  void aMirroredModalityIsNamedWithItsAxis(int axis, String name, String meaning) {
    Subject mirrored = with(Modality.T1, volume -> mirrored(volume, axis));
    assertThat(Plausibility.check(mirrored))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(Code.MIRRORED_MODALITY);
              assertThat(warning.text()).startsWith("T1 fits").contains("axis " + name, meaning);
            });
  }

  private static Volume mirrored(Volume volume, int axis) {
    Shape s = volume.shape();
    float[] data = new float[s.voxels()];
    for (int n = 0; n < data.length; n++) {
      int x = n % s.x();
      int y = n / s.x() % s.y();
      int z = n / s.x() / s.y();
      data[n] =
          volume
              .data()[
              s.index(
                  axis == 0 ? s.x() - 1 - x : x,
                  axis == 1 ? s.y() - 1 - y : y,
                  axis == 2 ? s.z() - 1 - z : z)];
    }
    return Volume.wrap(volume.grid(), data);
  }

  @Test
  void allModalitiesMirroredTogetherCannotBeTold() {
    Map<Modality, Volume> volumes = HEAD.volumes();
    volumes.replaceAll((modality, volume) -> mirrored(volume, 0));
    assertThat(Plausibility.check(HEAD.with(volumes, Optional.empty()))).isEmpty();
  }

  @Test
  void leftRightMustBeTheAxisOfSymmetry() {
    // The file states that the axis along which the brain is long is left-right.
    Affine wrong = Affine.ofRowMajor(0, 2, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0);
    assertThat(Plausibility.check(Regrid.to(new Grid(MadeUpHead.GRID.shape(), wrong), skewed())))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(Code.LEFT_RIGHT_AXIS);
              assertThat(warning.text()).contains("along axis x", "left-right is axis y");
            });
    assertThat(codes(skewed())).isEmpty();
  }

  /** The head without the lower part of its back, so that it is symmetric along x alone. */
  private static Subject skewed() {
    Shape s = MadeUpHead.GRID.shape();
    Map<Modality, Volume> volumes = HEAD.volumes();
    volumes.replaceAll(
        (modality, volume) ->
            changed(
                volume,
                data -> {
                  for (int n = 0; n < data.length; n++) {
                    int y = n / s.x() % s.y();
                    int z = n / s.x() / s.y();
                    data[n] = y + z < 65 ? 0 : data[n];
                  }
                  return data;
                }));
    return HEAD.with(volumes, Optional.empty());
  }

  @Test
  void aHandfulOfVoxelsGivesNoOpinionOnContrasts() {
    Grid grid = new Grid(new Shape(10, 10, 10), MadeUpHead.scaled(12));
    float[] data = new float[1000];
    for (int n = 200; n < 700; n++) {
      data[n] = n;
    }
    Volume volume = Volume.wrap(grid, data);
    Subject tiny = Subject.of("tiny", Map.of(Modality.T1, volume, Modality.T2, volume));
    assertThat(Plausibility.check(tiny)).isEmpty();
  }

  @Test
  void aSubjectOfFullSizeTakesWellUnderATenthOfASecond() {
    Grid grid = Grid.isotropic(new Shape(240, 240, 155));
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      float[] data = new float[grid.shape().voxels()];
      for (int n = 0; n < data.length; n++) {
        int x = n % 240 - 120;
        int y = n / 240 % 240 - 120;
        int z = n / 57_600 - 77;
        boolean inside = x * x / 4900.0 + y * y / 7569.0 + z * z / 4761.0 < 1;
        data[n] = inside ? 1 + (n * 2_654_435_761L + modality.name().hashCode()) % 997 : 0;
      }
      volumes.put(modality, Volume.wrap(grid, data));
    }
    Subject large = Subject.of("large", volumes);
    long fastest = Long.MAX_VALUE;
    // The fastest of several: other processes may use the processor meanwhile.
    for (int n = 0; n < 12 || (n < 100 && fastest > 80_000_000L); n++) {
      long start = System.nanoTime();
      Plausibility.check(large);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    System.out.printf("plausibility of 240 x 240 x 155: %.1f ms%n", fastest / 1e6);
    assertThat(fastest).isLessThan(100_000_000L);
  }
}
