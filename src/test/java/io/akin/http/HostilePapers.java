package io.akin.http;

import io.akin.paper.Author;
import io.akin.paper.Paper;
import java.util.ArrayList;
import java.util.List;

/** Papers that say nothing but what would do harm as markup. */
public final class HostilePapers {
  private HostilePapers() {}

  /** A paper for each text, which is everything that a paper says. */
  public static List<Paper> all() {
    List<Paper> papers = new ArrayList<>();
    for (String payload : XssPayloads.all()) {
      String title = payload.substring(0, Math.min(payload.length(), 900)); // it stands there twice
      String word = payload.substring(0, Math.min(payload.length(), 200));
      papers.add(
          Paper.titled(title)
              .titleSource("$" + title + "$ " + title)
              .abstractText(payload)
              .authors(List.of(new Author(word)))
              .venue(word)
              .keywords(List.of(word))
              .categories(List.of(word))
              .build());
    }
    return papers;
  }
}
