package io.akin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.Text;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "Geoffrey E. Hinton, geoffrey e hinton",
    "'  Hinton,\tG.  E. ', hinton g e",
    "ČENĚK Žižka, cenek zizka",
    "İstanbul, istanbul",
    "ﬁne Ｗide, fine wide",
    "O'Neill-Smith, o neill smith",
    "ΛΌΓΟΣ, λογοσ",
    "λόγος, λογοσ",
    "ΑΣ.Α, ασ α",
    "山本 太郎, 山本 太郎",
    "NeurIPS'24 (Track 2), neurips 24 track 2",
    "'?! …', ''",
    "'', ''",
  })
  void caseAccentsAndPunctuationDoNotCount(String name, String normalised) {
    assertEquals(normalised, Words.normalised(name));
  }

  /** As what is looked for has been normalised, and what is found by once more. */
  @Property(tries = 2_000)
  void whatIsNormalisedStaysAsItIs(@ForAll String name) {
    String once = Words.normalised(name);

    assertEquals(once, Words.normalised(once));
  }

  @Test
  void aNameIsFoundByItsWordsAndByThoseNextToEachOther() {
    assertEquals(
        Set.of("ada", "b", "kinley", "ada b", "b kinley", "ada b kinley"),
        Words.phrases("Ada B. Kinley"));
  }

  @Test
  void aNameOfManyWordsIsFoundByRunsOfEight() {
    String name = "a b c d e f g h i j";

    Set<String> phrases = Words.phrases(name);

    assertTrue(phrases.contains("a b c d e f g h") && phrases.contains("c d e f g h i j"));
    assertTrue(phrases.stream().allMatch(phrase -> phrase.split(" ").length <= 8));
    assertEquals(10 + 9 + 8 + 7 + 6 + 5 + 4 + 3, phrases.size());
  }

  @Test
  void aNameWithoutAWordIsFoundByNothing() {
    assertEquals(Set.of(), Words.phrases(" ?! "));
  }

  @Test
  void whatIsLookedForIsInOrderAndEachOnce() {
    assertEquals(
        List.of("ada kinley", "zed"),
        Words.wanted("an author", List.of("Zed", "Ada KINLEY", "zed!")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "?!", "one two three four five six seven eight nine"})
  void whatNothingCanBeFoundByIsRefused(String name) {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> Words.wanted("an author", List.of(name)));
    assertEquals(
        "an author to filter by has 1 to 8 words, got '%s'".formatted(Text.shortened(name)),
        refused.getMessage());
  }
}
