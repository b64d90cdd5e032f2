package io.github.omnet.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.omnet.examples.Run;
import io.github.omnet.examples.phantom.PhantomCohort;
import io.github.omnet.examples.phantom.PhantomFolder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {
  private static final String ID = "phantom_000";

  @TempDir static Path folder;

  @BeforeAll
  static void writeASubject() throws IOException {
    PhantomFolder.write(new PhantomCohort(1, 32).subject(0), folder);
  }

  private static Path file(String role) {
    return folder.resolve(ID).resolve(ID + "_" + role + ".nii.gz");
  }

  private static Run report(Path subject, Path labels, Path page) {
    return Run.of("report", "--subject", subject, "--labels", labels, "--out", page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<b onload=x>", "Müller 患者 ②", "שלום", "a'b\"c&d", "-x", "7"})
  void anyNameOfASubjectIsShownAsItIs(String name) throws IOException {
    Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
    assumeTrue(names.newEncoder().canEncode(name), "the locale has no such file names");
    Path subject = Files.createDirectories(folder.resolve("odd").resolve(name));
    for (String role : new String[] {"flair", "t1", "t1ce", "t2"}) {
      Files.copy(file(role), subject.resolve(name + "_" + role + ".nii.gz"));
    }
    Path page = folder.resolve("odd.html");
    report(subject, file("seg"), page).succeeded();
    String shown =
        name.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
    assertThat(Files.readString(page))
        .contains("<h1>Segmentation of " + shown + "</h1>", "<figcaption>" + shown + ": FLAIR");
  }

  @Test
  void oneModalityIsEnough() throws IOException {
    Path subject = Files.createDirectories(folder.resolve("one").resolve("s"));
    Files.copy(file("t2"), subject.resolve("s_t2.nii.gz"));
    Path page = folder.resolve("one.html");
    report(subject, file("seg"), page).succeeded();
    assertThat(page).content().contains("<figcaption>s: T2").doesNotContain("v-FLAIR");
  }

  @Test
  void aPageDoesNotTakeThePlaceOfASegmentation() throws IOException {
    Path page = Files.createSymbolicLink(folder.resolve("link.html"), file("seg"));
    report(folder.resolve(ID), file("seg"), page)
        .failedWith(page, "would take the place of " + file("seg"));
    assertThat(page).isSymbolicLink();
  }

  @Test
  void aPageWithALongNameIsWritten() {
    Path page = folder.resolve("L".repeat(240) + ".html");
    report(folder.resolve(ID), file("seg"), page).succeeded();
    assertThat(page).exists();
  }

  @Test
  void noImageIsReplacedByAPage() throws IOException {
    byte[] before = Files.readAllBytes(file("seg"));
    Run run = report(folder.resolve(ID), file("seg"), file("seg"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("a report is one page of HTML; name a file that ends in .html");
    assertThat(Files.readAllBytes(file("seg"))).isEqualTo(before);
  }
}
