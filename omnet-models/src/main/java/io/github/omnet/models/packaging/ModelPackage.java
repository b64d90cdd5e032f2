package io.github.omnet.models.packaging;

import ai.djl.ndarray.NDManager;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.postprocess.RuleRegistry;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.network.TaskNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model on disk: {@code model.json}, weights as safetensors, licence and model card.
 *
 * <p>Opening a package checks every file against the size and SHA-256 of the manifest; nothing in
 * it is executed, and nothing reaches an engine before the checks are done.
 */
public final class ModelPackage {
  /** Name of the manifest. */
  public static final String MANIFEST = "model.json";

  /** Name of the model card. */
  public static final String CARD = "MODEL_CARD.md";

  /** Name of the licence text. */
  public static final String LICENCE = "LICENSE";

  /** What stands before the names of the files of the coarse level. */
  static final String COARSE = "coarse-";

  private static final String REMEDY = "fetch or train the model again";

  private final String where;
  private final ModelManifest manifest;
  private final Map<String, byte[]> files;
  private final RuleRegistry rules;
  private final Optional<ModelPackage> coarse;

  /** For files that were checked; they are taken without a copy. */
  ModelPackage(
      String where,
      ModelManifest manifest,
      Map<String, byte[]> files,
      RuleRegistry rules,
      Optional<ModelPackage> coarse) {
    this.where = where;
    this.manifest = manifest;
    this.files = files;
    this.rules = rules;
    this.coarse = coarse;
  }

  /**
   * Makes a package in memory.
   *
   * @param manifest everything but the list of files, which is filled in
   * @param weights arrays by parameter name, for each network
   * @param licence text of the licence
   * @param card model card in Markdown
   * @return the package
   */
  public static ModelPackage of(
      ModelManifest manifest,
      List<Map<String, SafeTensors.Tensor>> weights,
      String licence,
      String card) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int n = 0; n < weights.size(); n++) {
      files.put(weightsName(n), SafeTensors.encode(weights.get(n)));
    }
    files.put(LICENCE, licence.getBytes(StandardCharsets.UTF_8));
    files.put(CARD, card.getBytes(StandardCharsets.UTF_8));
    return new ModelPackage(
        manifest.name(),
        manifest.withFiles(Fingerprints.entries(files)),
        files,
        RuleRegistry.STANDARD,
        Optional.empty());
  }

  /**
   * Opens a package and checks all of it.
   *
   * @param where a folder or zip file
   * @return the package
   * @throws ModelPackageException naming the file and what is wrong with it
   * @throws IOException if it cannot be read
   */
  public static ModelPackage open(Path where) throws IOException {
    return open(where, ModelParts.STANDARD);
  }

  /**
   * Opens a package that may have parts of the caller's, and checks all of it.
   *
   * @param where a folder or zip file
   * @param parts the preprocessing steps, rules of post-processing and networks that may occur
   * @return the package
   * @throws ModelPackageException naming the file and what is wrong with it
   * @throws IOException if it cannot be read
   */
  public static ModelPackage open(Path where, ModelParts parts) throws IOException {
    return PackageReader.open(where, parts);
  }

  /**
   * Joins models into one whose probabilities are the average of theirs, as {@code Segmenter.open}
   * with all of them would give. Training subjects are those of all; metrics are left out, for they
   * are not the ensemble's, and the first one's card says so.
   *
   * @param models 2 to 8, of one network each, that agree in architecture, preprocessing, spacing,
   *     label scheme, patch, classes, width, settings of inference and licence
   * @return a new package, in memory, with the first one's name
   * @throws ModelPackageException if a file is missing
   * @throws OmnetException if the models do not agree, hold several networks, or are too many
   */
  public static ModelPackage ensemble(List<ModelPackage> models) throws ModelPackageException {
    return Ensemble.of(models);
  }

  /**
   * The same model under another name. Where its card begins with the name, that changes too.
   *
   * @param name what the manifest and the provenance of segmentations say, 1 to 200 characters
   *     without line breaks and control characters
   * @param card Markdown that becomes the card; empty to keep the card
   * @return a new package, in memory
   * @throws OmnetException if the name is not such a one, or the card longer than 1 MiB
   * @throws ModelPackageException if the package lacks its card
   */
  public ModelPackage described(String name, Optional<String> card) throws ModelPackageException {
    Map<String, byte[]> changed = new LinkedHashMap<>(files);
    byte[] own = Description.card(manifest.name(), name, card.isPresent() ? card.get() : card());
    changed.put(CARD, own);
    ModelManifest renamed = manifest.with(name, Fingerprints.entries(changed));
    return new ModelPackage(where, renamed, changed, rules, coarse);
  }

  /**
   * One network of an average as a model of its own, such as to start a training from.
   *
   * @param index which of the manifest's networks, from 0
   * @return a new package, in memory; this package if it holds a single network
   * @throws ModelPackageException if a file is missing
   * @throws OmnetException if this is a cascade
   * @throws IndexOutOfBoundsException if there is no such network
   */
  public ModelPackage member(int index) throws ModelPackageException {
    return Ensemble.member(this, index);
  }

  /**
   * The same networks with the weights of convolutions stored in another format, those of both
   * levels. Biases and normalisation stay as they are. Metrics are left out if 8 bits are new.
   *
   * @param format such as {@link WeightFormat#FLOAT16}
   * @return a new package, in memory
   * @throws ModelPackageException if the weights are damaged, or one is too large for the format
   */
  public ModelPackage storedAs(WeightFormat format) throws ModelPackageException {
    return StoredWeights.as(format, this);
  }

  /**
   * A two-level model: this network refines windows around what a coarse one has found, whose
   * probabilities are among its channels. If it had another coarse level, its metrics are left out,
   * and so are validation subjects that the new one was trained on.
   *
   * @param level a model of one level with the same label scheme and no modality that this one does
   *     without; if the probabilities of both are averaged, with the same classes
   * @return a new package, in memory, with both
   * @throws OmnetException if this network does not take coarse probabilities, or the levels do not
   *     go together
   */
  public ModelPackage withCoarse(ModelPackage level) {
    ModelPackage both = Scores.beforeExchange(this, level).with(level);
    ManifestCheck.check(both.manifest, rules);
    return both;
  }

  /**
   * The same model with the scores of subjects that it has not been trained on.
   *
   * @param subjects their ids
   * @param metrics by name, such as {@code dice WT}, as {@code model show} prints them
   * @return a new package, in memory
   * @throws OmnetException if one of its levels was trained on one of the subjects
   */
  public ModelPackage withScores(List<String> subjects, Map<String, Double> metrics) {
    return Scores.given(this, subjects, metrics);
  }

  /** The same with another coarse level, unchecked. */
  ModelPackage with(ModelPackage level) {
    return new ModelPackage(
        where, manifest.withCoarse(Optional.of(level.manifest)), files, rules, Optional.of(level));
  }

  /** The same with another origin. */
  ModelPackage from(Provenance origin) {
    return new ModelPackage(where, manifest.with(origin), files, rules, coarse);
  }

  /**
   * The coarse level of a two-level model, a complete model of its own.
   *
   * @return the model that says where to look; empty for a model of one level
   */
  public Optional<ModelPackage> coarse() {
    return coarse;
  }

  /**
   * The same network with other settings of inference, such as thresholds or rules that were chosen
   * on validation subjects after the training. Weights, and so the fingerprint, stay as they are;
   * the settings stand in the provenance of every segmentation. Metrics of other settings are left
   * out.
   *
   * @param settings such as {@code
   *     manifest().inference().withThresholds(Optional.of(RegionThresholds.parse("WT=0.35")))}
   * @return a new package, in memory
   * @throws OmnetException if a package cannot have these settings, or they do not fit the network
   */
  public ModelPackage withInference(InferenceSettings settings) {
    return withInference(settings, rules);
  }

  private ModelPackage withInference(InferenceSettings settings, RuleRegistry known) {
    ModelManifest changed = manifest.withInference(settings);
    ManifestCheck.check(changed, known);
    return new ModelPackage(where, changed, files, known, coarse);
  }

  /**
   * The same network with other rules of post-processing, which may be the caller's own. Whoever
   * opens the package needs a {@link RuleRegistry} that reads them.
   *
   * @param own the rules with their constants, in the order of application
   * @return a new package, in memory
   * @throws io.github.omnet.core.OmnetException if there are too many rules
   */
  public ModelPackage withPostProcessing(PostProcessing own) {
    return withInference(
        manifest.inference().withPostProcessing(own.texts()), rules.including(own));
  }

  /**
   * The rules that settings name, among those that the package was opened with.
   *
   * @param settings the model's own or a caller's
   * @return the rules
   * @throws io.github.omnet.core.OmnetException if a rule is not known
   */
  public PostProcessing postProcessing(InferenceSettings settings) {
    return PostProcessing.parse(settings.postProcessing(), rules);
  }

  /**
   * What the package says of itself.
   *
   * @return the manifest
   */
  public ModelManifest manifest() {
    return manifest;
  }

  /**
   * Builds one of the package's networks with its weights, as a DJL block that takes {@code N, C,
   * D, H, W}.
   *
   * @param index which of the manifest's networks, from 0; a cascade has one for each task, an
   *     ensemble one for each member
   * @param manager owns the weights
   * @return a new network, not folded
   * @throws ModelPackageException if the weights do not fit the manifest
   */
  public TaskNetwork network(int index, NDManager manager) throws ModelPackageException {
    TaskNetwork network =
        Networks.of(manifest.architecture().member(), manifest.networks().get(index));
    load(index, network, manager);
    return network;
  }

  /**
   * Gives a network the weights of one of the package's.
   *
   * @param index which of the manifest's networks, from 0
   * @param network built with the same configuration
   * @param manager owns the values
   * @throws ModelPackageException if a name is missing or too many, or a shape differs
   */
  public void load(int index, TaskNetwork network, NDManager manager) throws ModelPackageException {
    NetworkWeights.load(weights(index), network, manager, where);
  }

  /**
   * Copies every parameter out of a network.
   *
   * @param network one with values
   * @return arrays by parameter name, as {@link #of} takes them
   */
  public static Map<String, SafeTensors.Tensor> weightsOf(TaskNetwork network) {
    return NetworkWeights.of(network);
  }

  /**
   * Weights of one network.
   *
   * @param network from 0
   * @return arrays by parameter name
   * @throws ModelPackageException if the file is damaged or missing from the manifest, a number is
   *     not finite, or a running variance is below 0
   */
  public Map<String, SafeTensors.Tensor> weights(int network) throws ModelPackageException {
    String at = where + "/" + weightsName(network);
    Map<String, SafeTensors.Tensor> weights = SafeTensors.decode(file(weightsName(network)), at);
    WeightCheck.check(weights, at);
    return weights;
  }

  /**
   * The model card.
   *
   * @return Markdown
   * @throws ModelPackageException if there is none
   */
  public String card() throws ModelPackageException {
    return new String(file(CARD), StandardCharsets.UTF_8);
  }

  /** A file of the package; nobody changes it. */
  byte[] file(String name) throws ModelPackageException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new ModelPackageException(where, "the manifest lists no " + name, REMEDY);
    }
    return bytes;
  }

  /**
   * Where the package was opened, or its name if it was made in memory.
   *
   * @return for messages
   */
  public String location() {
    return where;
  }

  /**
   * Identifies the weights: two packages with the same fingerprint give the same segmentations
   * under the same settings.
   *
   * @return the first 16 hexadecimal digits of the SHA-256 of all weights
   */
  public String fingerprint() {
    return Fingerprints.ofWeights(manifest);
  }

  /**
   * Identifies the whole package: the manifest holds size and SHA-256 of every other file. It is
   * the same in every process and for a folder and a zip file of the same model.
   *
   * @return the SHA-256 of the manifest with its fields sorted by name, 64 hexadecimal digits
   */
  public String digest() {
    return Fingerprints.ofManifest(manifest);
  }

  /** A package with the files that a manifest is completed with, which knows the same rules. */
  ModelPackage like(ModelManifest own, Map<String, byte[]> contents) {
    ModelManifest complete = own.withFiles(Fingerprints.entries(contents));
    ManifestCheck.check(complete, rules);
    return new ModelPackage(own.name(), complete, contents, rules, Optional.empty());
  }

  /** The same with other bytes of some of its files. */
  ModelPackage replacing(Map<String, byte[]> some) {
    Map<String, byte[]> all = new LinkedHashMap<>(files);
    all.putAll(some);
    return new ModelPackage(
        where, manifest.withFiles(Fingerprints.entries(all)), all, rules, coarse);
  }

  /** Every file with its bytes, the manifest last: a package without one is known to be partial. */
  Map<String, byte[]> contents() {
    Map<String, byte[]> all = new LinkedHashMap<>(files);
    coarse.ifPresent(level -> level.files.forEach((name, file) -> all.put(COARSE + name, file)));
    all.put(MANIFEST, ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8));
    return all;
  }

  static String weightsName(int network) {
    return network == 0 ? "weights.safetensors" : "weights-" + (network + 1) + ".safetensors";
  }
}
