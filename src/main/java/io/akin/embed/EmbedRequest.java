package io.akin.embed;

import io.akin.encoder.Role;
import java.util.List;
import java.util.OptionalInt;

/**
 * Texts to encode.
 *
 * @param dimension to cut the embeddings to, one of {@link Embedder#dimensions}; empty for the
 *     model's own
 */
public record EmbedRequest(List<String> texts, Role role, Cut cut, OptionalInt dimension) {
  public EmbedRequest {
    texts = List.copyOf(texts);
  }

  /** Texts whose beginning is encoded, at the model's own dimension. */
  public EmbedRequest(List<String> texts, Role role) {
    this(texts, role, Cut.END, OptionalInt.empty());
  }
}
