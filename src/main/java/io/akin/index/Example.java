package io.akin.index;

import io.akin.embedding.Embedding;
import java.util.Optional;

/**
 * Something that papers are compared with.
 *
 * @param title its title, empty for a text; each of its words counts twice
 * @param text its abstract, or the text
 * @param embedding needed unless only words count
 * @param weight what its similarity counts, less than 0 for what papers should not be like
 */
public record Example(String title, String text, Optional<Embedding> embedding, double weight) {
  public Example {
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("weight is not a number: " + weight);
    }
  }
}
