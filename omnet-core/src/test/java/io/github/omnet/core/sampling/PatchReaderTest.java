package io.github.omnet.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.augment.Augmentation;
import io.github.omnet.core.augment.Augmentations;
import io.github.omnet.core.internal.sampling.PatchReader;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.fixtures.Phantom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PatchReaderTest {
  private static final Shape GRID = new Shape(11, 9, 7);
  private static final Subject SUBJECT = Phantom.subject(GRID);

  /** The obvious way, voxel by voxel, in the order channel, z, y, x. */
  @Property
  void readsWhatIsThereAndZeroBeyondTheEdge(
      @ForAll @IntRange(min = -8, max = 14) int x,
      @ForAll @IntRange(min = -8, max = 14) int y,
      @ForAll @IntRange(min = -8, max = 14) int z,
      @ForAll @IntRange(min = 1, max = 13) int width,
      @ForAll @IntRange(min = 1, max = 13) int depth) {
    Box patch = new Box(x, y, z, new Shape(width, 5, depth));
    PatchReader reader = PatchReader.of(SUBJECT);
    int voxels = patch.shape().voxels();
    float[] images = new float[3 + 4 * voxels];
    byte[] classes = new byte[2 + voxels];
    Arrays.fill(images, -77);
    Arrays.fill(classes, (byte) 99);
    reader.readImages(patch, images, 3);
    reader.readClasses(patch, classes, 2);

    assertThat(images).startsWith(-77, -77, -77);
    assertThat(classes).startsWith(99, 99);
    int n = 0;
    for (Modality modality : Modality.values()) {
      for (int k = z; k < z + depth; k++) {
        for (int j = y; j < y + 5; j++) {
          for (int i = x; i < x + width; i++) {
            boolean inside = GRID.contains(i, j, k);
            assertThat(images[3 + n]).isEqualTo(inside ? SUBJECT.volume(modality).get(i, j, k) : 0);
            if (n < voxels) {
              int label = inside ? SUBJECT.requireTruth().map().get(i, j, k) : 0;
              assertThat(classes[2 + n]).isEqualTo((byte) LabelScheme.BRATS2021.classOf(label));
            }
            n++;
          }
        }
      }
    }
  }

  @Test
  void channelsAreThoseAskedForInThatOrder() {
    Box voxel = new Box(5, 4, 3, new Shape(1, 1, 1));
    PatchReader reader = PatchReader.of(SUBJECT, List.of(Modality.T2, Modality.FLAIR));
    float[] two = new float[2];
    reader.readImages(voxel, two, 0);
    assertThat(reader.channels()).isEqualTo(2);
    assertThat(two)
        .containsExactly(
            SUBJECT.volume(Modality.T2).get(5, 4, 3), SUBJECT.volume(Modality.FLAIR).get(5, 4, 3));
  }

  @Test
  void aShortTargetIsRefusedBeforeAnythingIsWritten() {
    PatchReader reader = PatchReader.of(SUBJECT);
    float[] target = new float[31];
    assertThatThrownBy(() -> reader.readImages(new Box(3, 3, 3, new Shape(2, 2, 2)), target, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(target).containsOnly(0);
  }

  @Test
  void withoutTruthThereAreNoClasses() {
    PatchReader reader = PatchReader.of(Subject.of("u1", SUBJECT.volumes()));
    assertThatThrownBy(
            () -> reader.readClasses(new Box(0, 0, 0, new Shape(1, 1, 1)), new byte[1], 0))
        .isInstanceOf(OmnetException.class)
        .hasMessageContaining("u1");
  }

  @Test
  void derivedChannelsFollowTheModalities() {
    Map<String, Volume> derived = new LinkedHashMap<>();
    derived.put("z", SUBJECT.volume(Modality.T1));
    derived.put("a", SUBJECT.volume(Modality.T1C));
    Subject subject = SUBJECT.withDerived(derived);
    Box voxel = new Box(5, 4, 3, new Shape(1, 1, 1));
    PatchReader reader = PatchReader.of(subject, List.of(Modality.T2));
    float[] three = new float[3];
    reader.readImages(voxel, three, 0);
    assertThat(reader.channels()).isEqualTo(3);
    assertThat(reader.intensityChannels()).isEqualTo(1);
    assertThat(three)
        .containsExactly(
            SUBJECT.volume(Modality.T2).get(5, 4, 3),
            SUBJECT.volume(Modality.T1).get(5, 4, 3),
            SUBJECT.volume(Modality.T1C).get(5, 4, 3));
    assertThat(PatchReader.of(subject).channels()).isEqualTo(6);
  }

  @Test
  void anAugmentedPatchMovesDerivedChannelsAndKeepsTheirIntensities() {
    Subject subject = SUBJECT.withDerived(Map.of("copy", SUBJECT.volume(Modality.T2)));
    PatchReader reader = PatchReader.of(subject, List.of(Modality.T2));
    Box box = new Box(2, 1, 1, new Shape(6, 5, 4));
    int voxels = box.shape().voxels();
    for (Augmentation moves :
        List.of(
            Augmentations.parse("flip(axes=x)"),
            Augmentations.parse("affine(degrees=8 0 5, scale=1.1, shift=2 0 1)"))) {
      float[] moved = read(reader, box, moves);
      assertThat(Arrays.copyOfRange(moved, voxels, 2 * voxels))
          .isEqualTo(Arrays.copyOf(moved, voxels));
      float[] both =
          read(
              reader,
              box,
              Augmentations.sequence(
                  List.of(moves, Augmentations.parse("noise(seed=3, deviation=9)"))));
      assertThat(Arrays.copyOfRange(both, voxels, 2 * voxels))
          .isEqualTo(Arrays.copyOf(moved, voxels))
          .isNotEqualTo(Arrays.copyOf(both, voxels));
    }
  }

  private static float[] read(PatchReader reader, Box box, Augmentation drawn) {
    float[] images = new float[reader.channels() * box.shape().voxels()];
    AugmentedReader.read(
        reader, Optional.empty(), box, drawn, images, 0, new byte[box.shape().voxels()], 0);
    return images;
  }
}
