package io.akin.index;

import java.util.List;

/**
 * Asks for the papers most like some examples and least like others.
 *
 * <p>The score of a paper is the sum, over the examples, of weight × similarity, and the similarity
 * {@code (1 - lexicalShare) × cosine + lexicalShare × lexical}. The cosine is that of the
 * embeddings. {@code lexical} is the BM25 score (<a
 * href="https://doi.org/10.1561/1500000019">Robertson and Zaragoza 2009</a>) of the paper for the
 * example's words, divided by that of the example itself: 0 where they share no word, about 1 for a
 * copy. It depends on the two and on how common words are in the index, and not on what else is
 * found, so that scores of different pages and filters can be compared.
 *
 * @param examples in any order; those who want the same answer to the last bit keep to one
 * @param lexicalShare 0 for the meaning alone, 1 for the words alone
 * @param size papers wanted, 1 or more
 */
public record ExampleQuery(
    List<Example> examples, double lexicalShare, PaperFilter filter, int size) {
  public ExampleQuery {
    examples = List.copyOf(examples);
    if (examples.isEmpty() || size < 1 || !(lexicalShare >= 0 && lexicalShare <= 1)) {
      throw new IllegalArgumentException(
          "need an example, size >= 1 and 0 <= lexicalShare <= 1, got %d, %d and %s"
              .formatted(examples.size(), size, lexicalShare));
    }
    if (lexicalShare < 1 && examples.stream().anyMatch(e -> e.embedding().isEmpty())) {
      throw new IllegalArgumentException("an example has no embedding, and its meaning counts");
    }
  }
}
