package io.akin.paper;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Random papers and identifiers for properties. Values come from small sets as often as not, so
 * that two papers share a fact, or nearly.
 */
public final class RandomPapers extends DomainContextBase {
  private static final List<String> TITLES =
      List.of(
          "Kin",
          "KIN!",
          "kín",
          "A study of kinship",
          "A Study of Kinship.",
          "論文の近さ",
          "Συγγένεια ΛΟΓΟΣ",
          "?!",
          "?  !");

  @Provide
  Arbitrary<PaperId> ids() {
    return Arbitraries.oneOf(arxivIds(), dois(), sourceIds(), titles().map(LocalId::ofTitle));
  }

  @Provide
  public Arbitrary<Paper> papers() {
    return Combinators.combine(
            titles(),
            Arbitraries.of(
                    new ArxivId("2306.00978"),
                    new Doi("10.1145/3292500.3330701"),
                    new SourceId("acl", "P19-1001"))
                .list()
                .ofMaxSize(1),
            ids().list().ofMaxSize(2),
            texts(),
            Combinators.combine(names().map(Author::new).list().ofMaxSize(3), counts(8))
                .as(Byline::new),
            Combinators.combine(
                    organisations().optional(),
                    dates().optional(),
                    dates().optional(),
                    dates().optional(),
                    counts(3).filter(count -> count.orElse(1) > 0),
                    Arbitraries.of(true, false),
                    Combinators.combine(
                            texts().optional(),
                            texts().optional(),
                            Arbitraries.of("de", "en", "fr").optional())
                        .as(Written::new))
                .as(Origin::new),
            Combinators.combine(names().list().ofMaxSize(3), names().optional(), links())
                .as(Labels::new),
            Combinators.combine(counts(3), counts(1_000_000)).as(Counts::new))
        .as(RandomPapers::paper);
  }

  private record Byline(List<Author> authors, OptionalInt count) {}

  private record Origin(
      Optional<Organisation> organisation,
      Optional<PublicationDate> published,
      Optional<PublicationDate> updated,
      Optional<PublicationDate> featured,
      OptionalInt version,
      boolean withdrawn,
      Written written) {}

  private record Written(
      Optional<String> titleSource, Optional<String> abstractSource, Optional<String> language) {}

  private record Labels(List<String> words, Optional<String> venue, List<Link> links) {}

  private record Counts(OptionalInt upvotes, OptionalInt comments) {}

  private static Paper paper(
      String title,
      List<? extends PaperId> common,
      List<PaperId> ids,
      String text,
      Byline byline,
      Origin origin,
      Labels labels,
      Counts counts) {
    Paper.Builder paper = Paper.titled(title).ids(common).ids(ids).abstractText(text);
    paper.authors(byline.authors());
    byline.count().ifPresent(paper::authorCount);
    origin.organisation().ifPresent(paper::organisation);
    origin.published().ifPresent(paper::published);
    origin.updated().ifPresent(paper::updated);
    origin.featured().ifPresent(paper::featured);
    origin.version().ifPresent(paper::version);
    paper.withdrawn(origin.withdrawn());
    Written written = origin.written();
    written.titleSource().filter(source -> !source.isBlank()).ifPresent(paper::titleSource);
    written.abstractSource().filter(source -> !source.isBlank()).ifPresent(paper::abstractSource);
    written.language().ifPresent(paper::language);
    labels.venue().ifPresent(paper::venue);
    paper.categories(labels.words().reversed()).keywords(labels.words()).links(labels.links());
    counts.upvotes().ifPresent(paper::upvotes);
    counts.comments().ifPresent(paper::comments);
    return paper.build();
  }

  private static Arbitrary<PaperId> arxivIds() {
    Arbitrary<Integer> month = Arbitraries.integers().between(1, 12);
    Arbitrary<Integer> year = Arbitraries.integers().between(7, 99);
    Arbitrary<PaperId> modern =
        Combinators.combine(year, month, Arbitraries.strings().numeric().ofLength(5))
            .as(
                (y, m, n) ->
                    new ArxivId("%02d%02d.%s".formatted(y, m, n.substring(y < 15 ? 1 : 0))));
    Arbitrary<PaperId> old =
        Combinators.combine(
                Arbitraries.of("hep-th", "math", "cs", "quant-ph", "cond-mat"),
                Arbitraries.strings().numeric().ofLength(7))
            .as((archive, n) -> new ArxivId(archive + "/" + n));
    return Arbitraries.oneOf(modern, old, Arbitraries.of(new ArxivId("2306.00978")));
  }

  private static Arbitrary<PaperId> dois() {
    Arbitrary<String> suffix =
        visible().ofMinLength(1).ofMaxLength(20).map(text -> text.toLowerCase(Locale.ROOT));
    return Combinators.combine(Arbitraries.integers().between(1000, 99_999), suffix)
        .as((prefix, text) -> new Doi("10." + prefix + "/" + text));
  }

  private static Arbitrary<PaperId> sourceIds() {
    return Combinators.combine(
            Arbitraries.of("acl", "openreview", "s2", "x-1"),
            visible().ofMinLength(1).ofMaxLength(20))
        .as(SourceId::new);
  }

  private static StringArbitrary visible() {
    return Arbitraries.strings().withCharRange('!', '~').withChars("äÄßσς論文ﬁ");
  }

  private static Arbitrary<String> titles() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.of(TITLES)), Tuple.of(1, texts().map(text -> "On " + text)));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of("", "Short.", "Of kin.", "A longer text about kinship."),
        Arbitraries.strings().ofMaxLength(30));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of("Ada Kinley", "Bo Løvås", "Čeněk", "山本", "cs.CL", "kinship", "Zed");
  }

  private static Arbitrary<Organisation> organisations() {
    return Combinators.combine(
            Arbitraries.of("KinLab", "OakRoot"), Arbitraries.of("Kin Lab", "Oak Root", "Root"))
        .as(Organisation::new);
  }

  private static Arbitrary<PublicationDate> dates() {
    return Combinators.combine(
            Arbitraries.of(1957, 2023, 2024), Arbitraries.of(1, 5), Arbitraries.of(1, 28))
        .as(PublicationDate::new)
        .flatMap(
            day ->
                Arbitraries.of(
                    day,
                    new PublicationDate(day.year(), day.month(), 0),
                    new PublicationDate(day.year(), 0, 0)));
  }

  private static Arbitrary<List<Link>> links() {
    return Combinators.combine(
            Arbitraries.of(Link.Kind.class),
            Arbitraries.of("https://example.org/a", "http://example.org/b?c=d#e"))
        .as(Link::new)
        .list()
        .ofMaxSize(3);
  }

  private static Arbitrary<OptionalInt> counts(int most) {
    return Arbitraries.integers()
        .between(0, most)
        .optional()
        .map(count -> count.map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }
}
