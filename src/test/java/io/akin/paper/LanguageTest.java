package io.akin.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource({
    "en, en",
    "EN, en",
    "en-US, en",
    "pt_BR, pt",
    "zh-Hans-CN, zh",
    "zh-Hans_CN, zh",
    "eng, en",
    "eng-GB, en",
    "deu, de",
    "ger, de",
    "fre, fr",
    "fra, fr",
    "chi, zh",
    "iw, he",
    "in, id",
    "English, en",
    "german, de",
    "' Chinese\n', zh",
    "ngerman, de",
    "USenglish, en",
    "brazilian, pt",
    "Deutsch, de",
    "Français, fr"
  })
  void theUsualWaysToWriteALanguageGiveItsCode(String written, String code) {
    assertEquals(Optional.of(code), Language.parse(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "und", "mul", "xx", "grc", "en; fr", "Klingon", "e", "en-", "-en"})
  void whatIsNoOneLanguageWithACodeOfTwoLettersGivesNone(String written) {
    assertEquals(Optional.empty(), Language.parse(written));
  }
}
