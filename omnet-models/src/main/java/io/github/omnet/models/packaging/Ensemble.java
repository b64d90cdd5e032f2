package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.PackageLimits;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Several packages as one. */
final class Ensemble {
  private Ensemble() {}

  static ModelPackage of(List<ModelPackage> models) throws ModelPackageException {
    if (models.size() < 2 || models.size() > PackageLimits.MAX_MEMBERS) {
      throw new OmnetException(
          "an ensemble has 2 to " + PackageLimits.MAX_MEMBERS + " members, found " + models.size());
    }
    ModelPackage first = models.get(0);
    List<NetworkConfig> networks = new ArrayList<>();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (ModelPackage model : models) {
      requireAgreement(first, model);
      files.put(ModelPackage.weightsName(networks.size()), model.file(ModelPackage.weightsName(0)));
      networks.add(model.manifest().networks().get(0));
    }
    Provenance provenance = provenance(models);
    files.put(ModelPackage.LICENCE, first.file(ModelPackage.LICENCE));
    files.put(ModelPackage.CARD, card(first.card(), provenance, models.size()));
    ModelManifest manifest = first.manifest();
    return first.like(
        new ModelManifest(
            manifest.name(),
            manifest.architecture(),
            networks,
            manifest.preprocessing(),
            manifest.spacing(),
            manifest.scheme(),
            manifest.patch(),
            manifest.inference(),
            provenance,
            List.of(),
            Optional.empty()),
        files);
  }

  static ModelPackage member(ModelPackage model, int index) throws ModelPackageException {
    ModelManifest manifest = model.manifest();
    Objects.checkIndex(index, manifest.networks().size());
    if (manifest.architecture().equals(Architecture.CASCADE)) {
      throw new OmnetException(
          model.location() + " is a cascade, whose networks are no models of their own");
    }
    if (!manifest.isEnsemble()) {
      return model;
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(ModelPackage.weightsName(0), model.file(ModelPackage.weightsName(index)));
    files.put(ModelPackage.LICENCE, model.file(ModelPackage.LICENCE));
    files.put(ModelPackage.CARD, model.file(ModelPackage.CARD));
    return model.like(
        new ModelManifest(
            manifest.name(),
            manifest.architecture(),
            List.of(manifest.networks().get(index)),
            manifest.preprocessing(),
            manifest.spacing(),
            manifest.scheme(),
            manifest.patch(),
            manifest.inference(),
            manifest.provenance().withoutMetrics(),
            List.of(),
            Optional.empty()),
        files);
  }

  private static void requireAgreement(ModelPackage first, ModelPackage other)
      throws ModelPackageException {
    ModelManifest a = first.manifest();
    ModelManifest b = other.manifest();
    if (b.coarse().isPresent()) {
      throw new OmnetException(
          other.location()
              + " has two levels and cannot be a member of a package; give 'segment --model' the"
              + " models themselves, separated by commas: they are averaged if they have the same"
              + " coarse level");
    }
    if (b.architecture().equals(Architecture.CASCADE) || b.isEnsemble()) {
      throw new OmnetException(
          other.location()
              + " holds several networks and cannot be a member of a package; give 'segment"
              + " --model' the models themselves, separated by commas");
    }
    requireSame("architecture", a.architecture(), b.architecture(), first, other);
    requireSame("preprocessing", a.preprocessing(), b.preprocessing(), first, other);
    requireSame("spacing", a.spacing(), b.spacing(), first, other);
    requireSame("labelScheme", a.scheme(), b.scheme(), first, other);
    requireSame("patch", a.patch(), b.patch(), first, other);
    requireSame("inference", a.inference(), b.inference(), first, other);
    NetworkConfig one = a.networks().get(0);
    NetworkConfig two = b.networks().get(0);
    requireSame("classes", one.classes(), two.classes(), first, other);
    requireSame("width", one.width(), two.width(), first, other);
    if (!Arrays.equals(first.file(ModelPackage.LICENCE), other.file(ModelPackage.LICENCE))) {
      throw new OmnetException(
          other.location()
              + " has another licence than "
              + first.location()
              + "; members of an ensemble must have the same");
    }
  }

  private static void requireSame(
      String field, Object a, Object b, ModelPackage first, ModelPackage other) {
    if (!a.equals(b)) {
      throw new OmnetException(
          first.location()
              + " has "
              + field
              + " "
              + a
              + ", "
              + other.location()
              + " has "
              + b
              + "; members of an ensemble must agree");
    }
  }

  private static byte[] card(String first, Provenance provenance, int members) {
    String text =
        first.stripTrailing()
            + "\n\n## Average of "
            + members
            + " networks\n\nThe text above is that of the first network. The probabilities of all "
            + members
            + " are averaged; scores of the first alone are not those of the average. Together they"
            + " were trained on "
            + provenance.trainingSubjects().size()
            + " subjects, which `model.json` names.\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The first one's, with the subjects of all, and what the others differ in by member. */
  private static Provenance provenance(List<ModelPackage> models) {
    Provenance first = models.get(0).manifest().provenance();
    Set<String> training = new LinkedHashSet<>();
    Set<String> validation = new LinkedHashSet<>();
    Map<String, String> settings = new TreeMap<>(first.settings());
    for (int n = 0; n < models.size(); n++) {
      Provenance member = models.get(n).manifest().provenance();
      training.addAll(member.trainingSubjects());
      validation.addAll(member.validationSubjects());
      settings.put(
          "member " + (n + 1),
          "weights " + models.get(n).fingerprint() + ", " + described(first, member));
    }
    validation.removeAll(training);
    return new Provenance(
        first.created(),
        first.omnetVersion(),
        first.engine(),
        first.device(),
        first.seed(),
        first.iterations(),
        List.copyOf(training),
        List.copyOf(validation),
        settings,
        Map.of());
  }

  private static String described(Provenance first, Provenance member) {
    List<String> texts = new ArrayList<>();
    texts.add("created " + member.created());
    texts.add("omnet " + member.omnetVersion());
    texts.add("engine " + member.engine());
    texts.add("seed " + member.seed());
    texts.add("iterations " + member.iterations());
    Set<String> names = new TreeSet<>(first.settings().keySet());
    names.addAll(member.settings().keySet());
    names.remove("seed");
    for (String name : names) {
      String value = member.settings().getOrDefault(name, "none");
      if (!value.equals(first.settings().getOrDefault(name, "none"))) {
        texts.add(name + " " + value);
      }
    }
    return String.join(", ", texts);
  }
}
