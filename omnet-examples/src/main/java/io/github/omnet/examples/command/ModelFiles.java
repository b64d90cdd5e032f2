package io.github.omnet.examples.command;

import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that a model was read from. */
final class ModelFiles {
  private static final String COARSE = "coarse-";

  private ModelFiles() {}

  /**
   * The zip file, or the files of the folder that belong to the package: a training's curves and
   * report lie there too. None if the model is on the class path.
   *
   * @param name path or name, as it was opened by
   * @param model what was opened
   */
  static List<Path> of(String name, ModelPackage model) {
    Path path = Path.of(name);
    if (!Files.isDirectory(path)) {
      return Files.exists(path) ? List.of(path) : List.of();
    }
    List<Path> files = new ArrayList<>();
    files.add(path.resolve(ModelPackage.MANIFEST));
    files.addAll(of(path, "", model.manifest()));
    // Its manifest is a field of the other.
    model.coarse().ifPresent(level -> files.addAll(of(path, COARSE, level.manifest())));
    return files;
  }

  private static List<Path> of(Path folder, String prefix, ModelManifest manifest) {
    return manifest.files().stream().map(file -> folder.resolve(prefix + file.name())).toList();
  }
}
