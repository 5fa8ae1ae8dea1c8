package io.akin.http;

import io.akin.paper.Author;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import java.util.List;

/** Who a paper is by, in a line. */
public final class Byline {
  private Byline() {}

  /**
   * Its first authors and how many more there are; where no name is known, the organisation.
   *
   * @param most names that are told
   */
  public static String of(Paper paper, int most) {
    String authors = authors(paper, most);
    return paper.authors().isEmpty()
        ? paper.organisation().map(Organisation::name).orElse(authors)
        : authors;
  }

  /** The same without the organisation. */
  public static String authors(Paper paper, int most) {
    List<String> names = paper.authors().stream().limit(most).map(Author::name).toList();
    int more = paper.authorCount() - names.size();
    if (more == 0) {
      return String.join(", ", names);
    }
    return names.isEmpty()
        ? more + (more == 1 ? " author" : " authors")
        : String.join(", ", names) + " and " + more + " more";
  }
}
