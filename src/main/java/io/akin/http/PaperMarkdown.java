package io.akin.http;

import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.recommend.Explanation;
import io.akin.recommend.Outcome.Recommendation;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes papers as <a href="https://spec.commonmark.org/0.31.2/">CommonMark</a>. What papers say is
 * escaped, so that it stays text: it makes no link, no picture and no HTML.
 */
public final class PaperMarkdown {
  private static final int LISTED_AUTHORS = 6;

  /** Marks anywhere in a line; an underscore between letters is none, and stays readable. */
  private static final Pattern MARK =
      Pattern.compile("[\\\\`*\\[\\]<>&#~|]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  /** What makes a list, a rule or an underlined title where a paragraph begins with it. */
  private static final Pattern BEGINNING = Pattern.compile("^(\\d{0,9})([-+=.)])");

  private PaperMarkdown() {}

  /** All that is known of a paper. */
  public static String paper(Paper paper) {
    StringBuilder text = new StringBuilder("# ").append(escaped(paper.title())).append("\n\n");
    fact(text, "Authors", Byline.authors(paper, Integer.MAX_VALUE));
    fact(text, "Organisation", paper.organisation().map(Organisation::name).orElse(""));
    fact(text, "Published", paper.published().map(PublicationDate::toString).orElse(""));
    fact(text, "Updated", paper.updated().map(PublicationDate::toString).orElse(""));
    fact(text, "Withdrawn", paper.withdrawn() ? "yes" : "");
    fact(text, "Featured", paper.featured().map(PublicationDate::toString).orElse(""));
    fact(text, "Venue", paper.venue().orElse(""));
    fact(text, "Categories", String.join(", ", paper.categories()));
    fact(text, "Keywords", String.join(", ", paper.keywords()));
    fact(text, "Identifiers", String.join(", ", paper.ids().stream().map(PaperId::text).toList()));
    paper.upvotes().ifPresent(count -> fact(text, "Upvotes", Integer.toString(count)));
    for (Link link : paper.links()) {
      String kind = link.kind().name();
      text.append("- ").append(kind.charAt(0)).append(kind.substring(1).toLowerCase(Locale.ROOT));
      text.append(": <").append(link.url()).append(">\n");
    }
    if (!paper.abstractText().isEmpty()) {
      text.append("\n## Abstract\n\n").append(paragraph(paper.abstractText())).append('\n');
    }
    return text.toString();
  }

  /** A paper, and those that are like it. */
  public static String paper(Paper paper, List<Recommendation> related) {
    StringBuilder text = new StringBuilder(paper(paper)).append("\n## Related papers\n\n");
    related.forEach(hit -> item(text, hit));
    return text.toString();
  }

  /**
   * A list of papers with their scores, best first.
   *
   * @param heading plain text, which may come from a client, lines and all
   */
  public static String list(String heading, List<Recommendation> hits) {
    StringBuilder text =
        new StringBuilder("# ").append(escaped(heading.replaceAll("\\s+", " "))).append("\n\n");
    hits.forEach(hit -> item(text, hit));
    return text.append(hits.isEmpty() ? "No papers.\n" : "").toString();
  }

  private static void item(StringBuilder text, Recommendation hit) {
    Paper paper = hit.paper();
    text.append("- [")
        .append(escaped(paper.title()))
        .append("](")
        .append(destination(paper))
        .append(") (");
    text.append(escaped(paper.id().text()));
    paper.published().ifPresent(date -> text.append(", ").append(date));
    text.append(String.format(Locale.ROOT, ", score %.2f)", hit.score()));
    String authors = Byline.authors(paper, LISTED_AUTHORS);
    text.append(authors.isEmpty() ? "" : " by " + escaped(authors)).append('\n');
    hit.why().ifPresent(why -> reasons(text, why));
  }

  private static void reasons(StringBuilder text, Explanation why) {
    if (!why.phrases().isEmpty()) {
      text.append("  - Both speak of: ").append(escaped(String.join(", ", why.phrases())));
      text.append('\n');
    }
    why.sentences()
        .ifPresent(
            pair ->
                text.append("  - It says: ")
                    .append(escaped(pair.ofPaper()))
                    .append(" - as does ")
                    .append(escaped(pair.seed()))
                    .append(": ")
                    .append(escaped(pair.ofSeed()))
                    .append('\n'));
  }

  /** The address of a paper's page, without the parentheses that would end a link. */
  private static String destination(Paper paper) {
    return PaperAddress.of(paper.id()).replace("(", "%28").replace(")", "%29");
  }

  private static void fact(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append("- ").append(name).append(": ").append(escaped(value)).append('\n');
    }
  }

  private static String paragraph(String line) {
    return BEGINNING.matcher(escaped(line)).replaceFirst("$1\\\\$2");
  }

  /** A text of one line without marks. */
  static String escaped(String line) {
    return MARK.matcher(line).replaceAll("\\\\$0");
  }
}
