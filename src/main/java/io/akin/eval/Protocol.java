package io.akin.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a benchmark is asked and scored, inferred from its files:
 *
 * <ul>
 *   <li>Qrels: {@link Retrieval}. Without {@code queries.jsonl} the queries are papers of the
 *       corpus, and the paper itself is left out of its ranking ({@code score.py --exclude-self}).
 *   <li>Qrels with a judgment of grade 0 or less: somebody looked at a pool of documents and said
 *       which are unrelated, so the pool is ranked and nothing else ({@code --judged}). The main
 *       figure is nDCG%20 with CSFCube's discount ({@code --jk --pct 20}); for the others, grades
 *       of 2 and more are relevant if the largest is 3 or more ({@code --rel 2}), else those of 1.
 *       With a file of folds, the figure is the mean of the folds' means.
 *   <li>Qrels without such a judgment: the whole corpus is ranked, grades of 1 and more are
 *       relevant, the main figure is nDCG@10.
 *   <li>{@code labels.tsv} and no qrels: {@link Labels}.
 * </ul>
 *
 * <p>A collection of the usual TREC kind, to be searched as a whole though it has grades of 0,
 * would be taken for a pool; remove those lines.
 */
public sealed interface Protocol {
  /**
   * Which documents are found, and how early. A query that the run lacks scores 0; one that has no
   * relevant document is left out.
   *
   * @param excludesSelf whether a query is a paper of the corpus, and not an answer to itself
   * @param judgedOnly whether documents that nobody judged for the query are left out
   * @param relevantGrade the lowest grade that is relevant; nDCG uses the grades themselves
   * @param metrics the main one first
   */
  record Retrieval(
      boolean excludesSelf,
      boolean judgedOnly,
      int relevantGrade,
      Discount discount,
      List<Metric> metrics)
      implements Protocol {
    public Retrieval {
      metrics = List.copyOf(metrics);
      if (metrics.isEmpty()) {
        throw new IllegalArgumentException("a protocol wants a metric");
      }
    }

    /** The judgments that count for a query. */
    Map<String, Integer> judgments(Qrels qrels, String query) {
      Map<String, Integer> judgments = qrels.judgments(query);
      if (excludesSelf && judgments.containsKey(query)) {
        judgments = new HashMap<>(judgments);
        judgments.remove(query);
      }
      return judgments;
    }

    static Retrieval of(Qrels qrels, boolean queriesAreDocuments) {
      return qrels.smallestGrade() <= 0
          ? new Retrieval(
              queriesAreDocuments,
              true,
              qrels.largestGrade() >= 3 ? 2 : 1,
              Discount.CSFCUBE,
              List.of(new Metric.NdcgPercent(20), new Metric.AveragePrecision()))
          : new Retrieval(
              queriesAreDocuments,
              false,
              1,
              Discount.TREC,
              List.of(
                  new Metric.NdcgAt(10),
                  new Metric.RecallAt(100),
                  new Metric.AveragePrecision(),
                  new Metric.ReciprocalRank()));
    }
  }

  /**
   * Whether the nearest papers share a paper's label. Only papers with a label take part. Two
   * accuracies of the same vote, in which the smallest label wins a tie:
   *
   * <ul>
   *   <li>{@code knn_accuracy_cv@10}, the main one, is the mean accuracy of ten stratified folds,
   *       in the order of the corpus and without shuffling (scikit-learn's {@code
   *       StratifiedKFold}); the voters are the k most similar papers outside the paper's fold
   *       ({@code score.py knn-emb}).
   *   <li>{@code knn_accuracy@10}: the voters are the k most similar of all others ({@code score.py
   *       knn}).
   * </ul>
   *
   * <p>A ranking of {@link #depth()} papers is long enough for both, but for a fold that holds most
   * of a paper's neighbourhood; {@link Measurement#incomplete()} counts papers that had too few.
   */
  record Labels(int k, int folds) implements Protocol {
    static final Labels STANDARD = new Labels(10, 10);

    public Labels {
      if (k < 1 || folds < 2) {
        throw new IllegalArgumentException(
            "need 1 <= k and 2 <= folds, got k=%d folds=%d".formatted(k, folds));
      }
    }

    /** How many neighbours to ask for, the paper itself not counted. */
    public int depth() {
      return 10 * k;
    }
  }
}
