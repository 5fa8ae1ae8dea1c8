package io.akin.http.widget;

import io.akin.http.Byline;
import io.akin.http.PaperAddress;
import io.akin.paper.Paper;
import io.akin.recommend.Outcome.Recommendation;
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
        choices.links().equals(Choices.SOURCE) ? PaperAddress.origin(paper).orElse(page) : page,
        paper.language().orElse(""),
        byline(paper),
        hit.why().stream()
            .flatMap(why -> why.phrases().stream())
            .limit(SHOWN_PHRASES)
            .collect(Collectors.joining(", ")));
  }

  private static String byline(Paper paper) {
    String by = Byline.of(paper, SHOWN_AUTHORS);
    String year = paper.published().map(date -> date.toString().substring(0, 4)).orElse("");
    return Stream.of(by, year).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
  }
}
