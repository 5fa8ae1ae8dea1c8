package io.akin.app;

import io.akin.atlas.Atlas;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderSource;
import io.akin.index.PaperIndex;
import io.akin.index.StorageReport;
import io.akin.ingest.PaperStore;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a server is made of. */
interface ServerParts {
  /** The space of the live generation. */
  EmbeddingSpace space() throws IOException;

  /**
   * Opens the index.
   *
   * @param admission of a generation that becomes the live one later
   */
  PaperIndex openIndex(Predicate<EmbeddingSpace> admission) throws IOException;

  /** What there is to say of the live generation. */
  StorageReport storage() throws IOException;

  /** What changes the index. */
  PaperStore store(EncoderSource encoders);

  /** Opens an encoder of exactly the space. */
  Encoder openEncoder(EmbeddingSpace space) throws IOException;

  /** Gives the atlas that there is now, the same object until there is another. */
  Supplier<Optional<Atlas>> atlases();

  /** Tells whoever runs the server, in a line. */
  void say(String note);
}
