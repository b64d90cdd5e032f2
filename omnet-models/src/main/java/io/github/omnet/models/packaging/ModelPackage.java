package io.github.omnet.models.packaging;

import ai.djl.ndarray.NDManager;
import com.google.common.hash.Hashing;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.postprocess.PostProcessing;
import io.github.omnet.core.postprocess.RuleRegistry;
import io.github.omnet.models.internal.PackageLimits;
import io.github.omnet.models.internal.StrictJson;
import io.github.omnet.models.network.Networks;
import io.github.omnet.models.network.TaskNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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

  private static final String REMEDY = "fetch or train the model again";

  private final String where;
  private final ModelManifest manifest;
  private final Map<String, byte[]> files;
  private final RuleRegistry rules;

  private ModelPackage(
      String where, ModelManifest manifest, Map<String, byte[]> files, RuleRegistry rules) {
    this.where = where;
    this.manifest = manifest;
    this.files = files;
    this.rules = rules;
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
        manifest.name(), manifest.withFiles(entries(files)), files, RuleRegistry.STANDARD);
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
    try (PackageFiles source = PackageFiles.open(where)) {
      ModelManifest manifest = manifest(source, parts);
      requireMemory(manifest, where.toString(), Runtime.getRuntime().maxMemory());
      Map<String, byte[]> files = new LinkedHashMap<>();
      for (ModelManifest.FileEntry entry : manifest.files()) {
        files.put(entry.name(), checked(source, entry));
      }
      ModelPackage opened = new ModelPackage(where.toString(), manifest, files, parts.rules());
      for (int n = 0; n < manifest.networks().size(); n++) {
        opened.weights(n);
      }
      return opened;
    }
  }

  /** Refuses what could not even fit into an empty heap: all files, and the largest as floats. */
  static void requireMemory(ModelManifest manifest, String where, long heap)
      throws ModelPackageException {
    long all = 0;
    long largest = 0;
    for (ModelManifest.FileEntry entry : manifest.files()) {
      all += entry.bytes();
      largest = Math.max(largest, entry.bytes());
    }
    if (all + largest > heap) {
      throw new ModelPackageException(
          where,
          "takes " + (all + largest) + " bytes of memory, and Java has " + heap,
          PackageFiles.MORE_MEMORY);
    }
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
   * The same network with its convolutions' weights rounded to 16 bits: half the size, and
   * probabilities that differ in the third digit or so. Biases and normalisation stay as they are.
   *
   * @return a new package, in memory
   * @throws ModelPackageException if the weights are damaged, or one is too large for 16 bits
   */
  public ModelPackage inHalfPrecision() throws ModelPackageException {
    Map<String, byte[]> smaller = new LinkedHashMap<>(files);
    for (int n = 0; n < manifest.networks().size(); n++) {
      smaller.put(
          weightsName(n), SafeTensors.encode(weights(n), tensor -> tensor.shape().size() > 1));
    }
    ModelPackage halved =
        new ModelPackage(where, manifest.withFiles(entries(smaller)), smaller, rules);
    for (int n = 0; n < manifest.networks().size(); n++) {
      // A weight beyond 65504 has become infinite.
      halved.weights(n);
    }
    return halved;
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
    return new ModelPackage(where, changed, files, known);
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

  private static List<ModelManifest.FileEntry> entries(Map<String, byte[]> files) {
    List<ModelManifest.FileEntry> entries = new ArrayList<>();
    files.forEach(
        (name, bytes) ->
            entries.add(new ModelManifest.FileEntry(name, bytes.length, sha256(bytes))));
    return entries;
  }

  private static ModelManifest manifest(PackageFiles source, ModelParts parts) throws IOException {
    byte[] json = source.read(MANIFEST, PackageLimits.MAX_MANIFEST_BYTES);
    String at = source.describe(MANIFEST);
    try {
      ModelManifest manifest =
          ManifestJson.read(StrictJson.check(new String(json, StandardCharsets.UTF_8)), at, parts);
      ManifestCheck.check(manifest, parts.rules());
      return manifest;
    } catch (RuntimeException e) {
      // Gson wraps what the records' constructors refuse in exceptions of several kinds.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String found =
          cause instanceof NullPointerException
              ? "a field is missing"
              : String.valueOf(cause.getMessage());
      throw new ModelPackageException(at, found, REMEDY, e);
    }
  }

  private static byte[] checked(PackageFiles source, ModelManifest.FileEntry entry)
      throws IOException {
    String at = source.describe(entry.name());
    if (entry.bytes() < 0 || entry.bytes() > PackageLimits.MAX_WEIGHTS_BYTES) {
      throw new ModelPackageException(at, "claims " + entry.bytes() + " bytes", REMEDY);
    }
    byte[] bytes = source.read(entry.name(), entry.bytes());
    if (bytes.length != entry.bytes()) {
      throw new ModelPackageException(
          at, "only " + bytes.length + " of " + entry.bytes() + " bytes", REMEDY);
    }
    if (!sha256(bytes).equals(entry.sha256())) {
      throw new ModelPackageException(at, "SHA-256 is not the one in " + MANIFEST, REMEDY);
    }
    return bytes;
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

  private byte[] file(String name) throws ModelPackageException {
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
    StringBuilder hashes = new StringBuilder();
    for (ModelManifest.FileEntry entry : manifest.files()) {
      if (entry.name().startsWith("weights")) {
        hashes.append(entry.sha256());
      }
    }
    return sha256(hashes.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /**
   * Identifies the whole package: the manifest holds size and SHA-256 of every other file. It is
   * the same in every process and for a folder and a zip file of the same model.
   *
   * @return the SHA-256 of the manifest with its fields sorted by name, 64 hexadecimal digits
   */
  public String digest() {
    String sorted = sorted(JsonParser.parseString(ManifestJson.write(manifest))).toString();
    return sha256(sorted.getBytes(StandardCharsets.UTF_8));
  }

  /** Maps of a manifest are in another order in each process. */
  private static JsonElement sorted(JsonElement json) {
    if (json.isJsonArray()) {
      JsonArray array = new JsonArray();
      json.getAsJsonArray().forEach(element -> array.add(sorted(element)));
      return array;
    }
    if (!json.isJsonObject()) {
      return json;
    }
    JsonObject object = new JsonObject();
    new TreeMap<>(json.getAsJsonObject().asMap())
        .forEach((name, value) -> object.add(name, sorted(value)));
    return object;
  }

  /** A package with the files that a manifest is completed with, which knows the same rules. */
  ModelPackage like(ModelManifest own, Map<String, byte[]> contents) {
    ModelManifest complete = own.withFiles(entries(contents));
    ManifestCheck.check(complete, rules);
    return new ModelPackage(own.name(), complete, contents, rules);
  }

  /** A file of the package; none of them is changed. */
  byte[] bytes(String name) throws ModelPackageException {
    return file(name);
  }

  /** Every file with its bytes, the manifest last: a package without one is known to be partial. */
  Map<String, byte[]> contents() {
    Map<String, byte[]> all = new LinkedHashMap<>(files);
    all.put(MANIFEST, ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8));
    return all;
  }

  static String weightsName(int network) {
    return network == 0 ? "weights.safetensors" : "weights-" + (network + 1) + ".safetensors";
  }

  private static String sha256(byte[] bytes) {
    return Objects.requireNonNull(Hashing.sha256().hashBytes(bytes).toString());
  }
}
