package io.akin.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaperTest {
  private static final PaperId ARXIV = new ArxivId("2306.00978");
  private static final PaperId DOI = new Doi("10.1145/3292500.3330701");
  private static final String TITLE = "A study of kinship";

  @Property(tries = 300)
  @Domain(RandomPapers.class)
  void whichCopyComesFirstDoesNotMatter(@ForAll Paper a, @ForAll Paper b) {
    Paper copy = sharing(a, b);

    assertEquals(a.mergedWith(copy), copy.mergedWith(a));
  }

  @Property(tries = 300)
  @Domain(RandomPapers.class)
  void theOrderInWhichCopiesMeetDoesNotMatter(@ForAll Paper a, @ForAll Paper b, @ForAll Paper c) {
    Paper second = sharing(a, b);
    Paper third = sharing(a, c);

    assertEquals(a.mergedWith(second).mergedWith(third), a.mergedWith(second.mergedWith(third)));
  }

  @Property(tries = 300)
  @Domain(RandomPapers.class)
  void aPaperMergedWithItselfOrWithACopyAgainIsThatPaper(@ForAll Paper a, @ForAll Paper b) {
    Paper merged = a.mergedWith(sharing(a, b));

    assertEquals(a, a.mergedWith(a));
    assertEquals(merged, merged.mergedWith(a));
    assertEquals(merged, merged.mergedWith(b));
  }

  @Property(tries = 300)
  @Domain(RandomPapers.class)
  void nothingThatIsKnownIsLostInAMerge(@ForAll Paper a, @ForAll Paper b) {
    Paper merged = a.mergedWith(b);

    for (Paper copy : List.of(a, b)) {
      assertTrue(merged.ids().containsAll(copy.ids()));
      assertTrue(merged.categories().containsAll(copy.categories()));
      assertTrue(merged.keywords().containsAll(copy.keywords()));
      assertTrue(merged.links().containsAll(copy.links()));
      assertTrue(merged.version().orElse(0) >= copy.version().orElse(0));
      if (merged.version().equals(copy.version())) {
        assertTrue(merged.title().length() >= copy.title().length());
        assertTrue(merged.abstractText().length() >= copy.abstractText().length());
      }
      if (merged.abstractText().equals(copy.abstractText())
          && merged.abstractSource().equals(copy.abstractSource())
          && merged.version().equals(copy.version())) {
        assertTrue(merged.language().isPresent() || copy.language().isEmpty());
      }
      assertTrue(merged.featured().isPresent() || copy.featured().isEmpty());
      assertTrue(merged.authors().size() >= copy.authors().size());
      assertTrue(merged.authorCount() >= copy.authorCount());
      assertTrue(merged.organisation().isPresent() || copy.organisation().isEmpty());
      assertTrue(merged.published().isPresent() || copy.published().isEmpty());
      assertTrue(merged.venue().isPresent() || copy.venue().isEmpty());
      assertTrue(merged.upvotes().orElse(-1) >= copy.upvotes().orElse(-1));
      assertTrue(merged.comments().orElse(-1) >= copy.comments().orElse(-1));
    }
  }

  @Property(tries = 300)
  @Domain(RandomPapers.class)
  void beingCopiesIsMutual(@ForAll Paper a, @ForAll Paper b) {
    assertEquals(a.isSameAs(b), b.isSameAs(a));
    assertTrue(a.isSameAs(a));
  }

  /** Gives the second paper an identifier of the first, as two copies have. */
  private static Paper sharing(Paper a, Paper b) {
    List<PaperId> ids = new ArrayList<>(b.ids());
    ids.add(a.id());
    return b.withText(b.title(), b.abstractText()).ids(ids).build();
  }

  @Test
  void aBylineOnOneCopySurvivesTheMergeInEitherOrder() {
    Organisation lab = new Organisation("KinLab", "Kin Lab");
    PublicationDate date = new PublicationDate(2025, 5, 24);
    Paper plain = Paper.titled(TITLE).abstractText("We study kinship at some length.").build();
    Paper withByline =
        Paper.titled(TITLE)
            .abstractText("We study kinship.")
            .authorCount(6)
            .organisation(lab)
            .published(date)
            .comments(3)
            .build();

    for (Paper merged : List.of(plain.mergedWith(withByline), withByline.mergedWith(plain))) {
      assertEquals("We study kinship at some length.", merged.abstractText());
      assertEquals(6, merged.authorCount());
      assertEquals(Optional.of(lab), merged.organisation());
      assertEquals(Optional.of(date), merged.published());
      assertEquals(OptionalInt.of(3), merged.comments());
      assertEquals(List.of(), merged.authors());
    }
  }

  @Test
  void twoSpellingsOfOneOrganisationMergeTheSameInEitherOrder() {
    Paper one = Paper.titled(TITLE).organisation(new Organisation("KinLab", "Kin Lab")).build();
    Paper other = Paper.titled(TITLE).organisation(new Organisation("KinLab", "The Lab")).build();

    assertEquals(one.mergedWith(other), other.mergedWith(one));
  }

  @Test
  void theLanguageOfAMergeIsThatOfTheAbstractThatIsKept() {
    Paper english = Paper.titled(TITLE).abstractText("We study kinship.").language("en").build();
    Paper german = Paper.titled("Verwandtschaft").abstractText("Kurz.").language("de").build();
    Paper untold = Paper.titled(TITLE).abstractText("We study kinship at length.").build();
    Paper titleOnly = Paper.titled("Verwandtschaft von Aufsätzen").language("de").build();

    assertEquals(Optional.of("en"), english.mergedWith(german).language());
    assertEquals(Optional.of("en"), german.mergedWith(english).language());
    assertEquals(Optional.of("en"), titleOnly.mergedWith(english).language());
    assertEquals(Optional.empty(), english.mergedWith(untold).language());
  }

  @Test
  void ofTwoCopiesOfOneAbstractTheOneThatKnowsTheLanguageTellsIt() {
    Paper.Builder paper = Paper.titled(TITLE).abstractText("We study kinship.");
    Paper untold = paper.build();
    Paper english = paper.language("en").build();
    Paper french = paper.language("fr").build();

    assertEquals(english, untold.mergedWith(english));
    assertEquals(english, english.mergedWith(untold));
    assertEquals(english, french.mergedWith(english));
    assertEquals(english, english.mergedWith(french));
  }

  @Test
  void aPaperThatIsGivenALanguageKeepsAllElse() {
    Paper paper =
        Paper.titled(TITLE)
            .titleSource("\\emph{A} study")
            .abstractText("We study kinship.")
            .abstractSource("We $study$ kinship.")
            .ids(List.of(ARXIV))
            .build();
    Paper english = paper.withLanguage("en");

    assertEquals(Optional.of("en"), english.language());
    assertEquals(paper.titleSource(), english.titleSource());
    assertEquals(paper.abstractSource(), english.abstractSource());
    assertEquals(Optional.of("en"), english.withText("Kin", "").build().language());
  }

  @Test
  void copiesWithDifferentTitlesKeepTheIdentifiersOfBoth() {
    Paper preprint = Paper.titled("Kinship").ids(List.of(ARXIV)).build();
    Paper published = Paper.titled("Kinship among papers").ids(List.of(ARXIV, DOI)).build();

    Paper merged = preprint.mergedWith(published);

    assertEquals("Kinship among papers", merged.title());
    assertEquals(
        Set.of(ARXIV, DOI, LocalId.ofTitle("Kinship"), LocalId.ofTitle("Kinship among papers")),
        Set.copyOf(merged.ids()));
    assertEquals(ARXIV, merged.id());
  }

  @Test
  void aPaperIsACopyOfOneThatSharesAnIdentifier() {
    Paper titleOnly = Paper.titled("A Study of Kinship!").build();
    Paper withId = Paper.titled(TITLE).ids(List.of(ARXIV)).build();
    Paper renamed = Paper.titled("Kinship, revised").ids(List.of(ARXIV)).build();

    assertTrue(titleOnly.isSameAs(withId));
    assertTrue(withId.isSameAs(renamed));
    assertFalse(titleOnly.isSameAs(renamed));
  }

  @Test
  void papersOfOneTitleThatDisagreeOnAnIdentifierStayTwo() {
    Paper one = Paper.titled(TITLE).ids(List.of(ARXIV)).build();
    Paper other = Paper.titled(TITLE).ids(List.of(new ArxivId("2401.00001"))).build();
    Paper article = Paper.titled(TITLE).ids(List.of(ARXIV, DOI)).build();

    assertFalse(one.isSameAs(other));
    assertTrue(one.isSameAs(article));
  }

  @Test
  void theMostTellingIdentifierThatBothHaveDecides() {
    Paper talk = Paper.titled("A talk").ids(List.of(ARXIV, DOI)).build();
    Paper article = Paper.titled("An article").ids(List.of(ARXIV, new Doi("10.1000/7"))).build();
    Paper namesake = Paper.titled("A talk").ids(List.of(new Doi("10.1000/7"))).build();

    assertTrue(talk.isSameAs(article));
    assertTrue(article.isSameAs(namesake));
    assertFalse(talk.isSameAs(namesake));
  }

  @Test
  void aMergeOfManyKeywordsKeepsToTheLimitAndIsAPaperStill() {
    List<String> some = IntStream.range(0, 6_000).mapToObj(i -> "word " + i).toList();
    List<String> others = IntStream.range(0, 6_000).mapToObj(i -> "term " + i).toList();
    Paper one = Paper.titled(TITLE).keywords(some).build();
    Paper other = Paper.titled(TITLE).keywords(others).build();

    assertEquals(9_999, one.mergedWith(other).keywords().size());
    assertEquals(one.mergedWith(other), other.mergedWith(one));
  }

  @Test
  void isKnownByItsMostTellingIdentifier() {
    assertEquals(LocalId.ofTitle(TITLE), Paper.titled(TITLE).build().id());
    assertEquals(ARXIV, Paper.titled(TITLE).ids(List.of(DOI, ARXIV)).build().id());
  }

  @Test
  void textIsKeptOnOneLineAndListsAreSortedWithNothingTwice() {
    Paper paper =
        Paper.titled(" A\tstudy\r\n of\u00A0\u0000kinship\u200B ")
            .abstractText("We\n\nstudy\u2028kinship.")
            .venue(" \n ")
            .categories(List.of("cs.LG", " cs.CL", "cs.LG", " "))
            .keywords(List.of("tree", "kin\nship", "tree"))
            .authors(List.of(new Author("Ada\n Kinley ")))
            .build();

    assertEquals(TITLE, paper.title());
    assertEquals("We study kinship.", paper.abstractText());
    assertEquals(Optional.empty(), paper.venue());
    assertEquals(List.of("cs.CL", "cs.LG"), paper.categories());
    assertEquals(List.of("kin ship", "tree"), paper.keywords());
    assertEquals(List.of(new Author("Ada Kinley")), paper.authors());
  }

  @Test
  void thereAreAtLeastAsManyAuthorsAsAreNamed() {
    Paper.Builder paper = Paper.titled(TITLE).authors(List.of(new Author("A"), new Author("B")));

    assertEquals(2, paper.build().authorCount());
    assertEquals(2, paper.authorCount(1).build().authorCount());
    assertEquals(7, paper.authorCount(7).build().authorCount());
  }

  static Stream<Arguments> factsOutOfRange() {
    List<Author> many = Collections.nCopies(10_001, new Author("Ada Kinley"));
    return Stream.of(
        Arguments.of("no title", Paper.titled(" \u200B")),
        Arguments.of("title too long: 2,001, the limit is 2,000", Paper.titled("k".repeat(2_001))),
        Arguments.of(
            "abstract too long: 100,001, the limit is 100,000",
            Paper.titled(TITLE).abstractText("k".repeat(100_001))),
        Arguments.of(
            "authors too long: 10,001, the limit is 10,000", Paper.titled(TITLE).authors(many)),
        Arguments.of(
            "a keyword too long: 501, the limit is 500",
            Paper.titled(TITLE).keywords(List.of("k".repeat(501)))),
        Arguments.of(
            "a category too long: 501, the limit is 500",
            Paper.titled(TITLE).categories(List.of("k".repeat(501)))),
        Arguments.of(
            "venue too long: 501, the limit is 500", Paper.titled(TITLE).venue("k".repeat(501))),
        Arguments.of(
            "language is 'EN', want a code of ISO 639-1 such as en",
            Paper.titled(TITLE).language("EN")),
        Arguments.of(
            "language is 'xx', want a code of ISO 639-1 such as en",
            Paper.titled(TITLE).language("xx")),
        Arguments.of("number of authors is negative: -1", Paper.titled(TITLE).authorCount(-1)),
        Arguments.of("number of upvotes is negative: -2", Paper.titled(TITLE).upvotes(-2)),
        Arguments.of("number of comments is negative: -3", Paper.titled(TITLE).comments(-3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("factsOutOfRange")
  void aFactOutOfItsRangeIsRefusedWithTheLimit(String message, Paper.Builder paper) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, paper::build);

    assertEquals(message, refusal.getMessage());
  }

  @Test
  void aFactAtItsLimitIsKept() {
    Paper paper = Paper.titled("k".repeat(2_000)).abstractText("k".repeat(100_000)).build();

    assertEquals(2_000, paper.title().length());
    assertEquals(100_000, paper.abstractText().length());
  }

  @Test
  void aNameHasOneToThreeHundredCharacters() {
    assertEquals(300, new Author("k".repeat(300)).name().length());
    assertThrows(IllegalArgumentException.class, () -> new Author("k".repeat(301)));
    assertThrows(IllegalArgumentException.class, () -> new Author("\u00A0\u200B"));
    assertThrows(IllegalArgumentException.class, () -> new Organisation("", "Kin Lab"));
    assertThrows(IllegalArgumentException.class, () -> new Organisation("KinLab", "\n"));
    assertThrows(IllegalArgumentException.class, () -> new Organisation("KinLab", "k".repeat(301)));
  }

  @Test
  void aPaperCannotBeChangedFromOutside() {
    List<PaperId> ids = new ArrayList<>(List.of(ARXIV));
    List<Author> authors = new ArrayList<>(List.of(new Author("Ada Kinley")));
    Paper paper = Paper.titled(TITLE).ids(ids).authors(authors).build();
    Paper same = Paper.titled(TITLE).ids(ids).authors(authors).build();

    authors.clear();

    assertEquals(same, paper);
    assertThrows(UnsupportedOperationException.class, () -> paper.ids().clear());
    assertThrows(UnsupportedOperationException.class, () -> paper.authors().clear());
  }
}
