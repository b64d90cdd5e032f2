package io.github.omnet.examples.command;

import io.github.omnet.report.SubjectReport;
import picocli.CommandLine.Option;

/** The option {@code --anonymise} of pages. */
final class AnonymiseOption {
  @Option(
      names = "--anonymise",
      description = "Show 'Subject 1' and so on in the page in place of the subjects' names.")
  boolean wanted;

  AnonymiseOption() {}

  /** Replaces the subject's name if that is asked for. */
  void apply(SubjectReport.Builder report) {
    if (wanted) {
      report.name("Subject 1");
    }
  }
}
