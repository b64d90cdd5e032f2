package io.github.omnet.models.packaging;

import io.github.omnet.core.internal.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes packages: each file to a temporary name, then moved, the manifest last. */
public final class ModelWriter {
  private ModelWriter() {}

  /**
   * Writes a package as a folder. A package that is there already can be opened until the new one
   * is whole: whenever the program is killed, one of the two is there.
   *
   * @param model the package
   * @param folder made if it does not exist
   * @throws IOException if something cannot be written
   */
  public static void toFolder(ModelPackage model, Path folder) throws IOException {
    PackageFolder.write(folder, model.contents());
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
