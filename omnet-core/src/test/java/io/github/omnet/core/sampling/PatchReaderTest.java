package io.github.omnet.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.testing.Phantom;
import io.github.omnet.core.volume.Box;
import io.github.omnet.core.volume.Shape;
import java.util.Arrays;
import java.util.List;
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
}
