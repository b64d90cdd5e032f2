package io.github.omnet.io.dataset;

import io.github.omnet.core.OmnetException;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.volume.LabelMap;
import io.github.omnet.core.volume.Volume;
import io.github.omnet.io.Images;
import io.github.omnet.io.internal.SharedTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Which files are one subject's: found, but not yet read.
 *
 * @param id name of the subject
 * @param images file of each modality that there is
 * @param truth file with an expert's labels, if there is one
 * @param encoding what those labels mean
 * @param problems why the subject cannot be loaded whole, such as the file that is missing; empty
 *     if it can
 */
public record SubjectFiles(
    String id,
    Map<Modality, Path> images,
    Optional<Path> truth,
    TruthEncoding encoding,
    List<Problem> problems)
    implements SubjectSource {

  /**
   * Copies the collections.
   *
   * @param id name of the subject
   * @param images file of each modality that there is
   * @param truth file with an expert's labels
   * @param encoding what those labels mean
   * @param problems why the subject cannot be loaded whole
   */
  public SubjectFiles {
    Map<Modality, Path> ordered = new EnumMap<>(Modality.class);
    ordered.putAll(images);
    images = Collections.unmodifiableMap(ordered);
    problems = List.copyOf(problems);
  }

  /**
   * Why a subject cannot be loaded whole.
   *
   * @param modality whose image is missing or there twice; empty if it concerns the whole subject
   * @param text what was found, what was expected, and what to do
   */
  public record Problem(Optional<Modality> modality, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A subject of four files named one by one, without truth.
   *
   * @param id name of the subject
   * @param flair the FLAIR image
   * @param t1 the T1 image
   * @param t1c the T1 image with contrast agent
   * @param t2 the T2 image
   * @return the files
   */
  public static SubjectFiles of(String id, Path flair, Path t1, Path t1c, Path t2) {
    return new SubjectFiles(
        id,
        Map.of(Modality.FLAIR, flair, Modality.T1, t1, Modality.T1C, t1c, Modality.T2, t2),
        Optional.empty(),
        TruthEncoding.DETECT,
        List.of());
  }

  /**
   * Returns whether nothing is missing; the truth may be.
   *
   * @return true if there are no problems
   */
  public boolean isComplete() {
    return problems.isEmpty();
  }

  /**
   * Reads all files, one after the other.
   *
   * @return the subject, with truth if there is a file for it
   * @throws IOException if a file cannot be read
   * @throws DatasetException if a file is missing
   * @throws io.github.omnet.core.OmnetException if the files do not fit each other
   */
  @Override
  public Subject load() throws IOException {
    return load(Runnable::run);
  }

  /**
   * Reads all files at once.
   *
   * @param executor runs one task per file
   * @return the subject, with truth if there is a file for it
   * @throws IOException if a file cannot be read
   * @throws DatasetException if a file is missing
   * @throws io.github.omnet.core.OmnetException if the files do not fit each other
   */
  public Subject load(Executor executor) throws IOException {
    requireComplete();
    List<SharedTask<Volume>> tasks = new ArrayList<>();
    for (Path file : images.values()) {
      tasks.add(new SharedTask<>(() -> Images.readVolume(file)).startOn(executor));
    }
    Optional<SharedTask<TumorLabels>> labels =
        truth.map(file -> new SharedTask<>(() -> readTruth(file)).startOn(executor));
    Map<Modality, Volume> volumes = new EnumMap<>(Modality.class);
    int next = 0;
    for (Modality modality : images.keySet()) {
      volumes.put(modality, tasks.get(next++).join());
    }
    return labels.isPresent()
        ? Subject.of(id, volumes, labels.get().join())
        : Subject.of(id, volumes);
  }

  /**
   * A SHA-256 of the bytes of all files. It is empty where an image is a header and a file of
   * voxels.
   */
  @Override
  public Optional<String> contentKey() throws IOException {
    return FileContent.key(this);
  }

  /**
   * The same subject without its truth, which is then not read.
   *
   * @return files of the images alone
   */
  public SubjectFiles withoutTruth() {
    return new SubjectFiles(id, images, Optional.empty(), encoding, problems);
  }

  /**
   * The same subject for a network that may need fewer modalities: what is missing of others is no
   * problem. All files that are there stay. Where a preprocessing takes missing modalities as 0,
   * any one of its modalities is enough.
   *
   * @param preprocessing of the network
   * @return files that are complete if the network has all that it needs
   */
  public SubjectFiles neededBy(Preprocessing preprocessing) {
    List<Modality> needed = preprocessing.modalities();
    boolean any = preprocessing.missingAsZero() && needed.stream().anyMatch(images::containsKey);
    List<Problem> left =
        problems.stream()
            .filter(
                problem ->
                    problem.modality().isEmpty()
                        || (needed.contains(problem.modality().get())
                            && !(any && !images.containsKey(problem.modality().get()))))
            .toList();
    return new SubjectFiles(id, images, truth, encoding, left);
  }

  private TumorLabels readTruth(Path file) throws IOException {
    LabelMap stored = Images.readLabels(file);
    try {
      return encoding.decode(stored);
    } catch (OmnetException e) {
      throw new OmnetException(file + ": " + e.getMessage(), e);
    }
  }

  private void requireComplete() {
    if (!isComplete()) {
      throw new DatasetException(
          "subject "
              + id
              + ": "
              + problems.stream().map(Problem::text).collect(Collectors.joining("; ")));
    }
  }
}
