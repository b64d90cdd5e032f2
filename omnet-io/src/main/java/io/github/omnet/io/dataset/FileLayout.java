package io.github.omnet.io.dataset;

import io.github.omnet.core.subject.LabelScheme;
import io.github.omnet.core.subject.Modality;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a data set names its files, as templates of the last parts of a path.
 *
 * <p>In a template, {@code {id}} stands for the subject's name, {@code {role}} for the token of a
 * modality or of the truth, and {@code *} for anything within one name; {@code .nii} also matches
 * {@code .nii.gz} and the other way. Letters match in either case, those of the subject's name
 * apart: {@code A_FLAIR.NII.GZ} is the FLAIR image of {@code A}. A template without {@code {role}}
 * names the truth. The first template that matches a file decides.
 */
public final class FileLayout {
  /** BraTS 2013 and 2015: {@code ID/VSD.Brain.XX.O.MR_Flair.36114/VSD.….36114.mha}. */
  public static final FileLayout BRATS2015 =
      new FileLayout(
          "BraTS 2015",
          List.of(
              "{id}/VSD.Brain*.{role}.*/VSD.Brain*.{role}.*.mha", "{id}/VSD.Brain*.{role}.*.mha"),
          Map.of(
              Modality.FLAIR, "MR_Flair",
              Modality.T1, "MR_T1",
              Modality.T1C, "MR_T1c",
              Modality.T2, "MR_T2"),
          "OT",
          TruthEncoding.of(LabelScheme.BRATS2015));

  /** BraTS 2017 to 2021: {@code ID_flair.nii.gz}, {@code _t1}, {@code _t1ce}, {@code _t2}. */
  public static final FileLayout BRATS2021 =
      new FileLayout(
          "BraTS 2017-2021",
          List.of("{id}_{role}.nii.gz"),
          Map.of(
              Modality.FLAIR, "flair", Modality.T1, "t1", Modality.T1C, "t1ce", Modality.T2, "t2"),
          "seg",
          TruthEncoding.DETECT);

  /** BraTS 2023 on: {@code ID-t2f.nii.gz}, {@code -t1n}, {@code -t1c}, {@code -t2w}. */
  public static final FileLayout BRATS2023 =
      new FileLayout(
          "BraTS 2023",
          List.of("{id}-{role}.nii.gz"),
          Map.of(
              Modality.FLAIR, "t2f", Modality.T1, "t1n", Modality.T1C, "t1c", Modality.T2, "t2w"),
          "seg",
          TruthEncoding.of(LabelScheme.BRATS2023));

  /** nnU-Net with FLAIR, T1, T1C and T2 as channels 0 to 3, as its BraTS data sets have them. */
  public static final FileLayout NNUNET =
      nnUnet(List.of(Modality.FLAIR, Modality.T1, Modality.T1C, Modality.T2));

  /** All of the above, in the order in which they are tried. */
  public static final List<FileLayout> KNOWN = List.of(BRATS2015, BRATS2021, BRATS2023, NNUNET);

  private final String name;
  private final List<FileTemplate> templates;
  private final TruthEncoding encoding;

  /**
   * Makes a layout for your own file names.
   *
   * @param name for messages
   * @param templates tried in order; the first also says which file is missing
   * @param tokens what {@code {role}} is for each modality
   * @param truth what {@code {role}} is for the truth; empty if there is no such file
   * @param encoding what the labels mean
   * @throws IllegalArgumentException if a template lacks {@code {id}}
   */
  public FileLayout(
      String name,
      List<String> templates,
      Map<Modality, String> tokens,
      String truth,
      TruthEncoding encoding) {
    this.name = name;
    this.templates = templates.stream().map(text -> new FileTemplate(text, tokens, truth)).toList();
    this.encoding = encoding;
  }

  /**
   * nnU-Net: {@code imagesTr/ID_0000.nii.gz} and {@code labelsTr/ID.nii.gz}, or all images in one
   * folder; labels as in {@link TruthEncoding#NNUNET}.
   *
   * @param channels the modality of each channel
   * @return the layout
   */
  public static FileLayout nnUnet(List<Modality> channels) {
    Map<Modality, String> tokens = new java.util.EnumMap<>(Modality.class);
    for (int n = 0; n < channels.size(); n++) {
      tokens.put(channels.get(n), "000" + n);
    }
    return new FileLayout(
        "nnU-Net",
        List.of(
            "imagesTr/{id}_{role}.nii.gz",
            "labelsTr/{id}.nii.gz",
            "imagesTs/{id}_{role}.nii.gz",
            "labelsTs/{id}.nii.gz",
            "{id}_{role}.nii.gz"),
        tokens,
        "",
        TruthEncoding.NNUNET);
  }

  /**
   * The name given to the layout.
   *
   * @return for messages
   */
  public String name() {
    return name;
  }

  /**
   * Returns what the labels mean.
   *
   * @return the encoding
   */
  public TruthEncoding encoding() {
    return encoding;
  }

  /**
   * Whose a file is.
   *
   * @param base folder that the template begins in
   * @param id name of the subject
   * @param modality which; empty for the truth
   */
  record Match(Path base, String id, Optional<Modality> modality) {}

  Optional<Match> match(Path file) {
    return templates.stream().flatMap(template -> template.match(file).stream()).findFirst();
  }

  /** The path, from the base on, that a subject's file should have. */
  String expected(String id, Modality modality) {
    return templates.get(0).expected(id, modality);
  }

  /** Name of one file of a subject, for messages. */
  String example() {
    return templates.get(0).expected("case1", Modality.FLAIR);
  }

  @Override
  public String toString() {
    return name;
  }
}
