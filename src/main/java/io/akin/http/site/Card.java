package io.akin.http.site;

import io.akin.clean.Formulas;
import io.akin.http.Byline;
import io.akin.http.PaperAddress;
import io.akin.paper.ArxivId;
import io.akin.paper.Link;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.Explanation;
import io.akin.recommend.Outcome.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A paper as pages show it.
 *
 * @param address of its page
 * @param titlePieces its title, cut where formulae are
 * @param excerpt the beginning of its abstract
 * @param score empty outside of recommendations
 * @param phrases what it and the seeds both speak of
 * @param sentences the pair that says most nearly the same, if that was asked for
 * @param duplicates papers that are nearly the same, and hidden behind it
 * @param more where papers like it are added to what is wanted, empty where there is no such place
 * @param less where papers like it are added to what is not wanted
 */
public record Card(
    String address,
    Paper paper,
    List<Piece> titlePieces,
    String byline,
    String published,
    String excerpt,
    String score,
    List<String> phrases,
    Optional<Explanation.Sentences> sentences,
    List<NamedLink> duplicates,
    String more,
    String less) {
  private static final int SHOWN_AUTHORS = 6;
  private static final int EXCERPT = 280;

  /** A part of a text; {@code tex} is empty where it is no formula. */
  public record Piece(String text, String tex) {}

  /** A link and what to call it. */
  public record NamedLink(String name, String url) {}

  /** A paper of a list. */
  static Card of(Paper paper) {
    return of(paper, "", List.of(), Optional.empty(), List.of(), "", "");
  }

  /**
   * A paper that is recommended.
   *
   * @param seeds what it is recommended for, to which it may be added
   */
  static Card of(Recommendation hit, SeedSet seeds) {
    String id = hit.paper().id().text();
    return of(
        hit.paper(),
        String.format(Locale.ROOT, "%.2f", hit.score()),
        hit.why().map(Explanation::phrases).orElse(List.of()),
        hit.why().flatMap(Explanation::sentences),
        hit.duplicates().stream().map(Card::link).toList(),
        seeds.like(id).address(),
        seeds.unlike(id).address());
  }

  private static Card of(
      Paper paper,
      String score,
      List<String> phrases,
      Optional<Explanation.Sentences> sentences,
      List<NamedLink> duplicates,
      String more,
      String less) {
    return new Card(
        PaperAddress.of(paper.id()),
        paper,
        pieces(paper.titleSource(), paper.title()),
        Byline.of(paper, SHOWN_AUTHORS),
        paper.published().map(Object::toString).orElse(""),
        excerpt(paper.abstractText()),
        score,
        phrases,
        sentences,
        duplicates,
        more,
        less);
  }

  static List<Card> all(List<Paper> papers) {
    return papers.stream().map(Card::of).toList();
  }

  static List<Card> all(List<Recommendation> hits, SeedSet seeds) {
    return hits.stream().map(hit -> of(hit, seeds)).toList();
  }

  static NamedLink link(Paper paper) {
    return new NamedLink(paper.title(), PaperAddress.of(paper.id()));
  }

  /** A text, cut where its source has formulae, if its parts read as the whole does. */
  static List<Piece> pieces(Optional<String> source, String readable) {
    List<Piece> pieces =
        source.map(Formulas::in).orElse(List.of()).stream()
            .map(piece -> new Piece(piece.text(), piece.tex().orElse("")))
            .toList();
    boolean formulae = pieces.stream().anyMatch(piece -> !piece.tex().isEmpty());
    String whole = pieces.stream().map(Piece::text).collect(Collectors.joining());
    return formulae && whole.equals(readable) ? pieces : List.of(new Piece(readable, ""));
  }

  private static String excerpt(String text) {
    if (text.length() <= EXCERPT) {
      return text;
    }
    int end = text.lastIndexOf(' ', EXCERPT);
    int cut = end > EXCERPT / 2 ? end : EXCERPT;
    return text.substring(0, Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut) + "…";
  }

  /** What readers at its source have done with it, such as {@code 12 upvotes}. */
  public List<String> readers() {
    List<String> facts = new ArrayList<>();
    paper.upvotes().ifPresent(count -> facts.add(counted(count, "upvote")));
    paper.comments().ifPresent(count -> facts.add(counted(count, "comment")));
    return facts;
  }

  private static String counted(int count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  /** Where else to find the paper. */
  public List<NamedLink> links() {
    List<NamedLink> links = new ArrayList<>();
    for (PaperId id : paper.ids()) {
      PaperAddress.origin(id)
          .ifPresent(
              address -> {
                if (id instanceof ArxivId) {
                  links.add(new NamedLink("arXiv", address));
                  links.add(new NamedLink("PDF", address.replaceFirst("/abs/", "/pdf/")));
                } else {
                  links.add(new NamedLink("DOI", address));
                }
              });
    }
    for (Link link : paper.links()) {
      String name =
          switch (link.kind()) {
            case PAGE -> "Page";
            case CODE -> "Code";
            case PROJECT -> "Project";
          };
      NamedLink named = new NamedLink(name, link.url());
      if (links.stream().noneMatch(other -> other.url().equals(named.url()))) {
        links.add(named);
      }
    }
    return links;
  }
}
