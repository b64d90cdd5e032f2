package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.network.ParameterCounts;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** What has to hold of a manifest before its files are looked at. */
final class ManifestCheck {
  private static final int MAX_WIDTH = 512;
  private static final long MAX_TEXT = 1 << 20;
  private static final long MAX_HEADER = 16 << 20;
  private static final int MAX_NETWORKS = 3;

  private ManifestCheck() {}

  static void check(ModelManifest m) {
    Architecture architecture = m.architecture();
    int most = architecture == Architecture.CASCADE ? MAX_NETWORKS : 1;
    require(m.networks().size() >= 1 && m.networks().size() <= most, "networks");
    for (NetworkConfig network : m.networks()) {
      require(network.width() <= MAX_WIDTH, "width");
      require(network.channels() == m.preprocessing().channels().size(), "preprocessing");
      // Refuses classes that the architecture cannot have; no values are made here.
      Networks.of(architecture.member(), network);
    }
    // The regions that guide attention are written into the network.
    require(
        architecture != Architecture.OM_NET_CGA || m.scheme() != LabelScheme.BRATS2015,
        "labelScheme");
    m.requireFits(Objects.requireNonNull(m.inference()));
    Objects.requireNonNull(m.provenance());
    PostProcessing.named(m.inference().postProcessing());
    checkFiles(m);
  }

  /** Only the files that a package has, each once, none larger than it can be. */
  private static void checkFiles(ModelManifest m) {
    Set<String> seen = new HashSet<>();
    for (ModelManifest.FileEntry file : m.files()) {
      long most = MAX_TEXT;
      for (int n = 0; n < m.networks().size(); n++) {
        if (file.name().equals(ModelPackage.weightsName(n))) {
          most = mostBytes(m, n);
        }
      }
      boolean known =
          most > MAX_TEXT
              || file.name().equals(ModelPackage.LICENCE)
              || file.name().equals(ModelPackage.CARD);
      require(known && seen.add(file.name()), "files, name '" + file.name() + "'");
      require(file.bytes() >= 0 && file.bytes() <= most, "files, bytes of " + file.name());
    }
  }

  private static long mostBytes(ModelManifest m, int network) {
    Architecture member = m.architecture().member();
    long stored = ParameterCounts.of(Networks.of(member, m.networks().get(network))).stored();
    return Float.BYTES * stored + MAX_HEADER;
  }

  private static void require(boolean holds, String field) {
    if (!holds) {
      throw new OmnetException("field " + field + " holds what this release cannot use");
    }
  }
}
