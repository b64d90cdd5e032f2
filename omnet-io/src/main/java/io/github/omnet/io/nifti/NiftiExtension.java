package io.github.omnet.io.nifti;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of data that someone added between header and voxels. It may hold patient text (code 2 is
 * a DICOM header), so nothing writes it again unless asked to.
 */
public final class NiftiExtension {
  private final int code;
  private final byte[] content;

  /**
   * Creates an extension.
   *
   * @param code who made it, by the registry of the NIfTI standard
   * @param content bytes, copied
   */
  public NiftiExtension(int code, byte[] content) {
    this.code = code;
    this.content = content.clone();
  }

  /**
   * Returns who made it.
   *
   * @return the code, such as 2 for DICOM, 4 for AFNI, 6 for a comment
   */
  public int code() {
    return code;
  }

  /**
   * The bytes, padding included.
   *
   * @return a copy
   */
  public byte[] content() {
    return content.clone();
  }

  /** Bytes in the file: 8 of framing and the content, rounded up to a multiple of 16. */
  int sizeInFile() {
    return (content.length + 8 + 15) / 16 * 16;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof NiftiExtension other
        && code == other.code
        && Arrays.equals(content, other.content);
  }

  @Override
  public int hashCode() {
    return 31 * code + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "NiftiExtension[code " + code + ", " + content.length + " bytes]";
  }
}
