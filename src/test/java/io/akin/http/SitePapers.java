package io.akin.http;

import io.akin.paper.Author;
import io.akin.paper.Link;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.util.ArrayList;
import java.util.List;

/** Papers of which much is known, and enough for listings of several pages. */
public final class SitePapers {
  private static final Paper KITES =
      Paper.titled("Kites in O(n²) wind")
          .titleSource("Kites in $O(n^2)$ wind")
          .ids(List.of(PaperId.parse("2306.00978").orElseThrow()))
          .abstractText("Kites fly in strong wind. Strings hold them.")
          .authors(List.of(new Author("Ada Lovelace"), new Author("Kurt Gödel")))
          .authorCount(3)
          .published(PublicationDate.parse("2023-06-01"))
          .featured(PublicationDate.parse("2023-06-05"))
          .upvotes(12)
          .comments(3)
          .venue("Journal of Wind & Kites")
          .keywords(List.of("kites", "wind"))
          .categories(List.of("cs.CL"))
          .links(List.of(new Link(Link.Kind.CODE, "https://example.org/kites")))
          .build();

  /** All of them, and others of every test. */
  public static List<Paper> all() {
    List<Paper> papers = new ArrayList<>(TestServer.PAPERS.subList(0, 1));
    papers.addAll(TestServer.PAPERS.subList(2, TestServer.PAPERS.size()));
    papers.add(KITES);
    for (int day = 1; day <= 25; day++) {
      papers.add(
          Paper.titled("Dragons and kites of day " + day)
              .abstractText("Dragons: a%1$d b%1$d c%1$d d%1$d e%1$d f%1$d g%1$d.".formatted(day))
              .published(PublicationDate.parse("2023-05-10"))
              .featured(PublicationDate.parse("2023-06-%02d".formatted(day % 5 + 1)))
              .upvotes(day)
              .build());
    }
    return papers;
  }

  private SitePapers() {}
}
