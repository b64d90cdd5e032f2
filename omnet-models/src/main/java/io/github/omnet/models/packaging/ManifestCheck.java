package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.fusion.OmNetFusion;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.postprocess.RuleRegistry;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.volume.Spacing;
import io.github.omnet.models.internal.PackageLimits;
import io.github.omnet.models.internal.TaskClasses;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import io.github.omnet.models.network.NetworkSummary;
import io.github.omnet.models.network.Networks;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What has to hold of a manifest before its files are looked at. */
final class ManifestCheck {
  private static final int MAX_NETWORKS = OmNetFusion.TASKS;

  private ManifestCheck() {}

  static void check(ModelManifest m, RuleRegistry rules) {
    m.coarse().ifPresent(coarse -> checkCoarse(m, coarse, rules));
    require(
        m.preprocessing().takesCoarse() == m.coarse().isPresent(),
        "preprocessing, whose step coarse() and the field coarse go together");
    Architecture architecture = m.architecture();
    int most = architecture.equals(Architecture.CASCADE) ? MAX_NETWORKS : PackageLimits.MAX_MEMBERS;
    require(m.networks().size() >= 1 && m.networks().size() <= most, "networks");
    for (NetworkConfig network : m.networks()) {
      require(network.width() <= PackageLimits.MAX_WIDTH, "width");
      require(
          architecture.equals(Architecture.CASCADE) || sameShape(network, m.networks().get(0)),
          "networks, classes and widths of members that are averaged");
      require(network.channels() == m.preprocessing().channels().size(), "preprocessing");
      // Refuses what the architecture cannot have; no values are made here.
      Networks.of(architecture.member(), network);
    }
    requireTasks(m);
    m.spacing().ifPresent(ManifestCheck::requireSpacing);
    m.preprocessing().spacing().ifPresent(ManifestCheck::requireSpacing);
    for (int axis = 0; axis < 3; axis++) {
      require(m.patch().axis(axis) <= PackageLimits.MAX_WINDOW_SIDE, "patch");
    }
    // The regions that guide attention are written into the network.
    require(
        !architecture.equals(Architecture.OM_NET_CGA) || m.scheme() != LabelScheme.BRATS2015,
        "labelScheme");
    checkInference(Objects.requireNonNull(m.inference()));
    m.requireFits(m.inference());
    requireTexts(m);
    PostProcessing.parse(m.inference().postProcessing(), rules);
    checkFiles(m);
  }

  /** A complete model of one level that finds what the fine level is told of. */
  private static void checkCoarse(ModelManifest m, ModelManifest coarse, RuleRegistry rules) {
    if (coarse.coarse().isPresent()) {
      throw new OmnetException(
          "the coarse level "
              + coarse.name()
              + " holds a coarse level itself; a model has two levels at most");
    }
    if (coarse.scheme() != m.scheme()) {
      throw new OmnetException(
          "the coarse level has the label scheme "
              + coarse.scheme()
              + " and the fine level "
              + m.scheme()
              + "; both must have the same");
    }
    // Subjects are read and checked by what the fine level needs.
    if (!m.preprocessing().modalities().containsAll(coarse.preprocessing().modalities())
        || (m.preprocessing().missingAsZero() && !coarse.preprocessing().missingAsZero())) {
      throw new OmnetException(
          "the coarse level needs modalities that the fine level does without ("
              + coarse.preprocessing().modalities()
              + " and "
              + m.preprocessing().modalities()
              + "); give it a coarse level with these or fewer");
    }
    check(coarse, rules);
  }

  /** JSON may lack what Java's types promise, and whoever prints it would fail much later. */
  private static void requireTexts(ModelManifest m) {
    Objects.requireNonNull(m.name());
    Provenance from = Objects.requireNonNull(m.provenance());
    Objects.requireNonNull(from.created());
    Objects.requireNonNull(from.omnetVersion());
    Objects.requireNonNull(from.engine());
    Objects.requireNonNull(from.device());
  }

  private static void requireTasks(ModelManifest m) {
    List<Integer> classes =
        m.architecture().equals(Architecture.CASCADE)
            ? m.networks().stream().flatMap(network -> network.classes().stream()).toList()
            : m.networks().get(0).classes();
    TaskClasses.require(classes);
  }

  private static void requireSpacing(Spacing mm) {
    for (int axis = 0; axis < 3; axis++) {
      require(mm.axis(axis) <= PackageLimits.MAX_SPACING_MM, "spacing, " + mm.axis(axis) + " mm");
    }
  }

  private static boolean sameShape(NetworkConfig one, NetworkConfig other) {
    return one.classes().equals(other.classes()) && one.width() == other.width();
  }

  /** What a package may ask a processor to do for one subject. */
  private static void checkInference(InferenceSettings s) {
    for (int side : List.of(s.windowX(), s.windowY(), s.windowZ())) {
      require(side <= PackageLimits.MAX_WINDOW_SIDE, "inference, a window side of " + side);
      require(
          side * (1 - s.overlap()) >= PackageLimits.MIN_WINDOW_STEP,
          "inference, overlap " + s.overlap() + " of a window side of " + side);
    }
    require(s.overlap() <= PackageLimits.MAX_OVERLAP, "inference, overlap " + s.overlap());
    long voxels = (long) s.windowX() * s.windowY() * s.windowZ();
    require(
        s.batch() <= PackageLimits.MAX_PASS_VOXELS / voxels, "inference, a batch of " + s.batch());
    require(s.dilation() <= PackageLimits.MAX_DILATION, "inference, dilation " + s.dilation());
    require(
        s.postProcessing().size() <= PackageLimits.MAX_RULES,
        "inference, " + s.postProcessing().size() + " rules of postProcessing");
  }

  /** Only the files that a package has, each once, none larger than it can be. */
  private static void checkFiles(ModelManifest m) {
    Set<String> seen = new HashSet<>();
    for (ModelManifest.FileEntry file : m.files()) {
      long most = PackageLimits.MAX_TEXT_BYTES;
      boolean weights = false;
      for (int n = 0; n < m.networks().size(); n++) {
        if (file.name().equals(ModelPackage.weightsName(n))) {
          most = mostBytes(m, n);
          weights = true;
        }
      }
      boolean known =
          weights
              || file.name().equals(ModelPackage.LICENCE)
              || file.name().equals(ModelPackage.CARD);
      require(known && seen.add(file.name()), "files, name '" + file.name() + "'");
      require(file.bytes() >= 0 && file.bytes() <= most, "files, bytes of " + file.name());
    }
  }

  private static long mostBytes(ModelManifest m, int network) {
    Architecture member = m.architecture().member();
    if (member.factory().isPresent()) {
      return PackageLimits.MAX_WEIGHTS_BYTES; // shapes are known on an engine only
    }
    long stored =
        NetworkSummary.ParameterCounts.of(Networks.of(member, m.networks().get(network))).stored();
    return Math.min(
        PackageLimits.MAX_WEIGHTS_BYTES,
        Float.BYTES * stored + PackageLimits.MAX_WEIGHTS_HEADER_BYTES);
  }

  private static void require(boolean holds, String field) {
    if (!holds) {
      throw new OmnetException(
          "field " + field + " holds what this release cannot use; see PackageLimits");
    }
  }
}
