package io.akin.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextTest {
  private static final String GAP = "[\\p{javaWhitespace}\\p{Z}\\p{Cc}\\u200B\\uFEFF]+";

  /** The short cut for text that is on one line already must not be seen in any result. */
  @Property
  void theResultIsThatOfTheRule(@ForAll("texts") String text) {
    String expected = text.replaceAll("\\p{Cs}", "\uFFFD").replaceAll(GAP, " ").strip();

    assertEquals(expected, Text.oneLine(text));
    assertEquals(expected, Text.oneLine(expected));
  }

  @Property
  void aWordHasNoGapAndNoMoreCharactersThanItMay(@ForAll("texts") String text) {
    assertEquals(
        text.matches("[^" + GAP.substring(1, GAP.length() - 2) + "]{1,3}"), Text.isWord(text, 3));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab é風 \t\n\u0000\u001C\u007F\u0085\u00A0\u2028\u200B\u3000\uFEFF\uD83D\uDE00")
        .ofMaxLength(12);
  }

  @Test
  void everyCharacterOfTheBasicPlaneIsAGapByTheRuleOrNot() {
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      String text = "a" + c + "b";
      String expected = text.replaceAll("\\p{Cs}", "\uFFFD").replaceAll(GAP, " ");
      assertEquals(expected, Text.oneLine(text));
    }
  }

  @Test
  void textOnOneLineIsKeptAsItIs() {
    String text = "Kites, über alles: 風 (2024)";

    assertSame(text, Text.oneLine(text));
  }

  @Test
  void aShortenedTextDoesNotEndInHalfACharacter() {
    String shortened = Text.shortened("k".repeat(76) + "😀".repeat(20));

    assertTrue(shortened.endsWith("k..."), shortened);
    assertFalse(shortened.contains("?"), shortened);
  }
}
