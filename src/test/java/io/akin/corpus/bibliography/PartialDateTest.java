package io.akin.corpus.bibliography;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialDateTest {

  @ParameterizedTest
  @CsvSource({
    "2024, 2024",
    "2024-05, 2024-05",
    "2024-05-23, 2024-05-23",
    "2024-5-3, 2024-05-03",
    "2024/05/23/, 2024-05-23",
    "2024/05/23/Epub, 2024-05-23",
    "2024/05//, 2024-05",
    "2024///, 2024",
    "2024///Spring, 2024",
    "2024-05-23T10:00:00Z, 2024-05-23",
    "2024-05-23/2024-05-25, 2024-05-23",
    "2024-05/.., 2024-05",
    "2024~, 2024",
    "2024-21, 2024",
    "2024-02-30, 2024-02",
    "23 May 2024, 2024-05-23",
    "May 23rd 2024, 2024-05-23",
    "May 2024, 2024-05",
    "Sept. 2024, 2024-09",
    "2024 Dec 5, 2024-12-05",
    "2024a, 2024",
    "c. 1999, 1999",
    "05/23/2024, 2024",
    "20240523, ''",
    "in press, ''",
    "0999, ''",
  })
  void aTextIsReadAsFarAsItCanBeTold(String text, String date) {
    assertEquals(date, PartialDate.parse(text).map(PartialDate::toString).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "2024, may, '', 2024-05",
    "2024, May, 23, 2024-05-23",
    "2024, 10 May, '', 2024-05-10",
    "2024, 5, '', 2024-05",
    "2024, 05, 07, 2024-05-07",
    "2024, May--June, '', 2024-05",
    "2024, '', 23, 2024",
    "2024, Spring, '', 2024",
    "2024, 13, '', 2024",
    "{2024}, mar, 31, 2024-03-31",
    "2024, apr, 31, 2024-04",
  })
  void partsAreReadTogether(String year, String month, String day, String date) {
    assertEquals(Optional.of(date), PartialDate.of(year, month, day).map(PartialDate::toString));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "99999999999999999999", "-", "9999/99/99", "may", "0000"})
  void noTextIsAFailure(String text) {
    assertEquals(PartialDate.parse(text), PartialDate.parse(text));
  }

  @Test
  void withoutAYearThereIsNoDate() {
    assertEquals(Optional.empty(), PartialDate.of("", "may", "23"));
  }
}
