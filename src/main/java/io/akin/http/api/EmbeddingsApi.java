package io.akin.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embed.Cut;
import io.akin.embed.EmbedRequest;
import io.akin.embed.Embedded;
import io.akin.embed.Embedder;
import io.akin.embed.json.InputException;
import io.akin.embed.json.Inputs;
import io.akin.embed.json.RequestBody;
import io.akin.embedding.Embedding;
import io.akin.encoder.Role;
import io.akin.http.Access;
import io.akin.http.ProblemException;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.paper.Text;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Texts to embeddings in the program's own words, {@code POST /api/v1/embeddings}:
 *
 * <pre>
 * {"texts": ["kites", "wind"], "role": "query", "dimension": 384}
 * {"model": "all-MiniLM-L6-v2", "role": "query", "dimension": 384, "tokens": [3, 3],
 *  "vectors": [[0.1, ...], ...]}
 * </pre>
 */
public final class EmbeddingsApi implements Surface {
  private static final String PATH = "/api/v1/embeddings";
  private static final int MOST_TEXTS = 2_048;
  private static final Set<String> KEYS = new TreeSet<>(Set.of("texts", "role", "dimension"));
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Embedder embedder;

  public EmbeddingsApi(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public String name() {
    return "api";
  }

  @Override
  public boolean covers(String path) {
    return path.equals(PATH);
  }

  @Override
  public void addTo(Router router) {
    router.post(PATH, Access.READ, this::embeddings);
  }

  private void embeddings(Context context) throws IOException {
    JsonNode body = body(context);
    Role role = role(body.get("role"));
    List<String> texts = texts(body.get("texts"));
    OptionalInt dimension = dimension(body.get("dimension"));
    Embedded embedded = embedder.embed(new EmbedRequest(texts, role, Cut.END, dimension));
    ObjectNode answer = JSON.createObjectNode();
    answer.put("model", embedder.space().model());
    answer.put("role", role.name().toLowerCase(Locale.ROOT));
    answer.put("dimension", embedded.embeddings().getFirst().dimension());
    embedded.tokens().forEach(answer.putArray("tokens")::add);
    ArrayNode vectors = answer.putArray("vectors");
    for (Embedding embedding : embedded.embeddings()) {
      ArrayNode vector = vectors.addArray();
      for (float component : embedding.toArray()) {
        vector.add(component);
      }
    }
    context.contentType(ContentType.APPLICATION_JSON).result(JSON.writeValueAsBytes(answer));
  }

  private static JsonNode body(Context context) {
    ObjectNode body;
    try {
      body = RequestBody.read(context.bodyAsBytes());
    } catch (InputException e) {
      throw ProblemException.badRequest(e.detail());
    }
    Optional<String> unknown =
        body.propertyStream().map(Map.Entry::getKey).filter(k -> !KEYS.contains(k)).findFirst();
    if (unknown.isPresent()) {
      throw ProblemException.badRequest(
          "the key '%s' is unknown; known are %s"
              .formatted(Text.shortened(unknown.get()), String.join(", ", KEYS)));
    }
    return body;
  }

  private List<String> texts(@Nullable JsonNode node) throws IOException {
    try {
      return Inputs.read(node, MOST_TEXTS, embedder).texts();
    } catch (InputException e) {
      throw ProblemException.badRequest("texts: " + e.detail());
    }
  }

  private static Role role(@Nullable JsonNode node) {
    if (node == null) {
      return Role.DOCUMENT;
    }
    return switch (node.asText()) {
      case "query" -> Role.QUERY;
      case "document" -> Role.DOCUMENT;
      default -> throw ProblemException.badRequest("role must be 'query' or 'document'");
    };
  }

  private OptionalInt dimension(@Nullable JsonNode node) throws IOException {
    if (node == null) {
      return OptionalInt.empty();
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || !embedder.dimensions().contains(node.intValue())) {
      throw ProblemException.badRequest(
          "dimension must be one of %s, got %s"
              .formatted(embedder.dimensions(), Text.shortened(node.toString())));
    }
    return OptionalInt.of(node.intValue());
  }
}
