package io.akin.http.feed;

import io.akin.http.PaperAddress;
import io.akin.paper.Author;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A paper in a feed. All text is plain.
 *
 * @param id the same on every server
 * @param page the paper's page on this server
 * @param origin its page at arXiv or behind its DOI, or else the first its source names
 * @param summary the abstract, its beginning where it is very long; that a paper was withdrawn
 *     stands before it
 * @param authors or else the organisation; of very many the first, and how many more there are
 * @param terms categories and keywords
 * @param published the beginning of the first day it may have been, in UTC
 * @param updated the same of the last change, where there was one
 */
record Entry(
    String id,
    String page,
    Optional<String> origin,
    String title,
    String summary,
    Optional<String> language,
    List<String> authors,
    List<String> terms,
    Optional<Instant> published,
    Optional<Instant> updated) {
  private static final int MAX_SUMMARY = 10_000;
  private static final int MAX_AUTHORS = 50;
  private static final int MAX_TERMS = 100;

  Entry {
    title = PlainText.of(title);
    summary = PlainText.of(summary);
    authors = authors.stream().map(PlainText::of).toList();
    terms = terms.stream().map(PlainText::of).toList();
  }

  /**
   * A paper.
   *
   * @param base the beginning of this server's addresses
   */
  static Entry of(Paper paper, String base) {
    return new Entry(
        "urn:akin:paper:" + encoded(paper.id().text()),
        base + PaperAddress.of(paper.id()),
        PaperAddress.origin(paper),
        paper.title(),
        summary(paper),
        paper.language(),
        authors(paper),
        Stream.concat(paper.categories().stream(), paper.keywords().stream())
            .distinct()
            .limit(MAX_TERMS)
            .toList(),
        paper.published().map(Entry::begin),
        paper.updated().map(Entry::begin));
  }

  /** The last change, or else the publication; empty where neither is known. */
  Optional<Instant> changed() {
    return updated.or(() -> published);
  }

  /** As a part of an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Instant begin(PublicationDate date) {
    return date.firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String summary(Paper paper) {
    String text = paper.abstractText();
    if (text.length() > MAX_SUMMARY) {
      boolean pair = Character.isHighSurrogate(text.charAt(MAX_SUMMARY - 1));
      text = text.substring(0, pair ? MAX_SUMMARY - 1 : MAX_SUMMARY) + "…";
    }
    return paper.withdrawn() ? ("[Withdrawn] " + text).strip() : text;
  }

  private static List<String> authors(Paper paper) {
    List<String> names = new ArrayList<>();
    paper.authors().stream().limit(MAX_AUTHORS).map(Author::name).forEach(names::add);
    if (names.isEmpty()) {
      return paper.organisation().map(Organisation::name).stream().toList();
    }
    int more = paper.authorCount() - names.size();
    if (more > 0) {
      names.add("and %d more".formatted(more));
    }
    return names;
  }
}
