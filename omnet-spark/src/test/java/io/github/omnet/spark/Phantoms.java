package io.github.omnet.spark;

import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.examples.phantom.PhantomFolder;
import io.github.omnet.fixtures.Regrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Very small heads of 1 mm voxels, each segmented in about a second. */
final class Phantoms {
  private Phantoms() {}

  static void write(Path folder, int subjects) throws IOException {
    write(folder, subjects, 32);
  }

  static void write(Path folder, int subjects, int voxels) throws IOException {
    PhantomCohort cohort = new PhantomCohort(3, voxels);
    for (int n = 0; n < subjects; n++) {
      PhantomFolder.write(Regrid.toOneMillimetre(cohort.subject(n)), folder);
    }
  }

  /** Makes a file of a subject unreadable. */
  static void damage(Path folder, int subject) throws IOException {
    String id = "phantom_00" + subject;
    Files.writeString(folder.resolve(id).resolve(id + "_t1.nii.gz"), "junk");
  }
}
