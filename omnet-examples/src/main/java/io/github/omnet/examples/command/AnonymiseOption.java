package io.github.omnet.examples.command;

import io.github.omnet.core.subject.Subject;
import io.github.omnet.report.SubjectReport;
import picocli.CommandLine.Option;

/** The option {@code --anonymise} of pages and pictures. */
final class AnonymiseOption {
  private static final String REPLACEMENT = "Subject 1";

  @Option(
      names = "--anonymise",
      description =
          "Show 'Subject 1' and so on in pages and pictures in place of the subjects' names.")
  boolean wanted;

  AnonymiseOption() {}

  /** Replaces the subject's name if that is asked for. */
  void apply(SubjectReport.Builder report) {
    if (wanted) {
      report.name(REPLACEMENT);
    }
  }

  /** The name to show of the only subject. */
  String nameOf(Subject subject) {
    return wanted ? REPLACEMENT : subject.id();
  }
}
