package io.github.omnet.io;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The families of image files that are read and written. */
public enum ImageFormat {
  /** NIfTI-1, NIfTI-2 and Analyze 7.5. */
  NIFTI,
  /** MetaImage. */
  META_IMAGE,
  /** NRRD. */
  NRRD;

  /** How a header of MetaImage begins: a key and an equals sign. */
  private static final Pattern META_IMAGE_START = Pattern.compile("\\s*[A-Za-z]{4,32}\\s*=");

  private static final int START = 64;

  /**
   * The format of an existing file, by its content. What is neither counts as NIfTI, whose reader
   * then says what is wrong.
   *
   * @param path the file
   * @return its format
   * @throws IOException if it cannot be read
   */
  public static ImageFormat of(Path path) throws IOException {
    if (RegularFile.obstacle(path).isPresent()) {
      // The first byte of a pipe may never come; a reader names what is wrong without a look.
      return NIFTI;
    }
    try (InputStream in = Files.newInputStream(path)) {
      String start = new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
      if (hasNrrdName(path) || (start.startsWith("NRRD0") && !isHalfOfPair(path))) {
        return NRRD;
      }
      boolean text = META_IMAGE_START.matcher(start).lookingAt() && !isHalfOfPair(path);
      return text || hasMetaImageName(path) ? META_IMAGE : NIFTI;
    }
  }

  /**
   * The format that a file to be written gets by its name.
   *
   * @param path the file
   * @return {@link #META_IMAGE} for {@code .mha} and {@code .mhd}, {@link #NRRD} for {@code .nrrd}
   *     and {@code .nhdr}, {@link #NIFTI} for {@code .nii} and {@code .nii.gz}
   * @throws OmnetException for any other name
   */
  public static ImageFormat ofName(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (hasMetaImageName(path)) {
      return META_IMAGE;
    }
    if (hasNrrdName(path)) {
      return NRRD;
    }
    if (name.endsWith(".nii") || name.endsWith(".nii.gz")) {
      return NIFTI;
    }
    throw new OmnetException(
        path
            + ": name an image to be written .nii.gz, .nii, .mha, .mhd, .nrrd, .seg.nrrd or .nhdr");
  }

  /** Its content is bare voxels, which may look like anything. */
  private static boolean isHalfOfPair(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".img");
  }

  private static boolean hasNrrdName(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".nrrd") || name.endsWith(".nhdr");
  }

  private static boolean hasMetaImageName(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".mha") || name.endsWith(".mhd");
  }
}
