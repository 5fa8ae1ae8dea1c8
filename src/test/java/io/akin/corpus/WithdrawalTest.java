package io.akin.corpus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
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
        "12 pages, 3 figures; withdrawn",
        "12 pages (withdrawn due to an error in Lemma 2)",
        "THIS PAPER HAS BEEN WITHDRAWN",
        "This paper has been temporarily withdrawn by the authors",
        "This version withdrawn by arXiv administrators because of a missing licence",
        "12 pages. Withdrawn by the submitting author pending revision",
        "I have withdrawn this paper since Theorem 3 is wrong",
        "The authors have decided to withdraw this manuscript",
        "This submission was retracted, see the note of 2 May",
        "This article has been\n  withdrawn",
        "Superseded by a later paper. This paper has been withdrawn",
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
        "A study of withdrawn applications",
        "Replaces arXiv:0704.0001, which was withdrawn by the authors",
        "An earlier version was withdrawn by the authors; this one is correct",
        "v2 was withdrawn by mistake, restored",
        "Theorem 3 has been withdrawn by the authors",
        "A part of this paper has been withdrawn",
        "The second claim is withdrawn by the authors",
        "This paper has not been withdrawn",
        "Code to extract tables",
        "Submission withdrawn from NeurIPS, 9 pages"
      })
  void commentsOfOtherThings(String comments) {
    assertFalse(Withdrawal.isNoticed(comments, "We study kin."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  This paper has been withdrawn by the authors.",
        "The article has been retracted.",
        "Withdrawn.",
        "Paper withdrawn due to a crucial error in equation 4",
        "We study kin. This paper has been withdrawn by the author due to a wrong sign.",
        "This submission has been withdrawn by arXiv administrators.",
        "We withdraw this paper since the proof of Lemma 2 is wrong."
      })
  void abstractsThatSaySo(String text) {
    assertTrue(Withdrawal.isNoticed(null, text));
    assertTrue(Withdrawal.isNoticed("8 pages", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Each paper that has been withdrawn is counted; we ask why.",
        "We study papers that were withdrawn by their authors, and why.",
        "Retracted articles are cited for years. This paper on retracted articles asks why.",
        "A notice such as \"this paper has been withdrawn\" is easy to miss.",
        "Withdrawn papers stay on arXiv for ever.",
        "The cash is withdrawn by the customer; the work of the teller was withdrawn.",
        "Authors withdraw a paper when its proof fails."
      })
  void abstractsOfOtherThings(String text) {
    assertFalse(Withdrawal.isNoticed(null, text));
    assertFalse(Withdrawal.isNoticed("8 pages", text));
  }

  @Test
  void aHostileTextIsReadAsFastAsAnyOther() {
    for (String part :
        new String[] {"withdrawn ", "this paper has been ", "by the (", "v1 arxiv:"}) {
      String text = part.repeat(20_000) + "withdrawn";
      assertTimeout(Duration.ofSeconds(5), () -> Withdrawal.isNoticed(text, text), part);
    }
  }
}
