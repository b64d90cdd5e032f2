package io.github.omnet.io.internal;

import io.github.omnet.core.internal.RegularFile;
import io.github.omnet.io.image.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file with voxels that a header names. It lies in the header's own folder: a header must not
 * point at just any file.
 */
public final class DataFile {
  private DataFile() {}

  /**
   * The path of a data file.
   *
   * @param header the file with the header
   * @param field of the header that names the data file
   * @param offset of the field
   * @param stored what stands there, a {@code char} for each byte: a plain file name in UTF-8, as
   *     ITK and 3D Slicer write it, {@code ./} before it allowed
   * @param faults makes the exceptions
   * @return a path in the header's folder; where it is a symbolic link, {@link #open} checks where
   *     it leads
   * @throws ImageFormatException if it is no plain name, is not UTF-8, or holds characters that the
   *     locale of this process lacks
   */
  public static Path beside(Path header, String field, long offset, String stored, Faults faults)
      throws ImageFormatException {
    String name = decoded(field, offset, stored, faults);
    try {
      String bare = name.startsWith("./") ? name.substring(2) : name;
      Path plain = header.getFileSystem().getPath(bare);
      if (!bare.isEmpty()
          && plain.getRoot() == null
          && plain.getNameCount() == 1
          && !bare.equals("..")
          && !bare.equals(".")) {
        return header.resolveSibling(plain);
      }
    } catch (InvalidPathException e) {
      boolean ascii = name.chars().allMatch(c -> c < 0x80);
      throw faults.at(
          field,
          offset,
          "'" + name + "': " + e.getReason(),
          "a file name",
          ascii
              ? "the header is damaged: get the file from its source again"
              : FileNames.SET_LOCALE);
    }
    throw faults.at(
        field,
        offset,
        "'" + name + "'",
        "a file in the header's own folder",
        "put the data file beside the header and name it without a folder");
  }

  private static String decoded(String field, long offset, String stored, Faults faults)
      throws ImageFormatException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(stored.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      throw faults.at(
          field,
          offset,
          "'" + stored + "', bytes that are not UTF-8",
          "a file name in UTF-8",
          "name the data file with plain letters, or store the name as UTF-8");
    }
  }

  /**
   * Opens a data file.
   *
   * @param header the file with the header
   * @param field of the header that names the data file
   * @param data path of the data file
   * @param faults makes the exceptions about the header
   * @param dataFaults makes the exceptions about the data file
   * @return its bytes; to be closed
   * @throws IOException if it is missing, a link that leads elsewhere, or cannot be opened
   */
  public static PlainSource open(
      Path header, String field, Path data, Faults faults, Faults dataFaults) throws IOException {
    if (!Files.exists(data)) {
      throw faults.at(
          field,
          ImageFormatException.NO_OFFSET,
          data.getFileName() + ", which is missing",
          "a file beside the header",
          "put header and data file into one folder");
    }
    Path folder = Objects.requireNonNull(header.toAbsolutePath().getParent());
    if (!RegularFile.isIn(folder, data)) {
      throw faults.at(
          field,
          ImageFormatException.NO_OFFSET,
          data.getFileName() + ", a symbolic link that leads elsewhere",
          "a file in the header's own folder",
          "put the data file itself beside the header");
    }
    return ByteSource.openPlain(data, dataFaults);
  }
}
