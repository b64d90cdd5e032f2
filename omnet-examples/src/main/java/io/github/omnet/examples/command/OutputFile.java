package io.github.omnet.examples.command;

import io.github.omnet.core.OmnetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds out before the work, not after it, whether its result can be written. */
final class OutputFile {
  private static final Pattern HEADER =
      Pattern.compile(".*\\.(mhd|nhdr|hdr|img)(\\.gz)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern VOXELS =
      Pattern.compile(".*\\.(raw|zraw|bin|dat|img|hdr)(\\.gz)?", Pattern.CASE_INSENSITIVE);

  private OutputFile() {}

  /** Refuses a file that cannot be written where it is to be. */
  static void check(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder; name a file to write");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(file + ": there is no folder " + folder + "; make it first");
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(file + ": folder " + folder + " is not writable; choose another");
    }
  }

  /** Refuses what {@link #check} refuses, and a page whose name could be that of an image. */
  static void checkPage(Path file) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".html") && !name.endsWith(".htm")) {
      throw new OmnetException(
          file + ": a report is one page of HTML; name a file that ends in .html");
    }
    check(file);
  }

  /**
   * Refuses a result that would take the place of a file that is read, or of another result. To a
   * header that names a data file belongs every file of voxels beside it, for only the header knows
   * which.
   *
   * @param read files that exist
   * @param written files that may exist
   */
  static void requireApart(Collection<Path> read, List<Path> written) throws IOException {
    for (int n = 0; n < written.size(); n++) {
      Path file = written.get(n);
      for (Path input : read) {
        if (isSame(file, input)) {
          throw new OmnetException(
              file + ": would take the place of " + input + ", which is read; name another file");
        }
        if (mayHoldVoxelsOf(file, input)) {
          throw new OmnetException(
              file + ": may hold the voxels of " + input + ", which is read; name another file");
        }
      }
      for (Path other : written.subList(0, n)) {
        if (isSame(file, other)) {
          throw new OmnetException(
              file + ": is named for two results; name a file of its own for each");
        }
      }
    }
  }

  private static boolean mayHoldVoxelsOf(Path file, Path header) throws IOException {
    Path folder = header.toAbsolutePath().getParent();
    if (folder == null || !HEADER.matcher(header.toString()).matches() || !Files.exists(file)) {
      return false;
    }
    Path voxels = file.toRealPath();
    return VOXELS.matcher(voxels.toString()).matches()
        && folder.toRealPath().equals(voxels.getParent());
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    if (Files.exists(one) && Files.exists(other)) {
      return Files.isSameFile(one, other);
    }
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  /** Makes the folder that a file is to be in, unless there is one. */
  static void makeFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.exists(folder)) {
      checkFolder(folder);
      Files.createDirectories(folder);
    }
  }

  /** Whether the name is one that MetaImage can be written to, in one file. */
  static boolean isMetaImage(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".mha");
  }

  /** Refuses a folder that cannot be made, or not be written to. */
  static void checkFolder(Path folder) throws IOException {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing)) {
      throw new IOException(folder + ": " + existing + " is not a folder; choose another");
    }
    if (!Files.isWritable(existing)) {
      throw new IOException(folder + ": " + existing + " is not writable; choose another");
    }
  }

  /** Whether the name is one that NIfTI can be written to. */
  static boolean isNifti(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".nii") || name.endsWith(".nii.gz");
  }
}
