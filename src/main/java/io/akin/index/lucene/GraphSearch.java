package io.akin.index.lucene;

import io.akin.index.lucene.quantized.DistanceAdaptive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * Looks for the nearest papers by the graphs of the segments, or by comparing with all of a segment
 * that has none. For one thread.
 *
 * <p>Candidates are found and scored by quantized vectors, and so are a few more than are wanted:
 * among the last of those, and the next, the order is not quite the right one.
 */
final class GraphSearch {
  private static final Comparator<ScoreDoc> BEST_FIRST =
      Comparator.comparingDouble((ScoreDoc found) -> -found.score)
          .thenComparingInt(found -> found.doc);

  /**
   * How many more to compare again than are wanted: of a million papers 0.999 of the ten nearest
   * are there.
   */
  private static final int MARGIN = 30;

  /**
   * How many more again for each 1 that walks go farther than is usual: papers for which that is
   * needed are hard to tell apart.
   */
  private static final double MARGIN_OF_GAMMA = 2_000;

  /**
   * How far a score by quantized vectors may be from the right one, times the root of the
   * dimension: three times the deviation that was measured for made vectors and for abstracts,
   * 0.064. What scores so much less than the last of those wanted is hardly ever one of them, and
   * is not compared again; of the candidates for ten among 100,000 that is half. Grows as the
   * margin does.
   */
  private static final double DOUBT = 0.2;

  private final IndexSearcher searcher;
  private final int margin;
  private final DistanceAdaptive strategy;

  /**
   * Plans searches.
   *
   * @param gamma how far walks go, as {@link DistanceAdaptive} says
   */
  GraphSearch(IndexSearcher searcher, double gamma) {
    this.searcher = searcher;
    this.margin = MARGIN + (int) (MARGIN_OF_GAMMA * Math.max(0, gamma - Crossover.DEFAULT_GAMMA));
    this.strategy = new DistanceAdaptive(gamma);
  }

  /**
   * Documents near a vector, scored by its quantized form, the nearest first.
   *
   * @param target of unit length
   * @param candidates how many, if there are as many; no fewer than {@link #candidates(int)} says
   * @param allowed those that may be found, or empty for all that live
   */
  List<ScoreDoc> candidates(float[] target, int candidates, Optional<Allowed> allowed)
      throws IOException {
    List<ScoreDoc> found = new ArrayList<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      var collector = new TopKnnCollector(candidates, Integer.MAX_VALUE, strategy);
      AcceptDocs accepted =
          allowed
              .map(some -> accept(some.docs().get(leaf.ord)))
              .orElseGet(
                  () ->
                      AcceptDocs.fromLiveDocs(leaf.reader().getLiveDocs(), leaf.reader().maxDoc()));
      leaf.reader().searchNearestVectors(PaperDocument.EMBEDDING, target, collector, accepted);
      for (ScoreDoc doc : collector.topDocs().scoreDocs) {
        doc.doc += leaf.docBase;
        found.add(doc);
      }
    }
    found.sort(BEST_FIRST);
    return found.subList(0, Math.min(candidates, found.size()));
  }

  /** How many candidates to compare again for so many that are wanted. */
  int candidates(int wanted) {
    return (int) Math.min(searcher.getIndexReader().maxDoc(), (long) wanted + margin);
  }

  private static AcceptDocs accept(FixedBitSet docs) {
    return AcceptDocs.fromIteratorSupplier(
        () -> new BitSetIterator(docs, docs.approximateCardinality()), null, docs.length());
  }

  /**
   * Documents near a vector, scored by the vectors as they are, the nearest first.
   *
   * @param wanted how many, if there are as many
   * @return those, and behind them some more, between which others may be missing
   */
  ScoreDoc[] nearest(float[] target, int wanted) throws IOException {
    List<ScoreDoc> candidates = candidates(target, candidates(wanted), Optional.empty());
    ScoreDoc[] found =
        candidates
            .subList(0, contested(candidates, wanted, target.length))
            .toArray(ScoreDoc[]::new);
    Arrays.sort(found, Comparator.comparingInt(doc -> doc.doc)); // as vectors are read forwards
    int[] docs = Arrays.stream(found).mapToInt(doc -> doc.doc).toArray();
    float[] scores = ExactScores.of(searcher.getIndexReader().leaves(), target, docs);
    for (int i = 0; i < found.length; i++) {
      found[i].score = scores[i];
    }
    Arrays.sort(found, BEST_FIRST);
    return found;
  }

  /** How many of the candidates, the best first, may be among those wanted. */
  private int contested(List<ScoreDoc> candidates, int wanted, int dimension) {
    int count = Math.min(wanted, candidates.size());
    if (count > 0) {
      double doubt = DOUBT * margin / MARGIN / Math.sqrt(dimension);
      double least = candidates.get(count - 1).score - doubt;
      while (count < candidates.size() && candidates.get(count).score >= least) {
        count++;
      }
    }
    return count;
  }
}
