package io.github.omnet.spark;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelZoo;
import java.io.IOException;
import java.io.Serializable;

/**
 * A model by its place and its content, as it is sent to executors: each opens the package itself
 * and refuses another one.
 *
 * @param location a folder or zip file on a path that all executors share, or the name of a model
 *     on their class path
 * @param digest SHA-256 of the package, {@link ModelPackage#digest()}
 * @serial exclude
 */
@SuppressWarnings("InvalidBlockTag") // of the javadoc tool: no page of serialized forms
public record ModelReference(String location, String digest) implements Serializable {
  /**
   * Opens a model and notes its content.
   *
   * @param location a folder, a zip file or a name such as {@code omnet-small}
   * @return the reference
   * @throws IOException if the package is damaged or cannot be read
   */
  public static ModelReference of(String location) throws IOException {
    return new ModelReference(location, ModelZoo.open(location).digest());
  }

  /**
   * Opens the package.
   *
   * @return the package with this digest
   * @throws OmnetException if another package is there
   * @throws IOException if it is damaged or cannot be read
   */
  public ModelPackage open() throws IOException {
    ModelPackage found = ModelZoo.open(location);
    if (!found.digest().equals(digest)) {
      throw new OmnetException(
          location
              + ": the package has digest "
              + found.digest()
              + ", expected "
              + digest
              + "; give all executors the package that the job was started with");
    }
    return found;
  }
}
