package io.github.omnet.io.dataset;

import io.github.omnet.core.subject.Modality;
import io.github.omnet.io.internal.FilesBelow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Goes through a folder and sorts the files by subject. */
final class SubjectFinder {
  /** {@code root/HGG/brats_2013_pat0001_1/VSD.…/VSD.….mha} is the deepest known. */
  private static final int DEPTH = 5;

  private final Path root;
  private final List<FileLayout> layouts;

  /** By name and folder: the same name may stand in several, such as that of predictions. */
  private final Map<String, Map<Path, Found>> found = new TreeMap<>();

  SubjectFinder(Path root, List<FileLayout> layouts) {
    this.root = root;
    this.layouts = layouts;
  }

  /** What has been seen of one subject so far. */
  private static final class Found {
    final Path base;
    final FileLayout layout;
    final Map<Modality, Path> images = new EnumMap<>(Modality.class);
    Optional<Path> truth = Optional.empty();
    final List<SubjectFiles.Problem> problems = new ArrayList<>();

    Found(Path base, FileLayout layout) {
      this.base = base;
      this.layout = layout;
    }
  }

  Collection<SubjectFiles> find() throws IOException {
    if (!Files.isDirectory(root)) {
      throw new DatasetException(
          root + " is not a folder; name the folder that holds the subjects");
    }
    for (Path file : FilesBelow.find(root.toAbsolutePath().normalize(), DEPTH)) {
      for (FileLayout layout : layouts) {
        Optional<FileLayout.Match> match = layout.match(file);
        if (match.isPresent()) {
          add(file, layout, match.get());
          break;
        }
      }
    }
    List<SubjectFiles> subjects = new ArrayList<>();
    found.forEach(
        (id, folders) -> {
          // Labels without any image are nobody's study, such as the folder of a prediction.
          List<Found> studies =
              folders.values().stream().filter(files1 -> !files1.images.isEmpty()).toList();
          if (!studies.isEmpty()) {
            subjects.add(finished(id, studies));
          }
        });
    if (subjects.isEmpty()) {
      throw new DatasetException(
          root
              + " holds no subject whose files have names of a known layout, such as "
              + layouts.stream()
                  .map(layout -> layout.example() + " (" + layout + ")")
                  .collect(Collectors.joining(", "))
              + "; rename the files, or name them one by one");
    }
    return subjects;
  }

  private void add(Path file, FileLayout layout, FileLayout.Match match) {
    Found files =
        found
            .computeIfAbsent(match.id(), id -> new TreeMap<>())
            .computeIfAbsent(match.base(), base -> new Found(base, layout));
    Optional<Path> before =
        match.modality().isPresent()
            ? Optional.ofNullable(files.images.putIfAbsent(match.modality().get(), file))
            : files.truth;
    if (match.modality().isEmpty() && before.isEmpty()) {
      files.truth = Optional.of(file);
    }
    before.ifPresent(
        other ->
            files.problems.add(
                new SubjectFiles.Problem(
                    match.modality(),
                    "two files for "
                        + match.modality().map(Modality::toString).orElse("the truth")
                        + ": "
                        + other
                        + " and "
                        + file
                        + "; remove one")));
  }

  private static SubjectFiles finished(String id, List<Found> studies) {
    Found files = studies.get(0);
    for (Found other : studies.subList(1, studies.size())) {
      files.problems.add(
          new SubjectFiles.Problem(
              Optional.empty(),
              "found twice, in "
                  + files.base
                  + " and "
                  + other.base
                  + "; name a folder that holds only one of them"));
    }
    for (Modality modality : Modality.values()) {
      if (!files.images.containsKey(modality)) {
        files.problems.add(
            new SubjectFiles.Problem(
                Optional.of(modality),
                modality
                    + " is missing in "
                    + files.base
                    + ", expected "
                    + files.layout.expected(id, modality)
                    + " ("
                    + files.layout
                    + ")"));
      }
    }
    return new SubjectFiles(id, files.images, files.truth, files.layout.encoding(), files.problems);
  }
}
