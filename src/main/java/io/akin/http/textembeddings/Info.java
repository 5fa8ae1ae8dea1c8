package io.akin.http.textembeddings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embedding.EmbeddingSpace;
import io.akin.http.Router;
import java.util.Locale;
import java.util.Objects;

/** What is served, in the words of {@code GET /info}. */
final class Info {
  /** About what one batch of the encoder holds; nothing that a client must keep to. */
  private static final int BATCH_TOKENS = 16_384;

  private static final String VERSION =
      Objects.requireNonNullElse(Info.class.getPackage().getImplementationVersion(), "0");

  private Info() {}

  static ObjectNode of(EmbeddingSpace space) {
    ObjectNode info = JsonNodeFactory.instance.objectNode();
    info.put("model_id", space.model());
    info.putNull("model_sha");
    info.put("model_dtype", "float32");
    info.put("served_model_name", space.model());
    info.putObject("model_type")
        .putObject("embedding")
        .put("pooling", space.pooling().name().toLowerCase(Locale.ROOT));
    info.put("max_concurrent_requests", Router.MAX_RUNNING);
    info.put("max_input_length", space.maxTokens());
    info.put("max_batch_tokens", BATCH_TOKENS);
    info.putNull("max_batch_requests");
    info.put("max_client_batch_size", Body.MOST_TEXTS);
    info.put("auto_truncate", true);
    info.put("tokenization_workers", Runtime.getRuntime().availableProcessors());
    info.put("version", VERSION);
    info.putNull("sha");
    info.putNull("docker_label");
    return info;
  }
}
