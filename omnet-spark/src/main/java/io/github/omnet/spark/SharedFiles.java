package io.github.omnet.spark;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import io.github.omnet.core.subject.Subject;
import io.github.omnet.core.subject.SubjectSource;
import io.github.omnet.io.dataset.SubjectFiles;
import io.github.omnet.io.dataset.TruthEncoding;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a subject as they are sent to executors: paths that all of them share. */
final class SharedFiles implements SubjectSource, Serializable {
  private static final long serialVersionUID = 1;

  private final String id;
  private final HashMap<Modality, String> images = new HashMap<>();
  private final @Nullable String truth;
  private final @Nullable LabelScheme scheme;
  private final HashMap<Integer, Integer> relabel;
  private final ArrayList<String> problems = new ArrayList<>();

  /** Of each problem, its modality; null if it concerns the whole subject. */
  private final ArrayList<@Nullable Modality> ofModality = new ArrayList<>();

  SharedFiles(SubjectFiles files) {
    id = files.id();
    files.images().forEach((modality, file) -> images.put(modality, absolute(file)));
    truth = files.truth().map(SharedFiles::absolute).orElse(null);
    scheme = files.encoding().scheme().orElse(null);
    relabel = new HashMap<>(files.encoding().relabel());
    for (SubjectFiles.Problem problem : files.problems()) {
      problems.add(problem.text());
      ofModality.add(problem.modality().orElse(null));
    }
  }

  /** Executors have another working directory; names of absolute paths stay as they are given. */
  private static String absolute(Path file) {
    return file.toAbsolutePath().toString();
  }

  SubjectFiles files() {
    Map<Modality, Path> paths = new EnumMap<>(Modality.class);
    images.forEach((modality, file) -> paths.put(modality, Path.of(file)));
    List<SubjectFiles.Problem> described = new ArrayList<>();
    for (int n = 0; n < problems.size(); n++) {
      described.add(
          new SubjectFiles.Problem(Optional.ofNullable(ofModality.get(n)), problems.get(n)));
    }
    return new SubjectFiles(
        id,
        paths,
        Optional.ofNullable(truth).map(Path::of),
        new TruthEncoding(Optional.ofNullable(scheme), relabel),
        described);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Subject load() throws IOException {
    return files().load();
  }

  @Override
  public Optional<String> contentKey() throws IOException {
    return files().contentKey();
  }

  @Override
  public String toString() {
    return "SharedFiles[" + id + "]";
  }
}
