package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Orientation;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.Networks;
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
    Architecture architecture = Architecture.of(m.architecture());
    int most = architecture == Architecture.CASCADE ? MAX_NETWORKS : 1;
    require(m.networks().size() >= 1 && m.networks().size() <= most, "networks");
    for (NetworkConfig network : m.networks()) {
      require(network.width() <= MAX_WIDTH, "width");
      require(network.channels() == m.modalities().size(), "modalities");
      // Refuses classes that the architecture cannot have; no values are made here.
      Networks.of(architecture.member(), network);
    }
    require(m.normalisation().equals("z-score-brain"), "normalisation");
    require(m.patch().size() == 3, "patch");
    // The regions that guide attention are written into the network.
    require(
        architecture != Architecture.OM_NET_CGA
            || LabelScheme.of(m.labelScheme()) != LabelScheme.BRATS2015,
        "labelScheme");
    LabelScheme.of(m.labelScheme());
    Orientation.of(m.orientation());
    m.requireFits(Objects.requireNonNull(m.inference()));
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
