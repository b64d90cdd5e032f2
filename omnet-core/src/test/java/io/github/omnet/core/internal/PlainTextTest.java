package io.github.omnet.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.omnet.core.OmnetException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void whatControlsATerminalALineOrTheDirectionOfWritingIsReplaced() {
    assertThat(PlainText.line("a\u001b[2Jb\u009bc\u0007\u202ed\u2066e\nf\u2028g\ud800h", 100))
        .isEqualTo("a?[2Jb?c??d?e?f?g?h");
    assertThat(PlainText.lines("a\u001b[2J\n\tb\r\n\u202e")).isEqualTo("a?[2J\n\tb\r\n?");
  }

  @Test
  void wordsOfAnyLanguageStay() {
    String words = "Größe 大脑 мозг μm 🧠";
    assertThat(PlainText.line(words, 100)).isEqualTo(words);
    assertThat(PlainText.lines(words)).isEqualTo(words);
  }

  @Test
  void aBookBecomesALine() {
    assertThat(PlainText.line("x".repeat(200_000), 5)).isEqualTo("xxxxx... (200000 characters)");
    assertThat(PlainText.line("xxxxx", 5)).isEqualTo("xxxxx");
    assertThat(PlainText.line("🧠🧠", 3)).isEqualTo("🧠?... (4 characters)");
  }

  @Test
  void settingsAreShownWithoutTheNotationOfRecords() {
    assertThat(PlainText.settings("AdamConfig[learningRate=0.002, beta1=0.9]"))
        .isEqualTo("adam(learningRate=0.002, beta1=0.9)");
    assertThat(PlainText.settings("NetworkConfig[channels=8, classes=[5, 2], width=16]"))
        .isEqualTo("network(channels=8, classes=[5, 2], width=16)");
    assertThat(PlainText.settings("[uniform(brain), uniform(TC)]"))
        .isEqualTo("[uniform(brain), uniform(TC)]");
    assertThat(PlainText.settings("Outer[a=Optional[Inner[b=1]], c=Optional.empty] on cpu()"))
        .isEqualTo("outer(a=inner(b=1), c=none) on cpu");
    assertThat(PlainText.settings("] Config[x")).isEqualTo("] config(x");
  }

  @Property
  void nothingThatIsLeftControlsAnything(@ForAll String text) {
    assertThat(PlainText.line(text, 1000).chars().filter(Character::isISOControl)).isEmpty();
  }

  @Test
  void messagesOfTheLibraryAreClean() {
    assertThat(new OmnetException("id '\u001b]0;x\u0007'\nnext")).hasMessage("id '?]0;x?'\nnext");
    assertThat(new OmnetException("\u001b", new RuntimeException())).hasMessage("?");
  }
}
