package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.models.network.NetworkConfig;
import java.util.Objects;

/** What has to hold of a manifest before its files are looked at. */
final class ManifestCheck {
  private static final int MAX_WIDTH = 512;
  private static final int MAX_NETWORKS = 3;

  private ManifestCheck() {}

  static void check(ModelManifest m, String where) throws ModelPackageException {
    if (m == null || !ModelManifest.FORMAT.equals(m.format())) {
      throw new ModelPackageException(
          where, "not a model manifest", "\"format\" must be \"" + ModelManifest.FORMAT + "\"");
    }
    if (m.formatVersion() != ModelManifest.VERSION) {
      throw new ModelPackageException(
          where,
          "format version " + m.formatVersion(),
          "this release reads version "
              + ModelManifest.VERSION
              + "; use the release that wrote it");
    }
    require(m.networks().size() >= 1 && m.networks().size() <= MAX_NETWORKS, "networks");
    for (NetworkConfig network : m.networks()) {
      require(network.width() <= MAX_WIDTH, "width");
      require(network.channels() == m.modalities().size(), "modalities");
    }
    require(m.normalisation().equals("z-score-brain"), "normalisation");
    require(m.patch().size() == 3, "patch");
    LabelScheme.of(m.labelScheme());
    Orientation.of(m.orientation());
    Objects.requireNonNull(m.inference());
    Objects.requireNonNull(m.provenance());
    for (ModelManifest.FileEntry file : m.files()) {
      require(
          PackageFiles.isPlain(file.name()) && !file.name().equals(ModelPackage.MANIFEST),
          "files, name '" + file.name() + "'");
    }
  }

  private static void require(boolean holds, String field) {
    if (!holds) {
      throw new OmnetException("field " + field + " holds what this release cannot use");
    }
  }
}
