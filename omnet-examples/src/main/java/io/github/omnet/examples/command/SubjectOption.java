package io.github.omnet.examples.command;

import io.github.omnet.core.internal.PlainText;
import io.github.omnet.core.preprocess.Preprocessing;
import io.github.omnet.io.dataset.Dataset;
import io.github.omnet.io.dataset.DatasetException;
import io.github.omnet.io.dataset.SubjectFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Either {@code --subject}, or four files, or {@code --data}. */
final class SubjectOption {
  private static final int MAX_NAME = 1000;

  @Option(
      names = "--subject",
      paramLabel = "DIR",
      required = true,
      description = "Folder of one subject, its files named as in BraTS.")
  @Nullable Path folder;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of many subjects; --out is then a folder as well.")
  @Nullable Path data;

  @ArgGroup(exclusive = false, heading = "Or instead of --subject, all four of:%n")
  @Nullable FourFiles files;

  SubjectOption() {}

  /** One option per modality. */
  static final class FourFiles {
    @Option(names = "--flair", paramLabel = "F", required = true, description = "FLAIR image.")
    Path flair;

    @Option(names = "--t1", paramLabel = "F", required = true, description = "T1 image.")
    Path t1;

    @Option(
        names = "--t1c",
        paramLabel = "F",
        required = true,
        description = "T1 image with contrast agent.")
    Path t1c;

    @Option(names = "--t2", paramLabel = "F", required = true, description = "T2 image.")
    Path t2;

    @Option(
        names = "--id",
        paramLabel = "NAME",
        description = "Name of the subject. Default: that of the FLAIR file.")
    @Nullable String id;

    FourFiles() {}

    /** One image for two modalities is a slip of the hand that no result would show. */
    void requireDistinct() {
      Map<Path, String> options = new HashMap<>();
      Map<String, Path> all = new LinkedHashMap<>();
      all.put("--flair", flair);
      all.put("--t1", t1);
      all.put("--t1c", t1c);
      all.put("--t2", t2);
      all.forEach(
          (option, file) -> {
            String other = options.putIfAbsent(file.toAbsolutePath().normalize(), option);
            if (other != null) {
              throw new DatasetException(
                  file.normalize()
                      + ": is given as "
                      + other
                      + " and "
                      + option
                      + "; name each modality's own file");
            }
          });
    }
  }

  /** The name of a file is from somebody else, and gets onto terminals and pages. */
  private static void requirePlain(String name, String remedy) {
    if (PlainText.steers(name)) {
      throw new DatasetException(
          "the subject's name '"
              + PlainText.line(name, MAX_NAME)
              + "' holds control characters; "
              + remedy);
    }
  }

  /**
   * Finds the images; a truth that may lie beside them is none of our business.
   *
   * @param needed what the network sees
   */
  SubjectFiles find(Preprocessing needed) throws IOException {
    if (files != null) {
      files.requireDistinct();
      String name = files.id == null ? String.valueOf(files.flair.getFileName()) : files.id;
      requirePlain(name, files.id == null ? "name the subject by --id" : "give another --id");
      return SubjectFiles.of(name, files.flair, files.t1, files.t1c, files.t2);
    }
    Path one = Objects.requireNonNull(folder);
    Dataset found = Dataset.find(one);
    if (found.size() != 1) {
      throw new DatasetException(
          one + " holds " + found.size() + " subjects, " + found.ids() + "; name one's folder");
    }
    return found.iterator().next().neededBy(needed).withoutTruth();
  }
}
