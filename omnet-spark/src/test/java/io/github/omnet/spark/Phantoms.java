package io.github.omnet.spark;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.Grid;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.examples.phantom.PhantomFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Very small heads of 1 mm voxels, each segmented in about a second. */
final class Phantoms {
  private Phantoms() {}

  static void write(Path folder, int subjects) throws IOException {
    write(folder, subjects, 32);
  }

  static void write(Path folder, int subjects, int voxels) throws IOException {
    PhantomCohort cohort = new PhantomCohort(3, voxels);
    for (int n = 0; n < subjects; n++) {
      PhantomFolder.write(atOneMillimetre(cohort.subject(n)), folder);
    }
  }

  /** Makes a file of a subject unreadable. */
  static void damage(Path folder, int subject) throws IOException {
    String id = "phantom_00" + subject;
    Files.writeString(folder.resolve(id).resolve(id + "_t1.nii.gz"), "junk");
  }

  private static Subject atOneMillimetre(Subject subject) {
    Grid grid = Grid.isotropic(subject.grid().shape());
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    subject
        .volumes()
        .forEach((modality, volume) -> volumes.put(modality, Volume.wrap(grid, volume.data())));
    TumorLabels truth = subject.requireTruth();
    return Subject.of(
        subject.id(),
        volumes,
        new TumorLabels(LabelMap.wrap(grid, truth.map().data()), truth.scheme()));
  }
}
