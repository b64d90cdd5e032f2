package io.github.omnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnonymityTest {
  @Test
  void whatStandsForOneIdIsNotTakenForAnother() {
    Anonymity words = new Anonymity();
    words.replace("Subject", "Subject 1");
    words.replace("case", "Subject 2");
    words.replace("case 10", "Subject 3");
    assertThat(words.text("case, case 10 and Subject differ"))
        .isEqualTo("Subject 2, Subject 3 and Subject 1 differ");
  }

  @Test
  void smallNumbersInATextAreNoIds() {
    Anonymity words = new Anonymity();
    words.replace("1", "Subject 1");
    words.replace("2", "Subject 2");
    words.replace("20231", "Subject 3");
    assertThat(words.text("20231: expected label 1 or 2, found 4"))
        .isEqualTo("Subject 3: expected label 1 or 2, found 4");
  }

  @Test
  void idsInAnyScriptAndWithAnySignsAreReplaced() {
    Anonymity words = new Anonymity();
    words.replace("Müller", "Subject 1");
    words.replace("患者", "Subject 2");
    words.replace("a$1\\E(", "Subject 3");
    assertThat(words.text("Müller, Müllers, 患者 and a$1\\E( here"))
        .isEqualTo("Subject 1, Müllers, Subject 2 and Subject 3 here");
  }
}
