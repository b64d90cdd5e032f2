package io.github.omnet.models.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes packages: each file to a temporary name, then moved, the manifest last. */
public final class ModelWriter {
  private ModelWriter() {}

  /**
   * Writes a package as a folder. Files of an older package there are replaced one by one; the
   * manifest, without which a folder is no package, is taken away first and comes last.
   *
   * @param model the package
   * @param folder made if it does not exist
   * @throws IOException if something cannot be written
   */
  public static void toFolder(ModelPackage model, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(ModelPackage.MANIFEST));
    for (Map.Entry<String, byte[]> file : model.contents().entrySet()) {
      replace(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /**
   * Writes a package as one zip file.
   *
   * @param model the package
   * @param zip replaced if it exists
   * @throws IOException if it cannot be written
   */
  public static void toZip(ModelPackage model, Path zip) throws IOException {
    Path temporary = temporaryFor(zip);
    try {
      try (OutputStream out = Files.newOutputStream(temporary);
          ZipOutputStream entries = new ZipOutputStream(out)) {
        for (Map.Entry<String, byte[]> file : model.contents().entrySet()) {
          ZipEntry entry = new ZipEntry(file.getKey());
          // A fixed time, so that the same model gives the same zip.
          entry.setLastModifiedTime(FileTime.fromMillis(0));
          entries.putNextEntry(entry);
          entries.write(file.getValue());
          entries.closeEntry();
        }
      }
      commit(temporary, zip);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path temporary = temporaryFor(file);
    try {
      Files.write(temporary, bytes);
      commit(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path temporaryFor(Path file) {
    Path absolute = file.toAbsolutePath();
    // Not Files.createTempFile: that one is readable by its owner only, and stays so when moved.
    return absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  private static void commit(Path temporary, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
