package io.akin.http.textembeddings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embed.Embedded;
import io.akin.embed.Embedder;
import io.akin.embed.TooLongException;
import io.akin.embed.json.Inputs;
import io.akin.embedding.Embedding;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Texts to vectors, and to how alike they are. Thread-safe. */
final class Embeds {
  private final Embedder embedder;
  private final Measures measures;

  Embeds(Embedder embedder, Measures measures) {
    this.embedder = embedder;
    this.measures = measures;
  }

  /** A list of vectors, for a single text too. */
  ArrayNode embed(Context context, ObjectNode request) throws IOException {
    Inputs inputs = Body.inputs(request.get("inputs"), embedder);
    Embedded embedded = run(context, inputs, EmbedOptions.read(request, embedder));
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    embedded.embeddings().forEach(embedding -> put(answer.addArray(), embedding));
    return answer;
  }

  /** The answer of OpenAI's interface, but that any model's name will do. */
  ObjectNode compatible(Context context, ObjectNode request) throws IOException {
    Inputs inputs = Body.inputs(request.get("input"), embedder);
    Embedded embedded = run(context, inputs, EmbedOptions.read(request, embedder));
    boolean base64 = request.path("encoding_format").asText().equals("base64");
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("object", "list");
    ArrayNode data = answer.putArray("data");
    for (int i = 0; i < embedded.embeddings().size(); i++) {
      Embedding embedding = embedded.embeddings().get(i);
      ObjectNode item = data.addObject().put("object", "embedding").put("index", i);
      if (base64) {
        item.put("embedding", embedding.toBase64());
      } else {
        put(item.putArray("embedding"), embedding);
      }
    }
    answer.put("model", embedder.space().model());
    answer
        .putObject("usage")
        .put("prompt_tokens", embedded.totalTokens())
        .put("total_tokens", embedded.totalTokens());
    return answer;
  }

  /** The cosine of a text to each of others. */
  ArrayNode similarity(Context context, ObjectNode request) throws IOException {
    JsonNode source = request.path("inputs").path("source_sentence");
    JsonNode sentences = request.path("inputs").path("sentences");
    if (!source.isTextual() || !sentences.isArray()) {
      throw InferenceError.invalid(
          "`inputs` must have a `source_sentence`, a text, and `sentences`, a list of texts");
    }
    Body.requireBatch(sentences);
    List<String> texts = new ArrayList<>(Body.inputs(source, embedder).texts());
    texts.addAll(Body.inputs(sentences, embedder).texts());
    JsonNode parameters = request.path("parameters");
    List<Embedding> embeddings =
        run(context, new Inputs(texts, false), EmbedOptions.read(parameters, embedder))
            .embeddings();
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    for (Embedding embedding : embeddings.subList(1, embeddings.size())) {
      answer.add((float) embeddings.getFirst().cosine(embedding));
    }
    return answer;
  }

  private Embedded run(Context context, Inputs inputs, EmbedOptions options) throws IOException {
    long begun = System.nanoTime();
    int texts = inputs.texts().size();
    measures.begun(inputs.single(), texts);
    try {
      Embedded embedded = embedder.embed(options.of(inputs.texts()));
      Computed computed =
          new Computed(
              inputs.texts().stream().mapToInt(text -> text.codePointCount(0, text.length())).sum(),
              embedded.tokens(),
              Duration.ofNanos(System.nanoTime() - begun),
              embedded.tokenising(),
              embedded.encoding());
      computed.putHeaders(context);
      measures.answered(inputs.single(), computed);
      return embedded;
    } catch (TooLongException e) {
      throw InferenceError.invalid(
          "`inputs` must have less than %d tokens. Given: %d".formatted(e.limit(), e.tokens()));
    } finally {
      measures.ended(texts);
    }
  }

  private static void put(ArrayNode answer, Embedding embedding) {
    for (float component : embedding.toArray()) {
      answer.add(component);
    }
  }
}
