package io.akin.recommend;

import io.akin.clean.PaperCleaner;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.index.PaperView;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.Outcome.UnknownPaper;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the papers that people mean. Thread-safe. */
public final class PaperFinder {
  private static final int SIMILAR_TITLES = 3;

  private final PaperIndex index;

  public PaperFinder(PaperIndex index) {
    this.index = index;
  }

  /** The paper a person means by any of its identifiers, or by its exact title. */
  public Optional<IndexedPaper> find(String reference) throws IOException {
    try (PaperView view = index.view()) {
      return find(view, reference);
    }
  }

  static Optional<IndexedPaper> find(PaperView view, String reference) throws IOException {
    for (PaperId id : meantBy(reference)) {
      Optional<IndexedPaper> found = view.find(id);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * The same of some papers of the index, if the one that is meant is among them; otherwise perhaps
   * another.
   */
  public static Optional<Paper> find(List<Paper> papers, String reference) {
    return meantBy(reference).stream()
        .flatMap(
            id ->
                papers.stream()
                    .filter(paper -> paper.ids().contains(id))
                    .min(Comparator.comparing(Paper::id))
                    .stream())
        .findFirst();
  }

  private static Set<PaperId> meantBy(String reference) {
    // A title may be pasted as its source writes it, with LaTeX.
    Set<PaperId> ids = new LinkedHashSet<>(PaperId.meantBy(reference));
    ids.addAll(PaperId.meantBy(PaperCleaner.clean(reference)));
    return ids;
  }

  /** What to answer when {@link #find} finds nothing. */
  public UnknownPaper unknown(String reference) throws IOException {
    return new UnknownPaper(reference, index.titled(reference, SIMILAR_TITLES));
  }
}
