package io.akin.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationDateTest {

  @ParameterizedTest
  @CsvSource({
    "2024, 2024",
    "2024-05, 2024-05",
    "2024-05-23, 2024-05-23",
    "' 2024-05-23 ', 2024-05-23",
    "2024-05-23T17:59:59Z, 2024-05-23",
    "2024-05-23 17:59:59+00:00, 2024-05-23",
    "2024-02-29, 2024-02-29",
    "1957-10, 1957-10",
    "1000, 1000",
    "9999-12-31, 9999-12-31"
  })
  void isReadAndWrittenAsPreciselyAsItIsKnown(String text, String written) {
    assertEquals(written, PublicationDate.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "May 2024",
        "24",
        "20245",
        "2024-5",
        "2024-05-3",
        "2024/05/23",
        "2024-05-23x",
        "２０２４"
      })
  void anyOtherTextIsRefusedWithAnExample(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> PublicationDate.parse(text));
    assertEquals(
        "want a date such as 2024, 2024-05 or 2024-05-23, got " + text, refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "2023-02-29, 2023-2-29",
    "2024-13, 2024-13-0",
    "2024-04-31, 2024-4-31",
    "0999, 999-0-0",
    "2024-00-01, 2024-0-1"
  })
  void aDayThatDoesNotExistIsRefused(String text, String named) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> PublicationDate.parse(text));
    assertEquals("no such date: " + named, refusal.getMessage());
  }

  @Test
  void ofALongTextTheMessageShowsTheBeginning() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> PublicationDate.parse("kin\n".repeat(1_000)));
    assertTrue(String.valueOf(refusal.getMessage()).length() < 150);
  }

  @Test
  void isWrittenInTheSameDigitsWhateverTheLanguageOfTheMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
      assertEquals("2024-05-23", new PublicationDate(2024, 5, 23).toString());
      assertEquals("2024-05", new PublicationDate(2024, 5, 0).toString());
      assertEquals("2024", new PublicationDate(2024, 0, 0).toString());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void ordersByTimeAndPutsTheLessPreciseFirst() {
    List<String> inOrder = List.of("1957-10", "2023-12-31", "2024", "2024-05", "2024-05-01");

    assertEquals(
        inOrder,
        inOrder.reversed().stream()
            .map(PublicationDate::parse)
            .sorted()
            .map(PublicationDate::toString)
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "2024, 2024-05, 2024-05",
    "2023, 2024-05-23, 2024-05-23",
    "2023, 2024-05, 2024-05",
    "2024-05-23, 2024-05-22, 2024-05-22",
    "2024, 2023, 2023"
  })
  void theMorePreciseOfTwoIsBetterThenTheEarlier(String one, String other, String better) {
    Optional<PublicationDate> a = Optional.of(PublicationDate.parse(one));
    Optional<PublicationDate> b = Optional.of(PublicationDate.parse(other));

    assertEquals(Optional.of(PublicationDate.parse(better)), PublicationDate.better(a, b));
    assertEquals(Optional.of(PublicationDate.parse(better)), PublicationDate.better(b, a));
    assertEquals(a, PublicationDate.better(a, Optional.empty()));
    assertEquals(a, PublicationDate.better(Optional.empty(), a));
  }

  @Property
  void everyDayIsWrittenAndReadBack(
      @ForAll @DateRange(min = "1000-01-01", max = "9999-12-31") LocalDate day) {
    PublicationDate date = PublicationDate.of(day);

    assertEquals(day.toString(), date.toString());
    assertEquals(date, PublicationDate.parse(date.toString()));
  }

  @Property
  void datesOrderAsTheirTextsDo(
      @ForAll @DateRange(min = "1998-11-01", max = "2002-03-31") LocalDate one,
      @ForAll @DateRange(min = "1998-11-01", max = "2002-03-31") LocalDate other,
      @ForAll @IntRange(min = 1, max = 3) int parts,
      @ForAll @IntRange(min = 1, max = 3) int otherParts) {
    PublicationDate a = known(one, parts);
    PublicationDate b = known(other, otherParts);

    assertEquals(
        Integer.signum(a.toString().compareTo(b.toString())), Integer.signum(a.compareTo(b)));
  }

  private static PublicationDate known(LocalDate day, int parts) {
    return new PublicationDate(
        day.getYear(), parts > 1 ? day.getMonthValue() : 0, parts > 2 ? day.getDayOfMonth() : 0);
  }
}
