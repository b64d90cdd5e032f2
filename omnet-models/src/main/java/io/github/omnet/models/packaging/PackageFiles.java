package io.github.omnet.models.packaging;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of a package, in a folder or zip; reads no more than is asked for. */
final class PackageFiles implements Closeable {
  /** Plain names only: nothing can point outside the package. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final String REMEDY = "fetch or train the model again";

  private final Path where;
  private final ZipFile zip;
  private final boolean folder;

  @SuppressWarnings("NullAway") // a folder has no zip; every use asks first
  private PackageFiles(Path where, ZipFile zip) {
    this.where = where;
    this.zip = zip;
    this.folder = zip == null;
  }

  @SuppressWarnings("NullAway")
  static PackageFiles open(Path where) throws IOException {
    if (Files.isDirectory(where)) {
      return new PackageFiles(where, null);
    }
    if (!Files.exists(where)) {
      throw new ModelPackageException(
          where.toString(), "no such model", "give the folder or zip file that 'train' wrote");
    }
    try {
      return new PackageFiles(where, new ZipFile(where.toFile()));
    } catch (ZipException e) {
      throw new ModelPackageException(
          where.toString(), "not a zip file (" + e.getMessage() + ")", REMEDY, e);
    }
  }

  /** Where a file lies, for messages. */
  String describe(String name) {
    return where + (folder ? "/" : "!") + name;
  }

  static boolean isPlain(String name) {
    return NAME.matcher(name).matches();
  }

  /** Reads a whole file of at most so many bytes. */
  byte[] read(String name, long atMost) throws IOException {
    if (!isPlain(name)) {
      throw new ModelPackageException(
          where.toString(), "file name '" + name + "' is not a plain name", REMEDY);
    }
    try (InputStream in = stream(name)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(atMost + 1));
      if (bytes.length > atMost) {
        throw new ModelPackageException(
            describe(name), "more than the expected " + atMost + " bytes", REMEDY);
      }
      return bytes;
    } catch (ZipException e) {
      throw new ModelPackageException(describe(name), "damaged: " + e.getMessage(), REMEDY, e);
    }
  }

  private InputStream stream(String name) throws IOException {
    if (folder) {
      Path file = where.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw new ModelPackageException(describe(name), "no such file", REMEDY);
      }
      return Files.newInputStream(file);
    }
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.isDirectory()) {
      throw new ModelPackageException(describe(name), "no such entry", REMEDY);
    }
    return zip.getInputStream(entry);
  }

  @Override
  public void close() throws IOException {
    if (!folder) {
      zip.close();
    }
  }
}
