package io.github.omnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  private static final String EVIL = "<script>alert(1)</script>\"' onload=\"x&amp;";

  @Test
  void nothingThatIsInsertedIsMarkup() {
    String html =
        new Html()
            .open("p", "title", EVIL)
            .text(EVIL)
            .close()
            .json("j", "{\"a\": \"</script><script>\"}")
            .picture(new byte[] {1}, EVIL)
            .toString();
    assertThat(html)
        .contains(
            "<p title=\"&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; onload=&quot;x&amp;amp;\">")
        .doesNotContain("<script>", "\"' on");
  }

  @Test
  void namesOfTagsAndAttributesAreChecked() {
    assertThatThrownBy(() -> new Html().open("p onclick"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Html().open("p", "onclick", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Html().open("p", "style", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Html().open("p").toString())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPageRunsItsOwnScriptsOnly() {
    String page = Page.of("t " + EVIL, new Html().element("p", "x"), List.of("let a = 1;"));
    assertThat(page)
        .contains("default-src &#39;none&#39;; script-src &#39;sha256-")
        .doesNotContain("unsafe", "http:", "https:", "<script>alert");
    assertThatThrownBy(() -> Page.of("t", new Html(), List.of("'</script>'")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(page.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
  }

  @Test
  void pathsFilesAndNamesAreTakenOutOfTexts() {
    Anonymity words = new Anonymity();
    words.replace("case_7", "Subject 1");
    assertThat(words.text("/home/jane/data/x.nii.gz: is odd, see case_7 and pred/case_7_seg.nii"))
        .isEqualTo("[path]: is odd, see Subject 1 and [file]");
    assertThat(words.text("C:\\Users\\jane\\x: 0.4/0.5 of 3 mm / voxel"))
        .isEqualTo("[path] 0.4/0.5 of 3 mm / voxel");
  }
}
