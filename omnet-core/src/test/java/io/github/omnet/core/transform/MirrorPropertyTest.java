package io.github.omnet.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.augment.Augmentations;
import io.github.omnet.core.internal.transform.MidSagittalPlane;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.fixtures.RandomImages;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What happens to derived channels when a subject is mirrored left to right. */
class MirrorPropertyTest {
  private static final Transform FLIP = Augmentations.parse("flip(axes=x)").ofSubjects();

  @Property(tries = 200)
  void aMirroredSubjectHasTheMirroredPlane(
      @ForAll @IntRange(min = 1, max = 25) int x,
      @ForAll @IntRange(min = 1, max = 9) int y,
      @ForAll long seed) {
    Subject subject = RandomImages.speckles(new Shape(x, y, 4), seed);
    MidSagittalPlane plane = MidSagittalPlane.of(subject);
    MidSagittalPlane mirrored = MidSagittalPlane.of(FLIP.apply(subject));
    assertThat(mirrored.twiceX()).isEqualTo(2 * (x - 1) - plane.twiceX());
    assertThat(mirrored.shiftMm()).isEqualTo(0 - plane.shiftMm());
    assertThat(mirrored.correlation()).isEqualTo(plane.correlation()).isBetween(0.0, 1.0);
  }

  /** Equal to the last bit: deriving and then mirroring is mirroring and then deriving. */
  @Property(tries = 200)
  void mirroringAndDerivingCommute(
      @ForAll @IntRange(min = 1, max = 25) int x,
      @ForAll @IntRange(min = 1, max = 9) int y,
      @ForAll @IntRange(min = 1, max = 9) int z,
      @ForAll @DoubleRange(min = 0.3, max = 8) double sigmaMm,
      @ForAll long seed) {
    Subject subject = RandomImages.speckles(new Shape(x, y, z), seed);
    Pipeline derive = Pipeline.of(SymmetryChannels.withSigma(sigmaMm), LocationChannels.create());
    Subject expected = FLIP.apply(derive.apply(subject));
    Subject found = derive.apply(FLIP.apply(subject));
    assertThat(found.derived().keySet()).isEqualTo(expected.derived().keySet()).hasSize(5);
    found
        .derived()
        .forEach(
            (name, channel) ->
                assertThat(channel.data()).isEqualTo(expected.derived().get(name).data()));
  }
}
