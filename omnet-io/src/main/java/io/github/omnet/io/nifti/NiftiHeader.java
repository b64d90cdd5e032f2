package io.github.omnet.io.nifti;

import io.github.omnet.core.volume.Affine;
import io.github.omnet.io.image.DataType;
import io.github.omnet.io.image.ImageHeader;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The header of a NIfTI or Analyze file, checked and in the library's terms.
 *
 * <p>Policy for the affine, the same as nibabel's: the sform if {@code sform_code > 0}, else the
 * qform if {@code qform_code > 0}, else voxel sizes with x to the left and the middle of the grid
 * at the origin (Analyze: the voxel that SPM's {@code origin} names). Where sform and qform are
 * both set and differ, {@link #warnings} says by how much. Unlike nibabel, sizes stated in metres
 * or micrometres are turned into millimetres.
 *
 * @param path the file that was opened
 * @param dataPath the file that holds the voxels: another one for a {@code .hdr/.img} pair
 * @param version layout of the header
 * @param byteOrder of header and voxels
 * @param shape 1 to 7 extents, x first
 * @param spacing {@code pixdim} of each dimension; mm for the first three
 * @param dataType how a voxel is stored
 * @param voxOffset where the voxels begin in the (uncompressed) data file
 * @param slope factor from stored number to value, 1 for none
 * @param intercept added to the scaled number, 0 for none
 * @param affine voxel to world
 * @param affineSource what the affine was taken from
 * @param qformCode meaning of the qform, 0 for none
 * @param sformCode meaning of the sform, 0 for none
 * @param qform the qform, if its code is above 0 and it is valid
 * @param units field {@code xyzt_units}
 * @param intentCode field {@code intent_code}
 * @param text free text
 * @param extensions blocks between header and voxels
 * @param warnings what is odd about the file without making it unreadable
 */
public record NiftiHeader(
    Path path,
    Path dataPath,
    Version version,
    ByteOrder byteOrder,
    List<Integer> shape,
    List<Double> spacing,
    DataType dataType,
    long voxOffset,
    double slope,
    double intercept,
    Affine affine,
    AffineSource affineSource,
    int qformCode,
    int sformCode,
    Optional<Affine> qform,
    int units,
    int intentCode,
    Text text,
    List<NiftiExtension> extensions,
    List<String> warnings)
    implements ImageHeader {

  /**
   * Copies the lists.
   *
   * @param path the file that was opened
   * @param dataPath the file that holds the voxels
   * @param version layout of the header
   * @param byteOrder of header and voxels
   * @param shape extents, x first
   * @param spacing {@code pixdim} of each dimension
   * @param dataType how a voxel is stored
   * @param voxOffset where the voxels begin
   * @param slope factor from stored number to value
   * @param intercept added to the scaled number
   * @param affine voxel to world
   * @param affineSource what the affine was taken from
   * @param qformCode meaning of the qform
   * @param sformCode meaning of the sform
   * @param qform the qform, if any
   * @param units field {@code xyzt_units}
   * @param intentCode field {@code intent_code}
   * @param text free text
   * @param extensions blocks between header and voxels
   * @param warnings what is odd about the file
   */
  public NiftiHeader {
    shape = List.copyOf(shape);
    spacing = List.copyOf(spacing);
    extensions = List.copyOf(extensions);
    warnings = List.copyOf(warnings);
  }

  @Override
  public String format() {
    return version.toString();
  }

  @Override
  public boolean hasOrientation() {
    return affineSource != AffineSource.PIXDIM;
  }

  /**
   * Returns whether header and voxels are two files.
   *
   * @return true for {@code .hdr} and {@code .img}
   */
  public boolean isPair() {
    return !path.equals(dataPath);
  }

  /**
   * The free text of a header. It may name a patient, so nothing writes it again unless asked to.
   *
   * @param description field {@code descrip}, at most 79 characters
   * @param auxFile field {@code aux_file}, at most 23 characters
   * @param dbName field {@code db_name} of NIfTI-1 and Analyze, at most 17 characters
   * @param intentName field {@code intent_name}, at most 15 characters
   */
  public record Text(String description, String auxFile, String dbName, String intentName) {
    /** No text at all. */
    public static final Text NONE = new Text("", "", "", "");

    static final int DB_NAME_OFFSET = 14;
    static final int DB_NAME_LENGTH = 18;
    static final int DESCRIPTION_LENGTH = 80;
    static final int AUX_FILE_LENGTH = 24;
    static final int INTENT_NAME_LENGTH = 16;
  }

  /**
   * The three header layouts that share the extensions {@code .nii}, {@code .hdr} and {@code .img}.
   */
  public enum Version {
    /** A header of 348 bytes with the magic {@code n+1} or {@code ni1}. */
    NIFTI1("NIfTI-1"),
    /** A header of 540 bytes with 64-bit dimensions and affines in double precision. */
    NIFTI2("NIfTI-2"),
    /** The predecessor: 348 bytes without magic, and nothing about the patient's orientation. */
    ANALYZE("Analyze 7.5");

    private final String title;

    Version(String title) {
      this.title = title;
    }

    /** The format's usual name. */
    @Override
    public String toString() {
      return title;
    }
  }

  /** Which part of a header an affine was taken from. */
  public enum AffineSource {
    /** The matrix {@code srow_x, srow_y, srow_z}. */
    SFORM,
    /** The quaternion, voxel sizes and offset. */
    QFORM,
    /** Voxel sizes alone; the orientation is assumed. */
    PIXDIM
  }
}
