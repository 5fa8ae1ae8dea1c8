package io.akin.http.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embed.Embedded;
import io.akin.embed.Embedder;
import io.akin.embedding.Embedding;
import io.akin.http.Access;
import io.akin.http.Problem;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/**
 * Embeddings and models as <a
 * href="https://github.com/openai/openai-openapi/blob/master/openapi.yaml">OpenAI's interface</a>
 * has them. Texts that are longer than the model takes are cut. Thread-safe.
 */
public final class OpenAi implements Surface {
  private final Embedder embedder;
  private final Models models;

  public OpenAi(Embedder embedder) {
    this.embedder = embedder;
    this.models = new Models(embedder);
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public boolean covers(String path) {
    return path.equals("/v1") || path.startsWith("/v1/");
  }

  @Override
  public void addTo(Router router) {
    router
        .post("/v1/embeddings", Access.READ, answering(this::embeddings))
        .read("/v1/models", answering(context -> send(context, models.list())))
        .read("/v1/models/<id>", answering(this::model));
  }

  @Override
  public void send(Context context, Problem problem) {
    send(context, OpenAiError.of(problem));
  }

  private static Handler answering(Handler handler) {
    return context -> {
      try {
        handler.handle(context);
      } catch (OpenAiError e) {
        send(context, e);
      }
    };
  }

  private void model(Context context) throws IOException {
    models.require(context.pathParam("id"));
    send(context, models.model());
  }

  private void embeddings(Context context) throws IOException {
    EmbeddingsRequest request = EmbeddingsRequest.read(context.bodyAsBytes(), models, embedder);
    Embedded embedded = embedder.embed(request.texts());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("object", "list");
    ArrayNode data = answer.putArray("data");
    for (int i = 0; i < embedded.embeddings().size(); i++) {
      ObjectNode item = data.addObject().put("object", "embedding").put("index", i);
      put(item, embedded.embeddings().get(i), request.base64());
    }
    answer.put("model", models.name());
    answer
        .putObject("usage")
        .put("prompt_tokens", embedded.totalTokens())
        .put("total_tokens", embedded.totalTokens());
    send(context, answer);
  }

  private static void put(ObjectNode item, Embedding embedding, boolean base64) {
    if (base64) {
      item.put("embedding", embedding.toBase64());
    } else {
      ArrayNode numbers = item.putArray("embedding");
      for (float component : embedding.toArray()) {
        numbers.add(component);
      }
    }
  }

  private static void send(Context context, OpenAiError error) {
    context.status(error.status());
    send(context, error.json());
  }

  private static void send(Context context, ObjectNode answer) {
    context.contentType(ContentType.APPLICATION_JSON).result(answer.toString());
  }
}
