package io.github.omnet.io.internal.cohort;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.github.omnet.core.internal.CsvTable;
import io.github.omnet.core.internal.PlainText;
import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.TumorLabels;
import io.github.omnet.core.subject.TumorRegion;
import io.github.omnet.io.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one subject of a cohort. A row holds no time, so that the same files, model and
 * settings give the same table wherever and however often they are run.
 *
 * @param subject id of the subject
 * @param state how it ended
 * @param reason why it failed, in one line; empty if it is done
 * @param labels scheme of the segmentation; empty if there is none
 * @param voxels of the regions WT, TC and ET; empty if there is no segmentation
 * @param voxelMillilitres volume of one voxel; 0 if there is no segmentation
 * @param sha256 SHA-256 of the file of the result; empty if there is none
 */
public record CohortRow(
    String subject,
    State state,
    String reason,
    String labels,
    List<Long> voxels,
    double voxelMillilitres,
    String sha256) {
  private static final double MILLILITRE = 1000;

  /** How the work on a subject ended. */
  public enum State {
    /** The result is there. */
    DONE,
    /** The subject failed, and the reason is known. */
    FAILED,
    /** Processes died while they worked on the subject, so it is not tried again. */
    QUARANTINED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Copies the list.
   *
   * @param subject id of the subject
   * @param state how it ended
   * @param reason why it failed
   * @param labels scheme of the segmentation
   * @param voxels of the regions WT, TC and ET
   * @param voxelMillilitres volume of one voxel
   * @param sha256 SHA-256 of the file of the result
   */
  public CohortRow {
    voxels = List.copyOf(voxels);
  }

  /**
   * Describes a segmentation that has been written.
   *
   * @param subject id of the subject
   * @param file the whole segmentation
   * @param written what is in the file
   * @return a row that is done
   * @throws IOException if the file cannot be read
   */
  public static CohortRow segmented(String subject, Path file, TumorLabels written)
      throws IOException {
    List<Long> voxels = new ArrayList<>();
    for (TumorRegion region : TumorRegion.values()) {
      voxels.add((long) written.count(region));
    }
    double millilitres = Math.abs(written.grid().affine().determinant()) / MILLILITRE;
    return new CohortRow(
        subject, State.DONE, "", written.scheme().toString(), voxels, millilitres, sha256(file));
  }

  /**
   * Describes a segmentation that an earlier run has written.
   *
   * @param subject id of the subject
   * @param file the segmentation
   * @param scheme what its numbers mean
   * @return a row that is done
   * @throws IOException if the file cannot be read
   */
  public static CohortRow ofFile(String subject, Path file, LabelScheme scheme) throws IOException {
    return segmented(subject, file, new TumorLabels(Images.readLabels(file), scheme));
  }

  /**
   * Describes work that is done and left no segmentation.
   *
   * @param subject id of the subject
   * @param sha256 SHA-256 of the result, or empty
   * @return a row that is done
   */
  public static CohortRow done(String subject, String sha256) {
    return new CohortRow(subject, State.DONE, "", "", List.of(), 0, sha256);
  }

  /**
   * Describes a subject that failed.
   *
   * @param subject id of the subject
   * @param failure why
   * @return a row with the failure's message, or its class where it has none, in one line
   */
  public static CohortRow failed(String subject, Throwable failure) {
    @Nullable String message = failure.getMessage();
    return without(subject, State.FAILED, message == null ? failure.toString() : message);
  }

  /**
   * Describes a subject that is not tried again.
   *
   * @param subject id of the subject
   * @param reason what happened to the processes that tried
   * @return a row in quarantine
   */
  public static CohortRow quarantined(String subject, String reason) {
    return without(subject, State.QUARANTINED, reason);
  }

  private static CohortRow without(String subject, State state, String reason) {
    String line = PlainText.lines(reason.strip().replaceAll("\\s*\\R\\s*", " "));
    return new CohortRow(subject, state, line, "", List.of(), 0, "");
  }

  /**
   * The state, and after a colon the reason if there is one.
   *
   * @return such as {@code done} or {@code failed: a_t1.nii.gz: is empty}
   */
  public String summary() {
    return reason.isEmpty() ? state.toString() : state + ": " + reason;
  }

  /**
   * Writes rows as a table, sorted by subject. Cells of what a row has not are empty.
   *
   * @param rows in any order
   * @return CSV by RFC 4180 with the columns {@code subject}, {@code state}, {@code reason}, {@code
   *     labels}, {@code voxelsWT}, {@code voxelsTC}, {@code voxelsET}, {@code millilitresWT},
   *     {@code millilitresTC}, {@code millilitresET} and {@code sha256}
   */
  public static String csv(Collection<CohortRow> rows) {
    List<Object> header = new ArrayList<>(List.of("subject", "state", "reason", "labels"));
    for (String column : List.of("voxels", "millilitres")) {
      for (TumorRegion region : TumorRegion.values()) {
        header.add(column + region);
      }
    }
    header.add("sha256");
    CsvTable table = new CsvTable().row(header);
    rows.stream()
        .sorted(Comparator.comparing(CohortRow::subject))
        .forEach(r -> table.row(r.cells()));
    return table.toString();
  }

  private List<Object> cells() {
    List<Object> cells = new ArrayList<>(List.of(subject, state, reason, labels));
    int regions = TumorRegion.values().length;
    for (int n = 0; n < regions; n++) {
      cells.add(voxels.isEmpty() ? "" : voxels.get(n));
    }
    for (int n = 0; n < regions; n++) {
      cells.add(
          voxels.isEmpty()
              ? ""
              : String.format(Locale.ROOT, "%.3f", voxels.get(n) * voxelMillilitres));
    }
    cells.add(sha256);
    return cells;
  }

  /**
   * Hashes a file.
   *
   * @param file read to its end
   * @return the SHA-256 in hexadecimal digits
   * @throws IOException if it cannot be read
   */
  public static String sha256(Path file) throws IOException {
    return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
  }
}
