package io.akin.corpus.bibliography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatexTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "Mart{\\'{\\i}}nez | Martínez",
        "Mart{\\'\\i}nez | Martínez",
        "Mart\\'inez | Martínez",
        "{\\L}ukasz | Łukasz",
        "Erd{\\H{o}}s | Erdős",
        "Erd\\H os | Erdős",
        "\\c{C}elik | Çelik",
        "Kova\\v{c}evi\\'c | Kovačević",
        "{\\\"O}zg{\\\"u}r | Özgür",
        "G\\\"odel | Gödel",
        "{\\O}rsted | Ørsted",
        "Wei{\\ss} | Weiß",
        "\\AA ngstr\\\"om | Ångström",
        "Nguy\\~{\\^e}n | Nguyễn",
        "O'Brien | O'Brien",
        "王小明 | 王小明",
        "Science {\\&} Art | Science & Art",
        "{NeurIPS} | NeurIPS",
        "\\emph{Nature} | Nature",
        "{\\bf Bold} | Bold",
        "Jean~Paul | Jean Paul",
        "$k$-means | k-means",
        "100\\% | 100%",
        "under\\_score | under_score",
        "1990--2000 | 1990--2000",
      })
  void latexBecomesPlainText(String latex, String plain) {
    assertEquals(plain, LatexText.plain(latex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\\", "{", "\\'", "\\'{", "a\\", "\\v", "{{}}", "\\\\", "}{", "\\c}"})
  void unfinishedLatexIsNoFailure(String latex) {
    assertEquals(LatexText.plain(latex), LatexText.plain(latex));
  }

  @Property
  void whateverIsWrittenSomeTextComesOut(
      @ForAll @CharRange(from = ' ', to = '~') @CharRange(from = 'À', to = 'ſ') String latex) {
    assertEquals(LatexText.plain(latex), LatexText.plain(latex));
  }

  @Test
  void deepBracesAndAccentsOnAccentsTakeNoTimeAndNoStack() {
    for (String part : List.of("{", "}", "\\'", "\\'{", "\\v ", "\\", "$")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> LatexText.plain(part.repeat(200_000) + "a"));
    }
  }

  @Test
  void separatorsInBracesDoNotCut() {
    Pattern comma = Pattern.compile(",");

    assertEquals(List.of("{a, b}", " c"), LatexText.cut("{a, b}, c", comma));
    assertEquals(List.of("a\\}", " b"), LatexText.cut("a\\}, b", comma));
    assertEquals(List.of("a}", " b"), LatexText.cut("a}, b", comma));
    assertEquals(List.of(""), LatexText.cut("", comma));
  }
}
