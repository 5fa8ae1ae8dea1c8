package io.akin.index.lucene;

import io.akin.index.Example;
import io.akin.index.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The words of an example, weighted so that a paper's score is the sum over them and 1 for a copy.
 *
 * @param weights of the terms, in the order of the terms
 */
record LexicalExample(List<Weighted> weights) {
  /**
   * More words than abstracts have; those that say least are left out. With 40, measured over the
   * citations of the ACL 2019 papers, nDCG@10 of the hybrid falls by 0.006; with 80 by nothing.
   */
  private static final int MAX_TERMS = 100;

  record Weighted(String term, double weight) {}

  static LexicalExample of(Example example, Statistics statistics) throws IOException {
    return of(example, PaperTerms::tokens, statistics);
  }

  /**
   * Weighs the words of an example.
   *
   * @param tokens gives the words of a text, as {@link PaperTerms#tokens} does
   */
  static LexicalExample of(
      Example example, Function<String, List<Token>> tokens, Statistics statistics)
      throws IOException {
    SortedMap<String, Integer> counts = PaperTerms.counts(example.title(), example.text(), tokens);
    int length = PaperTerms.length(counts);
    record Part(String term, double weight, double own) {}
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      int frequency = statistics.frequency(entry.getKey());
      if (frequency > 0) {
        double weight = (1 + Math.log(entry.getValue())) * statistics.idf(frequency);
        double own = weight * statistics.saturation(entry.getValue(), length);
        parts.add(new Part(entry.getKey(), weight, own));
      }
    }
    List<Part> best =
        parts.stream()
            .sorted(Comparator.comparingDouble((Part part) -> -part.weight()))
            .limit(MAX_TERMS)
            .sorted(Comparator.comparing(Part::term))
            .toList();
    double own = best.stream().mapToDouble(Part::own).sum();
    return new LexicalExample(
        best.stream().map(part -> new Weighted(part.term(), part.weight() / own)).toList());
  }

  /** The score of a paper with the terms. */
  double score(Map<String, Integer> counts, int length, Statistics statistics) {
    double score = 0;
    for (Weighted weighted : weights) {
      Integer count = counts.get(weighted.term());
      if (count != null) {
        score += weighted.weight() * statistics.saturation(count, length);
      }
    }
    return score;
  }
}
