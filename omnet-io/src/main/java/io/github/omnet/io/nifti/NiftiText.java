package io.github.omnet.io.nifti;

/**
 * The free text of a header. It may name a patient, so nothing writes it again unless asked to.
 *
 * @param description field {@code descrip}, at most 79 characters
 * @param auxFile field {@code aux_file}, at most 23 characters
 * @param dbName field {@code db_name} of NIfTI-1 and Analyze, at most 17 characters
 * @param intentName field {@code intent_name}, at most 15 characters
 */
public record NiftiText(String description, String auxFile, String dbName, String intentName) {
  /** No text at all. */
  public static final NiftiText NONE = new NiftiText("", "", "", "");

  static final int DB_NAME_OFFSET = 14;
  static final int DB_NAME_LENGTH = 18;
  static final int DESCRIPTION_LENGTH = 80;
  static final int AUX_FILE_LENGTH = 24;
  static final int INTENT_NAME_LENGTH = 16;
}
