package io.github.omnet.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Shape;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.image.DataType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is written comes back: any shape, type, affine, byte order, compressed or not. */
class NiftiRoundTripPropertyTest {
  @Provide
  Arbitrary<DataType> scalarTypes() {
    return Arbitraries.of(Arrays.stream(DataType.values()).filter(DataType::isScalar).toList());
  }

  @Provide
  Arbitrary<Shape> shapes() {
    Arbitrary<Integer> extent = Arbitraries.integers().between(1, 24);
    return Combinators.combine(extent, extent, extent).as(Shape::new);
  }

  /** Numbers that single precision holds, rotated and sheared at will. */
  @Provide
  Arbitrary<Affine> affines() {
    return Arbitraries.floats()
        .between(-3, 3)
        .array(float[].class)
        .ofSize(9)
        .flatMap(
            m ->
                Arbitraries.floats()
                    .between(-300, 300)
                    .array(float[].class)
                    .ofSize(3)
                    .map(
                        t ->
                            new double[] {
                              m[0], m[1], m[2], t[0], m[3], m[4], m[5], t[1], m[6], m[7], m[8], t[2]
                            }))
        .filter(NiftiRoundTripPropertyTest::isInvertible)
        .map(Affine::ofRowMajor);
  }

  private static boolean isInvertible(double[] rows) {
    try {
      return Math.abs(Affine.ofRowMajor(rows).determinant()) > 1e-3;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Property(tries = 150)
  void valuesTypeAndGridComeBack(
      @ForAll("shapes") Shape shape,
      @ForAll("scalarTypes") DataType type,
      @ForAll("affines") Affine affine,
      @ForAll boolean bigEndian,
      @ForAll boolean compressed,
      @ForAll boolean nifti2,
      @ForAll @IntRange(max = 9) int level,
      @ForAll long seed)
      throws IOException {
    Volume volume = Volume.wrap(new Grid(shape, affine), values(shape, type, seed));
    NiftiWriteOptions.Builder options =
        NiftiWriteOptions.builder()
            .dataType(type)
            .byteOrder(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
            .compressionLevel(level);
    if (nifti2) {
      options.nifti2();
    }
    Path file = Files.createTempFile("round-trip", compressed ? ".nii.gz" : ".nii");
    try {
      Nifti.write(file, volume, options.build());
      NiftiHeader header = Nifti.readHeader(file);
      assertThat(header.dataType()).isEqualTo(type);
      assertThat(header.version())
          .isEqualTo(nifti2 ? NiftiHeader.Version.NIFTI2 : NiftiHeader.Version.NIFTI1);
      // Affines of any kind come back; those with shear with a warning.
      assertThat(header.warnings()).allMatch(w -> w.startsWith("the axes of a voxel miss"));
      Volume read = Nifti.readVolume(file);
      assertThat(read.grid()).isEqualTo(volume.grid());
      assertThat(read.data()).isEqualTo(volume.data());
    } finally {
      Files.delete(file);
    }
  }

  /** Without shear the quaternion says the same as the matrix, to single precision. */
  @Property(tries = 60)
  void qformAgreesWithSform(
      @ForAll double a, @ForAll double b, @ForAll double c, @ForAll boolean mirrored)
      throws IOException {
    Affine affine = rotation(Math.sin(a), Math.sin(b), Math.sin(c), mirrored);
    Volume volume = Volume.wrap(new Grid(new Shape(50, 6, 7), affine), new float[2100]);
    Path file = Files.createTempFile("qform", ".nii");
    try {
      Nifti.write(file, volume);
      NiftiHeader header = Nifti.readHeader(file);
      assertThat(header.qformCode()).isPositive();
      assertThat(header.warnings()).isEmpty();
      assertThat(header.qform().orElseThrow().closeTo(affine, 1e-4)).isTrue();
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 50)
  void aScaleOverTheFullRangeLosesLessThanAStep(
      @ForAll("shapes") Shape shape, @ForAll boolean small, @ForAll long seed) throws IOException {
    DataType type = small ? DataType.UINT8 : DataType.INT16;
    float[] values = values(shape, DataType.FLOAT32, seed);
    Volume volume = Volume.wrap(Grid.isotropic(shape), values);
    Path file = Files.createTempFile("scaled", ".nii");
    try {
      Nifti.write(
          file, volume, NiftiWriteOptions.builder().dataType(type).scaleToFullRange().build());
      double slope = Nifti.readHeader(file).slope();
      float[] read = Nifti.readVolume(file).data();
      for (int n = 0; n < read.length; n++) {
        assertThat((double) read[n]).isCloseTo(values[n], within(0.5001 * slope + 1e-3));
      }
    } finally {
      Files.delete(file);
    }
  }

  /** Numbers of the type's whole range that a float holds exactly. */
  private static float[] values(Shape shape, DataType type, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[shape.voxels()];
    for (int n = 0; n < values.length; n++) {
      if (!type.isInteger()) {
        values[n] = (float) random.nextDouble(-1e4, 1e4);
        continue;
      }
      double value = Math.rint(random.nextDouble(type.min(), Math.nextDown(type.max())));
      float rounded = (float) value + 0f; // no negative zero
      // Rounding up to the next float could leave the range.
      values[n] = rounded > type.max() || rounded == 0x1p63f || rounded == 0x1p64f ? 0 : rounded;
    }
    return values;
  }

  private static Affine rotation(double x, double y, double z, boolean mirrored) {
    double length = Math.sqrt(1 + x * x + y * y + z * z);
    double a = 1 / length;
    double b = x / length;
    double c = y / length;
    double d = z / length;
    double sign = mirrored ? -1 : 1;
    return Affine.ofRowMajor(
        1 - 2 * (c * c + d * d),
        2 * (b * c - a * d),
        sign * 2 * (b * d + a * c),
        5,
        2 * (b * c + a * d),
        1 - 2 * (b * b + d * d),
        sign * 2 * (c * d - a * b),
        -6,
        2 * (b * d - a * c),
        2 * (c * d + a * b),
        sign * (1 - 2 * (b * b + c * c)),
        7);
  }
}
