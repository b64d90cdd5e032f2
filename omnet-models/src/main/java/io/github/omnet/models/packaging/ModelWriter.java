package io.github.omnet.models.packaging;

import io.github.omnet.core.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
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
      AtomicFile.write(folder.resolve(file.getKey()), out -> out.write(file.getValue()));
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
    AtomicFile.write(zip, out -> zip(model, out));
  }

  private static void zip(ModelPackage model, OutputStream out) throws IOException {
    ZipOutputStream entries = new ZipOutputStream(out);
    for (Map.Entry<String, byte[]> file : model.contents().entrySet()) {
      ZipEntry entry = new ZipEntry(file.getKey());
      // A fixed time, so that the same model gives the same zip.
      entry.setLastModifiedTime(FileTime.fromMillis(0));
      entries.putNextEntry(entry);
      entries.write(file.getValue());
      entries.closeEntry();
    }
    entries.finish();
  }
}
