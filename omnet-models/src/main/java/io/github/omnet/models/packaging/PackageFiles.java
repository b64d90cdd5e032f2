package io.github.omnet.models.packaging;

import io.github.omnet.core.internal.RegularFile;
import io.github.omnet.models.internal.PackageLimits;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of a package, in a folder or zip; reads no more than is asked for. */
final class PackageFiles implements Closeable {
  /** Plain names only: nothing can point outside the package. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final String REMEDY = "fetch or train the model again";

  static final String MORE_MEMORY = "give Java more memory (java -Xmx8g)";

  /** Below this size an entry's inflation is not worth an objection. */
  private static final long RATIO_FREE = 1 << 20;

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
      return new PackageFiles(PackageFolder.current(where), null);
    }
    if (!Files.exists(where)) {
      throw new ModelPackageException(
          where.toString(), "no such model", "give the folder or zip file that 'train' wrote");
    }
    Optional<String> obstacle = RegularFile.obstacle(where);
    if (obstacle.isPresent()) {
      throw new ModelPackageException(
          where.toString(), "is " + obstacle.get(), "give a folder or a zip file");
    }
    if (Files.size(where) > PackageLimits.MAX_ZIP_BYTES) {
      throw new ModelPackageException(
          where.toString(),
          Files.size(where) + " bytes, expected at most " + PackageLimits.MAX_ZIP_BYTES,
          REMEDY);
    }
    return openZip(where);
  }

  private static PackageFiles openZip(Path where) throws IOException {
    ZipFile zip;
    try {
      zip = zipFile(where);
    } catch (ZipException | EOFException e) {
      boolean begins = Arrays.equals(firstBytes(where), new byte[] {'P', 'K', 3, 4});
      String reason = e.getMessage() == null ? "it ends too early" : e.getMessage();
      throw new ModelPackageException(
          where.toString(),
          (begins ? "the zip file is cut off or damaged (" : "not a zip file (") + reason + ")",
          REMEDY,
          e);
    }
    try {
      requireUniqueNames(where, zip);
      return new PackageFiles(where, zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /**
   * Java opens zip files of the default file system alone; of another, a copy, gone when closed.
   */
  private static ZipFile zipFile(Path where) throws IOException {
    if (where.getFileSystem() == FileSystems.getDefault()) {
      return new ZipFile(where.toFile());
    }
    Path copy = Files.createTempFile("omnet-model", ".zip");
    try {
      Files.copy(where, copy, StandardCopyOption.REPLACE_EXISTING);
      return new ZipFile(copy.toFile(), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE);
    } catch (IOException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  private static byte[] firstBytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(4);
    }
  }

  /** Of two entries of one name, one program reads the first and another the last. */
  private static void requireUniqueNames(Path where, ZipFile zip) throws IOException {
    if (zip.size() > PackageLimits.MAX_ZIP_ENTRIES) {
      throw new ModelPackageException(
          where.toString(),
          zip.size() + " entries, expected at most " + PackageLimits.MAX_ZIP_ENTRIES,
          REMEDY);
    }
    Set<String> names = new HashSet<>();
    for (String name : names(where, zip)) {
      if (!names.add(name)) {
        throw new ModelPackageException(
            where.toString(), "entry '" + name + "' occurs twice", REMEDY);
      }
    }
  }

  private static List<String> names(Path where, ZipFile zip) throws ModelPackageException {
    try {
      return zip.stream().map(ZipEntry::getName).toList();
    } catch (IllegalArgumentException e) {
      // Some names are first decoded here, by a JDK that has no type for those it cannot decode.
      throw new ModelPackageException(
          where.toString(), "the name of an entry is damaged, expected text in UTF-8", REMEDY, e);
    }
  }

  /** Where a file lies, for messages. */
  String describe(String name) {
    return where + (folder ? "/" : "!") + name;
  }

  static boolean isPlain(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Reads a whole file of at most so many bytes. Memory is taken for what the file holds, not for
   * what the manifest claims, and only once that is known to be no more than is allowed.
   */
  byte[] read(String name, long atMost) throws IOException {
    if (!isPlain(name)) {
      throw new ModelPackageException(
          where.toString(), "file name '" + name + "' is not a plain name", REMEDY);
    }
    try {
      return folder ? fromFolder(name, atMost) : fromZip(name, atMost);
    } catch (ZipException | EOFException e) {
      throw new ModelPackageException(
          describe(name),
          "damaged: " + (e.getMessage() == null ? "it ends too early" : e.getMessage()),
          REMEDY,
          e);
    }
  }

  private byte[] fromFolder(String name, long atMost) throws IOException {
    Path file = where.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new ModelPackageException(
          describe(name),
          RegularFile.obstacle(file).map("is "::concat).orElse("no such file"),
          REMEDY);
    }
    if (!RegularFile.isIn(where, file)) {
      throw new ModelPackageException(
          describe(name),
          "a symbolic link that leads out of the package",
          "put the file itself into the package's folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(name, in, Files.size(file), atMost);
    }
  }

  private byte[] fromZip(String name, long atMost) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.isDirectory()) {
      throw new ModelPackageException(describe(name), "no such entry", REMEDY);
    }
    long size = entry.getSize();
    if (size > RATIO_FREE
        && size / PackageLimits.MAX_ZIP_INFLATION > Math.max(1, entry.getCompressedSize())) {
      throw new ModelPackageException(
          describe(name),
          size
              + " bytes inflated from "
              + entry.getCompressedSize()
              + ", more than "
              + PackageLimits.MAX_ZIP_INFLATION
              + " to 1",
          REMEDY);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return read(name, in, size, atMost);
    }
  }

  /** A file that is longer than it says has no end either, so one byte more is enough to know. */
  private byte[] read(String name, InputStream in, long size, long atMost) throws IOException {
    if (size < 0 || size > atMost) {
      throw tooLong(name, atMost);
    }
    byte[] bytes;
    try {
      bytes = new byte[Math.toIntExact(size)];
    } catch (OutOfMemoryError e) {
      throw new ModelPackageException(
          describe(name), size + " bytes do not fit into memory", MORE_MEMORY, e);
    }
    int length = in.readNBytes(bytes, 0, bytes.length);
    if (length == size && in.read() >= 0) {
      throw tooLong(name, size);
    }
    return length == size ? bytes : Arrays.copyOf(bytes, length);
  }

  private ModelPackageException tooLong(String name, long atMost) {
    return new ModelPackageException(
        describe(name), "more than the expected " + atMost + " bytes", REMEDY);
  }

  @Override
  public void close() throws IOException {
    if (!folder) {
      zip.close();
    }
  }
}
