package io.akin.recommend;

import java.util.List;
import java.util.Optional;

/**
 * Why a paper is in the list. The amounts of all parts and the effect of its age add up to its
 * score.
 *
 * @param parts one for each seed, positives first, in an order that is that of no input
 * @param recency what its age takes away, 0 or less
 * @param sentences the pair of sentences, one of a seed and one of the paper, that say most nearly
 *     the same; empty where they were not asked for
 * @param phrases what both speak of, in the paper's words, the most telling first
 */
public record Explanation(
    List<Part> parts, double recency, Optional<Sentences> sentences, List<String> phrases) {
  public Explanation {
    parts = List.copyOf(parts);
    phrases = List.copyOf(phrases);
  }

  /**
   * What a seed does to the score.
   *
   * @param seed what it is called: the identifier of a paper, or the text
   * @param amount above 0 where it pulls the paper up, below 0 where it pushes it down
   * @param cosine of the two embeddings
   * @param lexical how much of the seed's words are the paper's, about 1 for a copy
   */
  public record Part(String seed, double amount, double cosine, double lexical) {}

  /**
   * A pair of sentences.
   *
   * @param seed what the seed is called
   * @param cosine of the embeddings of the two
   */
  public record Sentences(String seed, String ofSeed, String ofPaper, double cosine) {}
}
