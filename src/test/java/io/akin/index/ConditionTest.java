package io.akin.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.Link;
import io.akin.paper.LocalId;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.SourceId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ConditionTest {
  private static final Paper BARE = Paper.titled("Kites").build();
  private static final Paper PAPER =
      Paper.titled("Kites in a steady wind")
          .ids(List.of(new ArxivId("2101.00001"), new SourceId("acl", "P19-1001")))
          .authors(List.of(new Author("Zoë B. Example"), new Author("Bo Čeněk")))
          .organisation(new Organisation("KiteLab", "The Kite Laboratory"))
          .published(PublicationDate.parse("2021-03"))
          .venue("Annual Meeting of Kite Flyers (AMKF 2021)")
          .categories(List.of("cs.CL", "math-ph"))
          .keywords(List.of("wind energy", "Kites"))
          .links(List.of(new Link(Link.Kind.CODE, "https://code.example/kites")))
          .build();

  @ParameterizedTest
  @CsvSource({
    "2024-05-23, 2024-05-23, 2024-05-23, true",
    "2024-05-23, 2024-05-24, '', false",
    "2024-05-23, '', 2024-05-22, false",
    "2024-05-23, '', 2024-05-23, true",
    "2024-05-23, 2024-05-23, '', true",
    "2024-05-23, '', '', true",
    "2024-02, 2024-02-29, '', true",
    "2023-02, 2023-03-01, '', false",
    "2024-02, '', 2024-02-01, true",
    "2024-02, '', 2024-01-31, false",
    "2024-12, 2024-12-31, 2025-01-01, true",
    "2024, 2024-05-01, 2024-05-31, true",
    "2024, 2024-12-31, '', true",
    "2024, 2025-01-01, '', false",
    "2024, '', 2024-01-01, true",
    "2024, '', 2023-12-31, false",
  })
  void aPaperIsOfAPeriodIfItsDateMayBe(String date, String from, String to, boolean matches) {
    Paper paper = Paper.titled("Kites").published(PublicationDate.parse(date)).build();

    assertEquals(matches, new Condition.Published(day(from), day(to)).matches(paper));
    assertFalse(new Condition.Featured(day(from), day(to)).matches(paper));
    Paper shown = Paper.titled("Kites").featured(PublicationDate.parse(date)).build();
    assertEquals(matches, new Condition.Featured(day(from), day(to)).matches(shown));
    assertFalse(new Condition.Published(day(from), day(to)).matches(shown));
  }

  private static Optional<LocalDate> day(String text) {
    return Optional.of(text).filter(day -> !day.isEmpty()).map(LocalDate::parse);
  }

  @Test
  void aPaperWithoutADateIsOfNoPeriod() {
    assertFalse(new Condition.Published(Optional.empty(), Optional.empty()).matches(BARE));
    assertFalse(new Condition.Featured(Optional.empty(), Optional.empty()).matches(BARE));
  }

  @Test
  void aPeriodThatEndsBeforeItBeginsIsRefused() {
    Optional<LocalDate> may = day("2024-05-01");
    Optional<LocalDate> june = day("2024-06-01");

    var refused =
        assertThrows(IllegalArgumentException.class, () -> new Condition.Published(june, may));
    assertEquals(
        "the period ends before it begins: 2024-06-01 to 2024-05-01", refused.getMessage());
    assertEquals(may, new Condition.Published(may, may).from());
    assertThrows(IllegalArgumentException.class, () -> new Condition.Featured(june, may));
  }

  @ParameterizedTest
  @CsvSource({
    "cs.CL, true",
    "CS.cl, true",
    "' cs ', true",
    "math-ph, true",
    "math, false",
    "CL, false",
    "cs.LG, false",
    "c, false",
    "cs., false",
  })
  void anArchiveStandsForItsCategories(String category, boolean matches) {
    Condition condition = new Condition.InCategory(List.of("none", category));

    assertEquals(matches, condition.matches(PAPER));
    assertFalse(condition.matches(BARE));
  }

  @ParameterizedTest
  @CsvSource({
    "example, true",
    "ZOE, true",
    "Zoë B. Example, true",
    "'b example', true",
    "cenek, true",
    "Bo ČENĚK, true",
    "zoe example, false",
    "'Example, Zoë', false",
    "example bo, false",
    "exam, false",
  })
  void anAuthorIsFoundByWordsOfTheName(String name, boolean matches) {
    assertEquals(matches, new Condition.ByAuthor(List.of("none", name)).matches(PAPER));
    assertFalse(new Condition.ByAuthor(List.of(name)).matches(BARE));
  }

  @ParameterizedTest
  @CsvSource({
    "kitelab, true",
    "The Kite Laboratory, true",
    "laboratory, true",
    "kite, true",
    "kitelab the, false",
    "lab, false",
  })
  void anOrganisationIsFoundByItsShortAndItsFullName(String name, boolean matches) {
    assertEquals(matches, new Condition.FromOrganisation(List.of(name)).matches(PAPER));
    assertFalse(new Condition.FromOrganisation(List.of(name)).matches(BARE));
  }

  @ParameterizedTest
  @CsvSource({
    "AMKF, true",
    "amkf 2021, true",
    "kite flyers, true",
    "annual flyers, false",
    "amk, false",
    "Annual Meeting of Kite Flyers (AMKF 2021), true",
  })
  void aVenueIsFoundByWordsNextToEachOther(String name, boolean matches) {
    assertEquals(matches, new Condition.AtVenue(List.of(name)).matches(PAPER));
    assertFalse(new Condition.AtVenue(List.of(name)).matches(BARE));
  }

  @ParameterizedTest
  @CsvSource({
    "wind, true",
    "Wind-Energy, true",
    "kites, true",
    "kite, false",
    "energy kites, false"
  })
  void aKeywordIsFoundByItsWords(String word, boolean matches) {
    assertEquals(matches, new Condition.WithKeyword(List.of(word)).matches(PAPER));
    assertFalse(new Condition.WithKeyword(List.of(word)).matches(BARE));
  }

  @Test
  void codeIsALinkToCode() {
    Paper page =
        BARE.withText("Kites", "")
            .links(List.of(new Link(Link.Kind.PAGE, "https://kites.example")))
            .build();

    assertTrue(new Condition.HasCode(true).matches(PAPER));
    assertFalse(new Condition.HasCode(false).matches(PAPER));
    assertFalse(new Condition.HasCode(true).matches(page));
    assertTrue(new Condition.HasCode(false).matches(page));
  }

  @ParameterizedTest
  @CsvSource({"arxiv, true", "' ArXiv ', true", "acl, true", "local, true", "doi, false"})
  void aPaperIsOfEverySourceThatGaveItAnIdentifier(String source, boolean matches) {
    assertEquals(matches, new Condition.FromSource(List.of("none", source)).matches(PAPER));
  }

  @Test
  void anyIdentifierOfAPaperNamesIt() {
    for (PaperId id : PAPER.ids()) {
      List<PaperId> ids = List.of(new Doi("10.1000/other"), id);

      assertTrue(new Condition.Among(ids).matches(PAPER), id.text());
      assertFalse(new Condition.Without(ids).matches(PAPER), id.text());
      assertFalse(new Condition.Among(ids).matches(BARE), id.text());
      assertTrue(new Condition.Without(ids).matches(BARE), id.text());
    }
    assertFalse(new Condition.Among(List.of()).matches(PAPER));
    assertTrue(new Condition.Without(List.of()).matches(PAPER));
  }

  @Test
  void equalConditionsAreEqualHoweverTheyAreWritten() {
    assertEquals(
        new Condition.ByAuthor(List.of("Zed", "ČENĚK")),
        new Condition.ByAuthor(List.of("cenek", "zed", "zed")));
    assertEquals(
        new Condition.InCategory(List.of("CS", "math")),
        new Condition.InCategory(List.of("math", "cs")));
    assertEquals(
        new PaperFilter(
            List.of(new Condition.HasCode(true), new Condition.FromSource(List.of("acl")))),
        new PaperFilter(
            List.of(
                new Condition.FromSource(List.of("ACL")),
                new Condition.HasCode(true),
                new Condition.HasCode(true))));
  }

  @Test
  void aFilterWantsAllOfItsConditions() {
    Condition code = new Condition.HasCode(true);
    Condition doi = new Condition.FromSource(List.of("doi"));
    PaperFilter both = new PaperFilter(List.of(code, doi));

    assertFalse(both.matches(PAPER));
    assertTrue(both.without(doi).matches(PAPER));
    assertEquals(PaperFilter.ALL, both.without(doi).without(code));
    assertTrue(PaperFilter.ALL.matches(BARE));
  }

  /** Conditions on texts, and what each calls its values. */
  record OfTexts(String what, Function<List<String>, Condition> make) {}

  static final List<OfTexts> OF_TEXTS =
      List.of(
          new OfTexts("a category", Condition.InCategory::new),
          new OfTexts("an author", Condition.ByAuthor::new),
          new OfTexts("an organisation", Condition.FromOrganisation::new),
          new OfTexts("a venue", Condition.AtVenue::new),
          new OfTexts("a keyword", Condition.WithKeyword::new),
          new OfTexts("a source", Condition.FromSource::new));

  @ParameterizedTest
  @FieldSource("OF_TEXTS")
  void noValueAndAnEmptyOneAndTooManyAreRefused(OfTexts texts) {
    List<String> many = IntStream.rangeClosed(0, 1_000).mapToObj(i -> "n" + i).toList();
    for (List<String> wrong : List.of(List.<String>of(), List.of("fine", " "), many)) {
      var refused = assertThrows(IllegalArgumentException.class, () -> texts.make().apply(wrong));
      assertTrue(refused.toString().contains(texts.what()), refused.toString());
    }
    var refused = assertThrows(IllegalArgumentException.class, () -> texts.make().apply(many));
    assertEquals(
        "want 1 to 1,000 values of %s, none of them empty".formatted(texts.what()),
        refused.getMessage());
    assertTrue(texts.make().apply(many.subList(0, 1_000)).name().length() > 1);
  }

  @Test
  void tooManyIdentifiersAreRefused() {
    List<PaperId> many = Collections.nCopies(1_001, new LocalId("0123456789abcdef"));

    for (Function<List<PaperId>, Condition> make :
        List.<Function<List<PaperId>, Condition>>of(Condition.Among::new, Condition.Without::new)) {
      var refused = assertThrows(IllegalArgumentException.class, () -> make.apply(many));
      assertEquals("want at most 1,000 identifiers, got 1,001", refused.getMessage());
    }
  }
}
