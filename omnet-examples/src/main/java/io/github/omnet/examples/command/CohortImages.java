package io.github.omnet.examples.command;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.DatasetException;
import io.github.omnet.io.dataset.SubjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images under the pictures of a cohort's page.
 *
 * @param subjects where to look for them, if anywhere
 * @param required whether an image on another grid is an error rather than no image
 */
record CohortImages(Optional<Dataset> subjects, boolean required) {
  /** The images of known subjects. */
  static CohortImages of(Dataset subjects) {
    return new CohortImages(Optional.of(subjects), true);
  }

  /** The images that a user names, or those that lie beside the references. */
  static CohortImages find(Optional<Path> named, Path references) throws IOException {
    if (named.isPresent()) {
      return of(Dataset.find(named.get()));
    }
    if (!Files.isDirectory(references)) {
      return new CohortImages(Optional.empty(), false);
    }
    try {
      return new CohortImages(Optional.of(Dataset.find(references)), false);
    } catch (DatasetException onlyLabels) {
      return new CohortImages(Optional.empty(), false);
    }
  }

  /** All images that there are, one of which may be read. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    subjects.ifPresent(found -> found.forEach(subject -> files.addAll(subject.images().values())));
    return files;
  }

  /** The FLAIR image of a subject, or else its first image; empty if there is none on the grid. */
  Optional<Volume> of(String id, Grid grid) throws IOException {
    if (subjects.isEmpty() || !subjects.get().ids().contains(id)) {
      return Optional.empty();
    }
    SubjectFiles files = subjects.get().get(id);
    Map<Modality, Path> images = files.images();
    Path file = images.getOrDefault(Modality.FLAIR, images.values().iterator().next());
    Volume image = Images.readVolume(file);
    if (required) {
      image.grid().requireMatches(grid, file + " and the labels of " + id);
    }
    return image.grid().matches(grid) ? Optional.of(image) : Optional.empty();
  }
}
