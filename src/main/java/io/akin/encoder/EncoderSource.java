package io.akin.encoder;

import io.akin.embedding.EmbeddingSpace;
import java.io.IOException;

/** Where the encoder comes from when one is needed: most requests about papers need none. */
@FunctionalInterface
public interface EncoderSource {
  /**
   * An encoder of exactly the space, which is that of the papers a request looks at. The caller
   * closes it when the request has been answered, by which a source that shares it learns who still
   * uses it.
   */
  Encoder open(EmbeddingSpace space) throws IOException;
}
