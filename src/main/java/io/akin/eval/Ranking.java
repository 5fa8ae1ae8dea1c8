package io.akin.eval;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Documents, best first. The score alone decides; of equal scores the higher identifier comes
 * first, as in trec_eval, so that an engine cannot gain by an order that it does not state.
 *
 * @param documents sorted by the constructor; no document twice
 */
public record Ranking(List<Scored> documents) {
  /**
   * A document and how good the engine says it is.
   *
   * @param document an identifier without white space
   * @param score finite; higher is better
   */
  public record Scored(String document, double score) {
    public Scored {
      if (document.isEmpty() || document.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalArgumentException(
            "'%s' cannot be a document of a run: it is empty or has white space"
                .formatted(document));
      }
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException(
            "%s has the score %s; a finite number is wanted".formatted(document, score));
      }
      score += 0.0; // -0 becomes 0, so that the two are equal
    }
  }

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score)
          .thenComparing(Scored::document, CodePointOrder.ASCENDING)
          .reversed();

  public Ranking {
    documents = documents.stream().sorted(BEST_FIRST).toList();
    Set<String> seen = HashSet.newHashSet(documents.size());
    for (Scored scored : documents) {
      if (!seen.add(scored.document())) {
        throw new IllegalArgumentException(
            scored.document() + " is ranked twice; a document has one score");
      }
    }
  }

  /** The identifiers, best first. */
  public List<String> ids() {
    return documents.stream().map(Scored::document).toList();
  }
}
