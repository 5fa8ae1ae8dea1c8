package io.akin.http.widget;

import io.akin.http.PaperAddress;
import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.Outcome.Recommendation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A paper in a list.
 *
 * @param language of the title, a code or empty
 * @param why what it shares with the subject, or empty
 */
public record Item(String title, String address, String language, String byline, String why) {
  private static final int SHOWN_AUTHORS = 3;
  private static final int SHOWN_PHRASES = 3;

  /**
   * A recommended paper.
   *
   * @param base the beginning of this server's addresses
   */
  static Item of(Recommendation hit, Choices choices, String base) {
    Paper paper = hit.paper();
    String page = base + PaperAddress.of(paper.id());
    return new Item(
        paper.title(),
        choices.links().equals(Choices.SOURCE) ? source(paper).orElse(page) : page,
        paper.language().orElse(""),
        byline(paper),
        hit.why().stream()
            .flatMap(why -> why.phrases().stream())
            .limit(SHOWN_PHRASES)
            .collect(Collectors.joining(", ")));
  }

  private static Optional<String> source(Paper paper) {
    return value(paper, ArxivId.class)
        .map("https://arxiv.org/abs/"::concat)
        .or(() -> value(paper, Doi.class).map("https://doi.org/"::concat))
        .or(
            () ->
                paper.links().stream()
                    .filter(link -> link.kind() == Link.Kind.PAGE)
                    .map(Link::url)
                    .findFirst());
  }

  private static Optional<String> value(Paper paper, Class<? extends PaperId> kind) {
    return paper.ids().stream()
        .filter(kind::isInstance)
        .map(id -> Choices.encoded(id.value()).replace("%2F", "/"))
        .findFirst();
  }

  private static String byline(Paper paper) {
    List<String> names = paper.authors().stream().limit(SHOWN_AUTHORS).map(Author::name).toList();
    int more = paper.authorCount() - names.size();
    String by =
        names.isEmpty()
            ? paper.organisation().map(Organisation::name).orElse("")
            : String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    String year = paper.published().map(date -> date.toString().substring(0, 4)).orElse("");
    return Stream.of(by, year).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
  }
}
