package io.github.omnet.models.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Finds models by name: packages that lie as {@code omnet/models/<name>.zip} on the class path.
 * Nothing is downloaded.
 */
public final class ModelZoo {
  /** Where packages lie on the class path. */
  public static final String FOLDER = "omnet/models/";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final long MAX_ZIP = 1L << 29;

  private ModelZoo() {}

  /**
   * Opens a model by its path or, if there is no such file or folder, by its name.
   *
   * @param pathOrName a folder, a zip file, or a name such as {@code omnet-small}
   * @return the package, checked
   * @throws ModelPackageException if there is neither, or the package is damaged
   * @throws IOException if it cannot be read
   */
  public static ModelPackage open(String pathOrName) throws IOException {
    Path path = Path.of(pathOrName);
    if (Files.exists(path) || !NAME.matcher(pathOrName).matches()) {
      return ModelPackage.open(path);
    }
    return named(pathOrName, ModelZoo.class.getClassLoader());
  }

  /**
   * Opens a model by its name.
   *
   * @param name lower-case letters, digits and hyphens
   * @param loader whose class path is searched
   * @return the package, checked
   * @throws ModelPackageException if the class path has no model of that name, or it is damaged
   * @throws IOException if it cannot be read
   */
  public static ModelPackage named(String name, ClassLoader loader) throws IOException {
    URL found = NAME.matcher(name).matches() ? loader.getResource(FOLDER + name + ".zip") : null;
    if (found == null) {
      throw new ModelPackageException(
          name,
          "no such file, and no model of that name on the class path",
          "give the folder or zip file that 'train' wrote, or add the artifact that has the model");
    }
    Path copy = Files.createTempFile("omnet-" + name, ".zip");
    try {
      try (InputStream in = found.openStream()) {
        byte[] zip = in.readNBytes(Math.toIntExact(MAX_ZIP));
        Files.write(copy, zip);
      }
      return ModelPackage.open(copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
