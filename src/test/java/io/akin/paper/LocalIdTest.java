package io.akin.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalIdTest {

  /** Stored indexes hold these: a change of the hash makes every one of them stale. */
  @Test
  void theHashIsTheBeginningOfTheSha256OfTheLettersAndDigits() {
    // printf astudyof2kin | sha256sum
    assertEquals("b83e1caab9c640c1", LocalId.ofTitle("A Study of 2 Kin!").value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A study of kinship          | A STUDY OF KINSHIP
          A study of kinship          | A Study of Kinship
          A study of kinship          | A study of kinship.
          A study of kinship          | “A study”: of – kinship?!
          A study of kinship          | A  study-of-kinship
          A study of kinship          | Astudyofkinship
          Théorie naïve des œuvres    | Theorie naive des œuvres
          Über Ähnlichkeit            | uber ahnlichkeit
          İstanbul                    | istanbul
          Efficient flow              | Eﬃcient ﬂow
          ﬁne                         | FINE
          H₂O                         | H2O
          ＡＢＣ１                     | abc1
          ΟΔΥΣΣΕΥΣ                    | Οδυσσευς
          λόγος                       | ΛΟΓΟΣ
          深層学習による論文の推薦        | 「深層学習」による、論文の推薦。
          ㌔                           | キロ
          ❤️ Kin                       | ❤ Kin
          유사 논문                      | 유사논문
          """)
  void caseAccentsPunctuationAndCompatibilityFormsDoNotCount(String title, String other) {
    assertEquals(LocalId.ofTitle(title), LocalId.ofTitle(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A study of kinship      | A study of kinships
          Kin 1                   | Kin 2
          深層学習                  | 深層教育
          近い論文                  | 遠い論文
          カギ                     | ガギ
          Мой мир                 | Мои мир
          C++ compilers           | C# compilers
          नीला                     | नीली
          λόγος                   | λόγοι
          ???                     | !!!
          ???                     | ????
          """)
  void lettersAndDigitsCount(String title, String other) {
    assertNotEquals(LocalId.ofTitle(title), LocalId.ofTitle(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ? !", "? ! ", "?  !", "?\n!", "?\u00A0!", "\uFEFF? !"})
  void aTitleWithoutLettersIsHashedAsAPaperHoldsIt(String title) {
    assertEquals(LocalId.ofTitle("? !"), LocalId.ofTitle(title));
    assertEquals(LocalId.ofTitle(title), Paper.titled(title).build().id());
  }

  @Property
  void aTitleAndWhatAPaperMakesOfItHaveOneHash(@ForAll String title) {
    assertEquals(LocalId.ofTitle(title), LocalId.ofTitle(Text.oneLine(title)));
  }

  @Property
  void lettersOfAnyCaseHaveOneHash(@ForAll("words") String words) {
    assertEquals(LocalId.ofTitle(words), LocalId.ofTitle(words.toUpperCase(Locale.ROOT)));
    assertEquals(LocalId.ofTitle(words), LocalId.ofTitle(words.toLowerCase(Locale.ROOT)));
  }

  /** The short cut for ASCII must not be seen in any hash. */
  @Property
  void theWordsOfAsciiAreThoseOfTheRule(@ForAll @CharRange(from = 0, to = 0x7F) String title) {
    assertEquals(LocalId.words(title), LocalId.wordsOfAscii(title));
    assertEquals(LocalId.words(title), LocalId.wordsOfAscii(title.toUpperCase(Locale.ROOT)));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("abcxyzäéøñœλόγοςΣдж論文 -.19ŞşİI").ofMaxLength(30);
  }
}
