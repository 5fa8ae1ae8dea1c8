package io.akin.eval;

/**
 * A figure in [0, 1] for the ranking of one query. Definitions and names are those of trec_eval;
 * nDCG's gain is the grade itself, and everything else counts a document as relevant or not.
 */
public sealed interface Metric {
  String name();

  double of(Judged judged);

  /** Normalised discounted cumulative gain of the first k. */
  record NdcgAt(int k) implements Metric {
    public NdcgAt {
      requirePositive(k);
    }

    @Override
    public String name() {
      return "ndcg@" + k;
    }

    @Override
    public double of(Judged judged) {
      return judged.ndcg(k);
    }
  }

  /** nDCG of the first ranks, as many as that percentage of the query's judged documents. */
  record NdcgPercent(int percent) implements Metric {
    public NdcgPercent {
      requirePositive(percent);
    }

    @Override
    public String name() {
      return "ndcg%" + percent;
    }

    @Override
    public double of(Judged judged) {
      return judged.ndcg((int) (percent / 100.0 * judged.ideal().size()));
    }
  }

  /** Average precision; its mean over the queries is MAP. */
  record AveragePrecision() implements Metric {
    @Override
    public String name() {
      return "map";
    }

    @Override
    public double of(Judged judged) {
      int found = 0;
      double precision = 0;
      for (int rank = 1; rank <= judged.grades().size(); rank++) {
        if (judged.isRelevantAt(rank)) {
          found++;
          precision += (double) found / rank;
        }
      }
      return precision / judged.relevant();
    }
  }

  /** The share of the relevant documents that are among the first k. */
  record RecallAt(int k) implements Metric {
    public RecallAt {
      requirePositive(k);
    }

    @Override
    public String name() {
      return "recall@" + k;
    }

    @Override
    public double of(Judged judged) {
      int found = 0;
      for (int rank = 1; rank <= Math.min(k, judged.grades().size()); rank++) {
        found += judged.isRelevantAt(rank) ? 1 : 0;
      }
      return (double) found / judged.relevant();
    }
  }

  /** 1 / the rank of the first relevant document; its mean over the queries is MRR. */
  record ReciprocalRank() implements Metric {
    @Override
    public String name() {
      return "mrr";
    }

    @Override
    public double of(Judged judged) {
      for (int rank = 1; rank <= judged.grades().size(); rank++) {
        if (judged.isRelevantAt(rank)) {
          return 1.0 / rank;
        }
      }
      return 0;
    }
  }

  private static void requirePositive(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("a metric wants a number from 1, got " + number);
    }
  }
}
