package io.github.omnet.models.packaging;

import io.github.omnet.core.OmnetException;
import io.github.omnet.models.internal.PackageLimits;
import io.github.omnet.models.network.Architecture;
import io.github.omnet.models.network.NetworkConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Several packages as one. */
final class Ensemble {
  private Ensemble() {}

  static ModelPackage of(List<ModelPackage> models) throws ModelPackageException {
    if (models.size() < 2) {
      throw new OmnetException("an ensemble needs at least two models, found " + models.size());
    }
    ModelManifest first = models.get(0).manifest();
    List<NetworkConfig> networks = new ArrayList<>();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (ModelPackage model : models) {
      requireAgreement(models.get(0), model);
      for (int n = 0; n < model.manifest().networks().size(); n++) {
        files.put(
            ModelPackage.weightsName(networks.size()), model.bytes(ModelPackage.weightsName(n)));
        networks.add(model.manifest().networks().get(n));
      }
    }
    if (networks.size() > PackageLimits.MAX_MEMBERS) {
      throw new OmnetException(
          "an ensemble has at most "
              + PackageLimits.MAX_MEMBERS
              + " members, found "
              + networks.size());
    }
    files.put(ModelPackage.LICENCE, models.get(0).bytes(ModelPackage.LICENCE));
    files.put(ModelPackage.CARD, models.get(0).bytes(ModelPackage.CARD));
    return models
        .get(0)
        .like(
            new ModelManifest(
                first.name(),
                first.architecture(),
                networks,
                first.preprocessing(),
                first.spacing(),
                first.scheme(),
                first.patch(),
                first.inference(),
                provenance(models.stream().map(m -> m.manifest().provenance()).toList()),
                List.of()),
            files);
  }

  private static void requireAgreement(ModelPackage first, ModelPackage other) {
    ModelManifest a = first.manifest();
    ModelManifest b = other.manifest();
    if (b.architecture().equals(Architecture.CASCADE)) {
      throw new OmnetException(
          other.location()
              + " is a cascade, which cannot be a member of a package; give 'segment --model' the"
              + " models themselves, separated by commas");
    }
    requireSame("architecture", a.architecture(), b.architecture(), first, other);
    requireSame("preprocessing", a.preprocessing(), b.preprocessing(), first, other);
    requireSame("spacing", a.spacing(), b.spacing(), first, other);
    requireSame("labelScheme", a.scheme(), b.scheme(), first, other);
    requireSame("patch", a.patch(), b.patch(), first, other);
    requireSame(
        "classes", a.networks().get(0).classes(), b.networks().get(0).classes(), first, other);
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

  /** The first one's, with the subjects of all, and what the others differ in by member. */
  private static Provenance provenance(List<Provenance> members) {
    Provenance first = members.get(0);
    Set<String> training = new LinkedHashSet<>();
    Set<String> validation = new LinkedHashSet<>();
    Map<String, String> settings = new TreeMap<>(first.settings());
    for (int n = 0; n < members.size(); n++) {
      Provenance member = members.get(n);
      training.addAll(member.trainingSubjects());
      validation.addAll(member.validationSubjects());
      settings.put("member " + (n + 1), differences(first, member));
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

  private static String differences(Provenance first, Provenance member) {
    List<String> texts = new ArrayList<>();
    texts.add("created " + member.created());
    texts.add("omnet " + member.omnetVersion());
    texts.add("engine " + member.engine());
    texts.add("seed " + member.seed());
    texts.add("iterations " + member.iterations());
    new TreeMap<>(member.settings())
        .forEach(
            (name, value) -> {
              if (!name.equals("seed") && !value.equals(first.settings().get(name))) {
                texts.add(name + " " + value);
              }
            });
    return String.join(", ", texts);
  }
}
