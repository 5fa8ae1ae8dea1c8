package io.akin.index;

import io.akin.paper.Paper;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list of papers.
 *
 * @param total papers that pass the filter, on all pages
 * @param next where the next page begins, empty on the last
 */
public record PaperPage(List<Paper> papers, int total, Optional<ListPosition> next) {
  public PaperPage {
    papers = List.copyOf(papers);
  }
}
