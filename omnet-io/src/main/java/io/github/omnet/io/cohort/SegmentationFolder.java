package io.github.omnet.io.cohort;

import io.github.omnet.core.OmnetException;
import io.github.omnet.io.internal.FilesBelow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The segmentations in a folder and the subject each belongs to. The subject's id is the name of
 * the file without its ending and without a last part such as {@code _seg} or {@code -pred}, or
 * that of its folder where the name is nothing else. Files named after a modality are images, and
 * passed over.
 *
 * @param bySubject files by subject
 * @param ignored every other file
 */
public record SegmentationFolder(NavigableMap<String, Path> bySubject, List<Path> ignored) {
  /** Data sets keep subjects in folders of their own, at times by grade. */
  private static final int DEPTH = 3;

  private static final Pattern FILE =
      Pattern.compile(
          "(?<stem>.+?)(\\.nii(\\.gz)?|\\.mha|\\.mhd|(\\.seg)?\\.nrrd|\\.nhdr)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ROLE =
      Pattern.compile(
          "(?<id>.*?)[-_.]?(?<role>seg|segmentation|pred|prediction|label|labels|mask|truth)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern IMAGE =
      Pattern.compile("(.*[-_.])?(flair|t1|t1ce|t1c|t1gd|t1n|t2|t2w|t2f)");

  /**
   * nnU-Net numbers the images of {@code case} from {@code case_0000} on, but subjects are numbered
   * that way too. So these are images only beside a segmentation of {@code case} itself: a subject
   * left out would be worse than an image that turns out not to be a label map.
   */
  private static final Pattern CHANNEL = Pattern.compile("(?<case>.+)_000\\d");

  /**
   * Copies the collections.
   *
   * @param bySubject files by subject
   * @param ignored every other file
   */
  public SegmentationFolder {
    bySubject = Collections.unmodifiableNavigableMap(new TreeMap<>(bySubject));
    ignored = List.copyOf(ignored);
  }

  /**
   * Looks through a folder, three folders deep. Links to folders and files are followed.
   *
   * @param folder holds segmentations, maybe beside images
   * @return its segmentations
   * @throws IOException if a folder cannot be listed
   * @throws OmnetException if there is none, or two are of one subject
   */
  public static SegmentationFolder find(Path folder) throws IOException {
    NavigableMap<String, Path> bySubject = new TreeMap<>();
    List<Path> ignored = new ArrayList<>();
    for (Path file : FilesBelow.find(folder, DEPTH)) {
      Optional<String> id = subjectOf(file);
      if (id.isEmpty()) {
        ignored.add(file);
        continue;
      }
      Path other = bySubject.putIfAbsent(id.get(), file);
      if (other != null) {
        throw new OmnetException(
            file + ": and " + other + " are both segmentations of " + id.get() + "; remove one");
      }
    }
    for (String id : List.copyOf(bySubject.keySet())) {
      Matcher channel = CHANNEL.matcher(id);
      if (channel.matches() && bySubject.containsKey(channel.group("case"))) {
        ignored.add(bySubject.remove(id));
      }
    }
    if (bySubject.isEmpty()) {
      throw new OmnetException(
          folder
              + ": holds no segmentation (.nii, .nii.gz, .mha, .mhd, .nrrd, .nhdr); name another"
              + " folder");
    }
    return new SegmentationFolder(bySubject, ignored.stream().sorted().toList());
  }

  /**
   * Tells the subject of a file by its name.
   *
   * @param file need not exist
   * @return the subject; empty for files that are no segmentation
   */
  public static Optional<String> subjectOf(Path file) {
    Matcher name = FILE.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    String stem = name.group("stem");
    if (IMAGE.matcher(stem.toLowerCase(Locale.ROOT)).matches()) {
      return Optional.empty();
    }
    Matcher role = ROLE.matcher(stem);
    if (!role.matches() || isPartOfWord(role)) {
      return Optional.of(stem);
    }
    if (!role.group("id").isEmpty()) {
      return Optional.of(role.group("id"));
    }
    Path parent = file.toAbsolutePath().getParent();
    return Optional.of(
        parent == null || parent.getFileName() == null ? stem : parent.getFileName().toString());
  }

  /** {@code case1seg} and {@code unmask} are names, {@code case1-seg} is a name and a role. */
  private static boolean isPartOfWord(Matcher role) {
    return role.end("id") > 0 && role.end("id") == role.start("role");
  }
}
