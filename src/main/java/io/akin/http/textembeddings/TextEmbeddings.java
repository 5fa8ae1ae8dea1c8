package io.akin.http.textembeddings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embed.Embedder;
import io.akin.encoder.EncoderBusyException;
import io.akin.http.Access;
import io.akin.http.Problem;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * The interface of <a href="https://github.com/huggingface/text-embeddings-inference">Text
 * Embeddings Inference</a> 1.9. Its {@code GET /} belongs to the pages, {@code /metrics} to all,
 * and {@code /v1/embeddings} to the surface of OpenAI. Thread-safe.
 */
public final class TextEmbeddings implements Surface {
  private static final String COMPATIBLE = "/embeddings";
  private static final Set<String> PATHS =
      Set.of(
          "/embed",
          "/embed_all",
          "/embed_sparse",
          COMPATIBLE,
          "/similarity",
          "/rerank",
          "/predict",
          "/tokenize",
          "/decode",
          "/info",
          "/health",
          "/ping");

  private final Embedder embedder;
  private final Measures measures;
  private final Embeds embeds;
  private final Tokens tokens;

  /**
   * A surface.
   *
   * @param registry where it adds what it measures
   */
  public TextEmbeddings(Embedder embedder, MeterRegistry registry) {
    this.embedder = embedder;
    this.measures = new Measures(registry);
    this.embeds = new Embeds(embedder, measures);
    this.tokens = new Tokens(embedder);
  }

  @Override
  public String name() {
    return "text-embeddings";
  }

  @Override
  public boolean covers(String path) {
    return PATHS.contains(path);
  }

  /** What answers a request. */
  private interface Answer {
    JsonNode to(Context context, ObjectNode request) throws IOException;
  }

  @Override
  public void addTo(Router router) {
    router
        .read("/info", answering(context -> send(context, Info.of(embedder.space()))))
        .read("/health", TextEmbeddings::healthy)
        .read("/ping", TextEmbeddings::healthy);
    post(router, "/", this::either);
    post(router, "/embed", embeds::embed);
    post(router, "/similarity", embeds::similarity);
    post(router, COMPATIBLE, embeds::compatible);
    post(router, "/tokenize", (_, request) -> tokens.tokenize(request));
    post(router, "/decode", (_, request) -> tokens.decode(request));
    refuse(router, "/embed_all", "the vectors of single tokens are not served, but one of a text");
    refuse(router, "/embed_sparse", "model is not an embedding model with SPLADE pooling");
    refuse(router, "/rerank", "model is not a re-ranker model");
    refuse(router, "/predict", "model is not a classifier model");
  }

  private void post(Router router, String path, Answer answer) {
    router.post(
        path,
        Access.READ,
        answering(context -> send(context, answer.to(context, Body.read(context)))));
  }

  private void refuse(Router router, String path, String reason) {
    post(
        router,
        path,
        (_, _) -> {
          throw InferenceError.of(InferenceError.Type.BACKEND, reason);
        });
  }

  /** The official client posts texts to compare and texts to encode to one address. */
  private JsonNode either(Context context, ObjectNode request) throws IOException {
    if (request.path("inputs").isObject()) {
      return embeds.similarity(context, request);
    }
    if (request.path("parameters") instanceof ObjectNode parameters) {
      parameters.properties().forEach(each -> request.putIfAbsent(each.getKey(), each.getValue()));
    }
    return embeds.embed(context, request);
  }

  private static void healthy(Context context) {
    context.result("");
  }

  private Handler answering(Handler handler) {
    return context -> {
      try {
        handler.handle(context);
      } catch (InferenceError e) {
        send(context, e);
      } catch (EncoderBusyException _) {
        context.header("Retry-After", "1");
        send(context, InferenceError.of(InferenceError.Type.OVERLOADED, "Model is overloaded"));
      }
    };
  }

  @Override
  public void send(Context context, Problem problem) {
    if (problem.type() == Problem.Type.KEY_NEEDED) {
      context.status(problem.type().status()).result("");
    } else {
      send(context, InferenceError.of(problem));
    }
  }

  private void send(Context context, InferenceError error) {
    measures.failed(error.type().word().toLowerCase(Locale.ROOT));
    context.status(error.status());
    send(context, context.path().equals(COMPATIBLE) ? error.compatibleJson() : error.json());
  }

  private static void send(Context context, JsonNode answer) {
    context.contentType(ContentType.APPLICATION_JSON).result(answer.toString());
  }
}
