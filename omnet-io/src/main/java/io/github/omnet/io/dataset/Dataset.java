package io.github.omnet.io.dataset;

import io.github.omnet.core.internal.PlainText;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The subjects of a folder in the order of their names: files found, nothing read until a subject
 * is loaded. Immutable.
 */
public final class Dataset implements Iterable<SubjectFiles> {
  private static final int MAX_NAME = 300;

  private final Path root;
  private final SortedMap<String, SubjectFiles> subjects;

  private Dataset(Path root, Collection<SubjectFiles> subjects) {
    this.root = root;
    this.subjects = new TreeMap<>();
    for (SubjectFiles files : subjects) {
      requirePlain(root, files.id());
      this.subjects.put(files.id(), files);
    }
  }

  /** Names get into tables and onto terminals, which a folder from somebody else must not steer. */
  private static void requirePlain(Path root, String id) {
    if (PlainText.steers(id)) {
      throw new DatasetException(
          root
              + ": the name of subject '"
              + PlainText.line(id, MAX_NAME)
              + "' holds control characters; rename its folder and files");
    }
  }

  /**
   * Finds subjects by every {@linkplain FileLayout#KNOWN known} layout; they may be mixed.
   *
   * @param root folder of subjects, or of one; searched four folders deep
   * @return the subjects, incomplete ones and those found in two folders included, with their
   *     problems
   * @throws IOException if a folder cannot be listed
   * @throws DatasetException if there is no subject, or the name of one holds control characters
   */
  public static Dataset find(Path root) throws IOException {
    return find(root, FileLayout.KNOWN);
  }

  /**
   * Finds subjects by given layouts.
   *
   * @param root folder of subjects, or of one; searched four folders deep
   * @param layouts the first that knows a file decides
   * @return the subjects, incomplete ones and those found in two folders included, with their
   *     problems
   * @throws IOException if a folder cannot be listed
   * @throws DatasetException if there is no subject, or the name of one holds control characters
   */
  public static Dataset find(Path root, List<FileLayout> layouts) throws IOException {
    return new Dataset(root, new SubjectFinder(root, layouts).find());
  }

  /**
   * Reads the one subject of a folder.
   *
   * @param folder of the subject, in a known layout
   * @return the subject, with truth if the folder has it
   * @throws IOException if a file cannot be read
   * @throws DatasetException if there are none or several, or a modality is missing
   */
  public static Subject readSubject(Path folder) throws IOException {
    Dataset found = find(folder);
    if (found.size() != 1) {
      throw new DatasetException(
          folder + " holds " + found.size() + " subjects " + found.ids() + "; name one's folder");
    }
    return found.iterator().next().load();
  }

  /**
   * Number of subjects.
   *
   * @return the count, incomplete ones included
   */
  public int size() {
    return subjects.size();
  }

  /**
   * Names of the subjects, in order.
   *
   * @return the names
   */
  public List<String> ids() {
    return List.copyOf(subjects.keySet());
  }

  /**
   * One subject's files.
   *
   * @param id its name
   * @return the files
   * @throws DatasetException naming the subjects there are
   */
  public SubjectFiles get(String id) {
    SubjectFiles files = subjects.get(id);
    if (files == null) {
      throw new DatasetException(root + " holds no subject " + id + ", only " + ids());
    }
    return files;
  }

  /**
   * Some of the subjects.
   *
   * @param ids their names
   * @return a smaller data set
   * @throws DatasetException if one is not there
   */
  public Dataset select(Collection<String> ids) {
    return new Dataset(root, ids.stream().map(this::get).toList());
  }

  /**
   * The subjects from which nothing is missing.
   *
   * @return a data set, maybe smaller
   */
  public Dataset complete() {
    return new Dataset(root, stream().filter(SubjectFiles::isComplete).toList());
  }

  /**
   * The same subjects for a network that may need fewer modalities: what is missing of others is no
   * problem.
   *
   * @param preprocessing of the network
   * @return a data set of the same size
   * @see SubjectFiles#neededBy
   */
  public Dataset neededBy(Preprocessing preprocessing) {
    return new Dataset(root, stream().map(files -> files.neededBy(preprocessing)).toList());
  }

  /**
   * Returns the problems of each incomplete subject.
   *
   * @return the problems of each incomplete subject, in order; empty if all are complete
   */
  public Map<String, List<String>> problems() {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (SubjectFiles files : this) {
      if (!files.isComplete()) {
        problems.put(
            files.id(), files.problems().stream().map(SubjectFiles.Problem::text).toList());
      }
    }
    return problems;
  }

  /**
   * Holds some subjects back for validation. The same seed gives the same split everywhere.
   *
   * @param fraction of the subjects to hold back, above 0 and below 1; at least one is, and at
   *     least one is not
   * @param seed decides which
   * @return the two parts
   * @throws DatasetException if there are fewer than two subjects
   */
  public Split split(double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException("a fraction is above 0 and below 1, found " + fraction);
    }
    requireAtLeast(2);
    List<String> order = SeededOrder.of(subjects.keySet(), seed);
    int count = (int) Math.max(1, Math.min(size() - 1, Math.round(fraction * size())));
    return new Split(select(order.subList(count, size())), select(order.subList(0, count)));
  }

  /**
   * Parts for cross-validation: each subject is in the validation part once. The same seed gives
   * the same folds everywhere.
   *
   * @param folds number of folds, 2 to the number of subjects
   * @param seed decides which subject is in which
   * @return the folds; their validation parts differ in size by at most one
   * @throws DatasetException if there are fewer subjects than folds
   */
  public List<Split> folds(int folds, long seed) {
    if (folds < 2) {
      throw new IllegalArgumentException("cross-validation needs 2 folds or more, found " + folds);
    }
    requireAtLeast(folds);
    List<String> order = SeededOrder.of(subjects.keySet(), seed);
    List<Split> splits = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      List<String> training = new ArrayList<>();
      List<String> validation = new ArrayList<>();
      for (int n = 0; n < order.size(); n++) {
        (n % folds == fold ? validation : training).add(order.get(n));
      }
      splits.add(new Split(select(training), select(validation)));
    }
    return List.copyOf(splits);
  }

  private void requireAtLeast(int count) {
    if (size() < count) {
      throw new DatasetException(
          root + " holds " + size() + " subjects, but at least " + count + " are needed");
    }
  }

  /**
   * The subjects' files, in order.
   *
   * @return a stream; load each as it comes
   */
  public Stream<SubjectFiles> stream() {
    return subjects.values().stream();
  }

  /**
   * The subjects, to be loaded when they are needed.
   *
   * @return in order
   */
  public List<SubjectSource> subjects() {
    return List.copyOf(subjects.values());
  }

  @Override
  public Iterator<SubjectFiles> iterator() {
    return List.copyOf(subjects.values()).iterator();
  }

  @Override
  public String toString() {
    return "Dataset[" + root + ": " + ids() + "]";
  }

  /**
   * A data set in two parts without a common subject.
   *
   * @param training subjects to learn from
   * @param validation subjects to score on
   */
  public record Split(Dataset training, Dataset validation) {}
}
