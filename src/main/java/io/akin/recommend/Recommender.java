package io.akin.recommend;

import io.akin.clean.PaperCleaner;
import io.akin.index.Hit;
import io.akin.index.IndexedPaper;
import io.akin.index.KnnQuery;
import io.akin.index.PaperIndex;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.Outcome.Found;
import io.akin.recommend.Outcome.UnknownPaper;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds papers like a paper of the index. Nothing is encoded: the paper's stored vector is the
 * query. Thread-safe.
 */
public final class Recommender {
  /** The most papers one answer may have. */
  public static final int MAX_K = 1_000;

  private static final int SIMILAR_TITLES = 3;

  private final PaperIndex index;

  public Recommender(PaperIndex index) {
    this.index = index;
  }

  /** The paper a person means by any of its identifiers, or by its exact title. */
  public Optional<IndexedPaper> find(String reference) throws IOException {
    // A title may be pasted as its source writes it, with LaTeX.
    Set<PaperId> ids = new LinkedHashSet<>(PaperId.meantBy(reference));
    ids.addAll(PaperId.meantBy(PaperCleaner.clean(reference)));
    for (PaperId id : ids) {
      Optional<IndexedPaper> found = index.find(id);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What to answer when {@link #find} finds nothing. */
  public UnknownPaper unknown(String reference) throws IOException {
    return new UnknownPaper(reference, index.titled(reference, SIMILAR_TITLES));
  }

  /**
   * The papers nearest to a paper.
   *
   * @param reference any identifier of the paper, or its exact title
   * @param k papers wanted, 1 to {@value #MAX_K}; there are fewer when the index has fewer
   */
  public Outcome related(String reference, int k) throws IOException {
    var _ = requireK(k);
    Optional<IndexedPaper> seed = find(reference);
    if (seed.isEmpty()) {
      return unknown(reference);
    }
    Paper paper = seed.get().paper();
    List<Hit> hits =
        index.nearest(new KnnQuery(seed.get().embedding(), k + 1)).stream()
            .filter(hit -> !hit.paper().id().equals(paper.id()))
            .limit(k)
            .toList();
    return new Found(paper, hits);
  }

  /**
   * A number of papers one may ask for.
   *
   * @throws IllegalArgumentException when it is not from 1 to {@value #MAX_K}
   */
  public static int requireK(int k) {
    if (k < 1 || k > MAX_K) {
      throw new IllegalArgumentException("k must be from 1 to %d, got %d".formatted(MAX_K, k));
    }
    return k;
  }
}
