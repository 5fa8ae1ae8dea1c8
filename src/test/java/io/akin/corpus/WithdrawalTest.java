package io.akin.corpus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithdrawalTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "withdrawn",
        "Withdrawn by the author due to an error in Lemma 2",
        "This paper has been withdrawn",
        "8 pages. Paper withdrawn because of a wrong sign",
        "[WITHDRAWN]",
        "The manuscript is now withdrawn",
        "withdrawn from arXiv",
        "arXiv admin note: submission has been withdrawn by arXiv administrators"
      })
  void commentsThatSaySo(String comments) {
    assertTrue(Withdrawal.isNoticed(comments, "We study kin."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8 pages, 2 figures",
        "Withdrawn from ICLR 2024, submitted to ICML",
        "We withdraw a claim of the first version",
        "A study of withdrawn applications"
      })
  void commentsOfOtherThings(String comments) {
    assertFalse(Withdrawal.isNoticed(comments, "We study kin."));
  }

  @Test
  void anAbstractThatSaysSo() {
    assertTrue(Withdrawal.isNoticed(null, "  This paper has been withdrawn by the authors."));
    assertTrue(Withdrawal.isNoticed("", "The article has been retracted."));
  }

  @Test
  void anAbstractAboutPapersThatWereWithdrawn() {
    assertFalse(
        Withdrawal.isNoticed(null, "Each paper that has been withdrawn is counted; we ask why."));
    assertFalse(Withdrawal.isNoticed(null, ""));
  }
}
