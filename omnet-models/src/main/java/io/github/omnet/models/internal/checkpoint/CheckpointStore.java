package io.github.omnet.models.internal.checkpoint;

import com.google.common.hash.Hashing;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.omnet.core.OmnetException;
import io.github.omnet.core.internal.file.AtomicFile;
import io.github.omnet.core.internal.file.AtomicFolder;
import io.github.omnet.models.packaging.ModelManifest;
import io.github.omnet.models.packaging.ModelPackage;
import io.github.omnet.models.packaging.ModelParts;
import io.github.omnet.models.packaging.ModelWriter;
import io.github.omnet.models.packaging.SafeTensors;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one training, each a folder {@code iteration-00001200}: a model package,
 * {@code optimizer.safetensors}, {@code training.json}, and {@code checkpoint.json} with size and
 * SHA-256 of all. Each appears whole or not at all, and is durable before older ones go. A
 * validation of its weights adds {@code validation.json} later, the end of all {@code finished}.
 * Those of a finished training lie in {@code before} while the training that takes its place runs.
 */
public final class CheckpointStore {
  private static final Pattern NAME = Pattern.compile("iteration-(\\d{8,18})");
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "training.json";
  private static final String SEAL = "checkpoint.json";
  private static final String VALIDATION = "validation.json";
  private static final String FINISHED = "finished";
  private static final String BEFORE = "before";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private final ModelParts parts;
  private final Path folder;
  private final int keep;

  /** Size and hash of every file. */
  private record Seal(Map<String, Entry> files) {}

  private record Entry(long bytes, String sha256) {
    static Entry of(byte[] bytes) {
      return new Entry(bytes.length, String.valueOf(Hashing.sha256().hashBytes(bytes)));
    }
  }

  /** A validation's outcome and the hash of it together with the seal that it belongs to. */
  private record SealedValidation(CheckpointState.@Nullable Best best, String sha256) {}

  public CheckpointStore(Path folder, int keep, ModelParts parts) {
    this.parts = parts;
    this.folder = folder;
    this.keep = keep;
  }

  /** Returns whether there are checkpoints, valid or not. */
  public boolean isEmpty() throws IOException {
    return names().isEmpty();
  }

  /** Refuses a folder without any, and does not make it. */
  public void requireAny() throws IOException {
    if (isEmpty()) {
      throw new OmnetException(nothingIn(folder));
    }
  }

  private static String nothingIn(Path folder) {
    return folder + ": no checkpoint to go on from; start the training anew";
  }

  /** Puts those of a finished training aside, as a new one begins. */
  public void setAside() throws IOException {
    AtomicFolder.deleteRemains(folder);
    for (Path checkpoint : names().values()) {
      Path target = folder.resolve(BEFORE).resolve(checkpoint.getFileName());
      Files.createDirectories(folder.resolve(BEFORE));
      AtomicFolder.delete(target);
      Files.move(checkpoint, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Deletes those that were put aside, as the training that took their place has its result. */
  public void deleteSetAside() throws IOException {
    AtomicFolder.delete(folder.resolve(BEFORE));
  }

  /** Deletes the half-written files of a killed training before it is resumed. */
  public void tidy() throws IOException {
    AtomicFolder.deleteRemains(folder);
  }

  /** Writes one and deletes those that are neither among the last nor the best. */
  public Path write(
      ModelPackage model, Map<String, SafeTensors.Tensor> optimizer, CheckpointState state)
      throws IOException {
    long iteration = state.progress().iteration();
    Path path = folder.resolve(String.format(java.util.Locale.ROOT, "iteration-%08d", iteration));
    Files.createDirectories(folder);
    // One of the same iteration is as good, unless it is damaged.
    AtomicFolder.delete(path);
    AtomicFolder.write(path, files -> fill(files, model, optimizer, state));
    prune(iteration, state.best());
    return path;
  }

  private static void fill(
      Path files,
      ModelPackage model,
      Map<String, SafeTensors.Tensor> optimizer,
      CheckpointState state)
      throws IOException {
    ModelWriter.toFolder(model, files);
    byte[] slots = SafeTensors.encode(optimizer);
    AtomicFile.write(files.resolve(OPTIMIZER), out -> out.write(slots));
    byte[] json = GSON.toJson(state).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(files.resolve(STATE), out -> out.write(json));
    Map<String, Entry> entries = new TreeMap<>();
    try (Stream<Path> written = Files.list(files)) {
      for (Path file : written.toList()) {
        entries.put(file.getFileName().toString(), Entry.of(Files.readAllBytes(file)));
      }
    }
    byte[] seal = GSON.toJson(new Seal(entries)).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(files.resolve(SEAL), out -> out.write(seal));
  }

  /** Adds to a checkpoint what the validation of its weights came to. */
  public static void addValidation(Path checkpoint, CheckpointState.@Nullable Best best)
      throws IOException {
    SealedValidation outcome = new SealedValidation(best, hash(checkpoint, best));
    byte[] json = GSON.toJson(outcome).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(checkpoint.resolve(VALIDATION), out -> out.write(json));
  }

  /** Notes that the training has come to its end, and not only to its last step. */
  public static void addFinished(Path checkpoint) throws IOException {
    byte[] text = "The training has given its result.\n".getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(checkpoint.resolve(FINISHED), out -> out.write(text));
  }

  private static String hash(Path checkpoint, CheckpointState.@Nullable Best best)
      throws IOException {
    String sealed = Files.readString(checkpoint.resolve(SEAL)) + best;
    return String.valueOf(Hashing.sha256().hashString(sealed, StandardCharsets.UTF_8));
  }

  /** Later ones are damaged, or of steps that are being taken again: they do not count. */
  private void prune(long written, CheckpointState.@Nullable Best best) throws IOException {
    NavigableMap<Long, Path> found = names();
    List<Path> old = new ArrayList<>(found.headMap(written, true).descendingMap().values());
    for (Path path : old.subList(Math.min(keep, old.size()), old.size())) {
      if (best == null || !path.equals(found.get(best.iteration()))) {
        AtomicFolder.delete(path);
      }
    }
  }

  /**
   * The newest checkpoint whose files are all as they were written.
   *
   * @param damaged told of each newer one that is not
   * @throws OmnetException if there is none
   */
  public Checkpoint newest(Consumer<String> damaged) throws IOException {
    return newest(damaged, path -> read(path, damaged));
  }

  /**
   * Returns whether the newest checkpoint with a readable {@code training.json} is the end of a
   * training. Weights, which take long, are not looked at.
   */
  public boolean isFinished() throws IOException {
    return newest(
        damaged -> {},
        path -> state(path, seal(path)).finished() && Files.exists(path.resolve(FINISHED)));
  }

  /** Returns the engine, with its precision, that the newest readable checkpoint names. */
  public String engine() throws IOException {
    return newest(damaged -> {}, path -> state(path, seal(path)).training().engine());
  }

  /** Reads a checkpoint, or the part of it that is wanted. */
  private interface Reader<T> {
    T read(Path checkpoint) throws IOException;
  }

  private <T> T newest(Consumer<String> damaged, Reader<T> reader) throws IOException {
    List<Path> newestFirst = new ArrayList<>(names().values());
    Collections.reverse(newestFirst);
    List<String> faults = new ArrayList<>();
    String remedy = "start anew";
    for (Path path : newestFirst) {
      try {
        return reader.read(path);
      } catch (IOException | OmnetException e) {
        faults.add(String.valueOf(e.getMessage()));
        remedy = e instanceof OtherFormatException ? OtherFormatException.REMEDY : remedy;
        damaged.accept("checkpoint left aside: " + e.getMessage());
      }
    }
    throw new OmnetException(
        faults.isEmpty()
            ? nothingIn(folder)
            : folder + ": no checkpoint is whole (" + String.join("; ", faults) + "); " + remedy);
  }

  private NavigableMap<Long, Path> names() throws IOException {
    NavigableMap<Long, Path> found = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        for (Path entry : entries.toList()) {
          Matcher name = NAME.matcher(entry.getFileName().toString());
          if (name.matches()) {
            found.put(Long.parseLong(name.group(1)), entry);
          }
        }
      }
    }
    return found;
  }

  private Checkpoint read(Path path, Consumer<String> damaged) throws IOException {
    Seal seal = seal(path);
    CheckpointState state = state(path, seal);
    Map<String, SafeTensors.Tensor> optimizer =
        SafeTensors.decode(sealed(path, OPTIMIZER, seal), path.resolve(OPTIMIZER).toString());
    // The manifest has the hashes of all else, and the package checks them as it reads.
    sealed(path, ModelPackage.MANIFEST, seal);
    ModelPackage model = ModelPackage.open(path, parts);
    for (ModelManifest.FileEntry file : model.manifest().files()) {
      if (!new Entry(file.bytes(), file.sha256()).equals(seal.files().get(file.name()))) {
        throw new IOException(path.resolve(SEAL) + ": differs from the manifest on " + file.name());
      }
    }
    return new Checkpoint(path, model, optimizer, state, validation(path, damaged));
  }

  /** Reads a file and checks it in one go. */
  private static byte[] sealed(Path path, String name, Seal seal) throws IOException {
    Path file = path.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": no such file");
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!Entry.of(bytes).equals(seal.files().get(name))) {
      throw new IOException(file + ": size or SHA-256 is not the one in " + SEAL);
    }
    return bytes;
  }

  /** Where it is missing or damaged, nothing is lost: the same weights can be validated again. */
  private static Checkpoint.@Nullable Validated validation(Path path, Consumer<String> damaged)
      throws IOException {
    Path file = path.resolve(VALIDATION);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      SealedValidation outcome = CheckpointJson.read(file, SealedValidation.class);
      if (hash(path, outcome.best()).equals(outcome.sha256())) {
        return new Checkpoint.Validated(outcome.best());
      }
    } catch (CheckpointJson.DamagedException e) {
      damaged.accept(e.getMessage() + ", so the validation is made again");
      return null;
    }
    damaged.accept(file + ": not of this checkpoint, so the validation is made again");
    return null;
  }

  private static Seal seal(Path path) throws IOException {
    Path file = path.resolve(SEAL);
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": no such file");
    }
    Seal seal = CheckpointJson.read(file, Seal.class);
    if (seal.files() == null
        || seal.files().containsValue(null)
        || !seal.files().keySet().containsAll(List.of(STATE, OPTIMIZER, ModelPackage.MANIFEST))) {
      throw new IOException(file + ": does not list the files of a checkpoint");
    }
    return seal;
  }

  private static CheckpointState state(Path path, Seal seal) throws IOException {
    byte[] json = sealed(path, STATE, seal);
    CheckpointState state =
        CheckpointJson.parse(
            path.resolve(STATE), new String(json, StandardCharsets.UTF_8), CheckpointState.class);
    if (state.formatVersion() != CheckpointState.VERSION) {
      throw new OtherFormatException(
          path.resolve(STATE)
              + ": written in version "
              + state.formatVersion()
              + " of the format, this omnet reads "
              + CheckpointState.VERSION);
    }
    Optional<String> missing = state.missing();
    if (missing.isPresent()) {
      throw new IOException(path.resolve(STATE) + ": lacks " + missing.get());
    }
    return state;
  }

  /** Nothing is wrong with the checkpoint; another omnet can go on from it. */
  private static final class OtherFormatException extends IOException {
    @Serial private static final long serialVersionUID = 1L;
    static final String REMEDY = "finish the training with the omnet that began it";

    OtherFormatException(String message) {
      super(message);
    }
  }
}
