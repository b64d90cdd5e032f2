package io.github.omnet.models.packaging;

import io.github.omnet.core.internal.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Finds models by name: packages that lie as {@code META-INF/omnet/models/<name>.zip} on the class
 * path or in a module. Nothing is downloaded.
 *
 * <p>A folder below {@code META-INF} is no Java package, so a module does not hide it. On the
 * module path the module that holds the model must be resolved: a program {@code requires} it, such
 * as {@code io.github.omnet.model.small}.
 */
public final class ModelZoo {
  /** Folder of a jar in which packages lie. */
  public static final String FOLDER = "META-INF/omnet/models/";

  private static final String WANTED = "give a folder, a zip file, or a name such as omnet-small";

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
    return open(pathOrName, ModelParts.STANDARD);
  }

  /**
   * Opens a model that may have parts of the caller's by its path or, if there is no such file or
   * folder, by its name.
   *
   * @param pathOrName a folder, a zip file, or a name such as {@code omnet-small}
   * @param parts the preprocessing steps, rules of post-processing and networks that may occur
   * @return the package, checked
   * @throws ModelPackageException if there is neither, or the package is damaged
   * @throws IOException if it cannot be read
   */
  public static ModelPackage open(String pathOrName, ModelParts parts) throws IOException {
    Path path = path(pathOrName);
    if (Files.exists(path) || !NAME.matcher(pathOrName).matches()) {
      return ModelPackage.open(path, parts);
    }
    ClassLoader own = ModelZoo.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    boolean elsewhere = own.getResource(resource(pathOrName)) == null && context != null;
    return named(pathOrName, elsewhere ? context : own, parts);
  }

  private static Path path(String pathOrName) throws ModelPackageException {
    // An empty path would be the folder that the program runs in.
    if (pathOrName.isBlank()) {
      throw new ModelPackageException("model", "its name is empty", WANTED);
    }
    try {
      return Path.of(pathOrName);
    } catch (InvalidPathException e) {
      // On Windows, such as one with a question mark.
      throw new ModelPackageException(
          PlainText.line(pathOrName, 200),
          "no name of a file or model (" + e.getReason() + ")",
          WANTED,
          e);
    }
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
    return named(name, loader, ModelParts.STANDARD);
  }

  private static ModelPackage named(String name, ClassLoader loader, ModelParts parts)
      throws IOException {
    URL found = NAME.matcher(name).matches() ? loader.getResource(resource(name)) : null;
    if (found == null) {
      throw new ModelPackageException(
          name,
          "no such file, and no model of that name on the class path",
          "give the folder or zip file that 'train' wrote, or add the artifact that has the model;"
              + " omnet-small is in io.github.omnet:omnet-model-small");
    }
    Path copy = Files.createTempFile("omnet-" + name, ".zip");
    try {
      try (InputStream in = found.openStream()) {
        byte[] zip = in.readNBytes(Math.toIntExact(MAX_ZIP));
        Files.write(copy, zip);
      }
      return ModelPackage.open(copy, parts);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static String resource(String name) {
    return FOLDER + name + ".zip";
  }
}
