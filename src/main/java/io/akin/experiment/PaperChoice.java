package io.akin.experiment;

import io.akin.index.IndexedPaper;
import io.akin.index.ListOrder;
import io.akin.index.ListPosition;
import io.akin.index.ListQuery;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.index.PaperPage;
import io.akin.index.PaperView;
import io.akin.paper.Paper;
import io.akin.recommend.Outcome.Recommendations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Papers to experiment on, with their vectors. */
public final class PaperChoice {
  private PaperChoice() {}

  /** Every paper that passes a filter. Reads the whole index. */
  public static List<IndexedPaper> all(PaperIndex index, PaperFilter filter) throws IOException {
    List<IndexedPaper> chosen = new ArrayList<>();
    index.scan(
        paper -> {
          if (filter.matches(paper.paper())) {
            chosen.add(paper);
          }
        });
    return chosen;
  }

  /** The newest of the papers that pass a filter, at most as many as the limit. */
  public static List<IndexedPaper> newest(PaperIndex index, PaperFilter filter, int limit)
      throws IOException {
    try (PaperView view = index.view()) {
      List<Paper> papers = new ArrayList<>();
      Optional<ListPosition> next = Optional.empty();
      do {
        int more = Math.min(limit - papers.size(), ListQuery.MAX_LIMIT);
        PaperPage page = view.list(new ListQuery(filter, ListOrder.PUBLISHED, next, 0, more));
        papers.addAll(page.papers());
        next = page.next();
      } while (papers.size() < limit && next.isPresent());
      return withVectors(view, papers.stream());
    }
  }

  /** The papers of an answer, and those that it is an answer to. */
  public static List<IndexedPaper> of(PaperIndex index, Recommendations answer) throws IOException {
    try (PaperView view = index.view()) {
      return withVectors(
          view,
          Stream.concat(answer.seeds().stream(), answer.hits().stream().map(hit -> hit.paper())));
    }
  }

  private static List<IndexedPaper> withVectors(PaperView view, Stream<Paper> papers)
      throws IOException {
    List<IndexedPaper> found = new ArrayList<>();
    for (Paper paper : papers.distinct().toList()) {
      view.find(paper.id()).ifPresent(found::add); // unless it was removed a moment ago
    }
    return found;
  }
}
