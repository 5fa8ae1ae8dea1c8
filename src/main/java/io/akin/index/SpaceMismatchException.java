package io.akin.index;

import io.akin.embedding.EmbeddingSpace;

/** An index and a model belong to different spaces. */
public final class SpaceMismatchException extends IndexException {
  private static final long serialVersionUID = 1;

  public SpaceMismatchException(String index, EmbeddingSpace built, EmbeddingSpace asked) {
    super(
        """
        %s was built in space %s, but the model is %s; vectors of the two cannot be compared.
        Use the index's own model (--model %s), or build a new index: akin --index DIR --model %s add FILE..."""
            .formatted(index, built, asked, built.model(), asked.model()));
  }
}
