package io.akin.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.Hit;
import io.akin.index.IndexedPaper;
import io.akin.paper.json.PaperJson;
import io.akin.recommend.Outcome;
import io.akin.recommend.Recommender;
import io.akin.recommend.TextSearch;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The routes under {@code /api/v1}. Thread-safe. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Recommender recommender;
  private final TextSearch search;

  Api(Recommender recommender, TextSearch search) {
    this.recommender = recommender;
    this.search = search;
  }

  void addTo(RoutesConfig routes) {
    // The angle brackets let an identifier hold slashes; the longer path is matched first.
    Routes.read(routes, "/api/v1/papers/<id>/related", this::related);
    Routes.read(routes, "/api/v1/papers/<id>", this::paper);
    Routes.read(routes, "/api/v1/search", this::search);
  }

  private void paper(Context context) throws IOException {
    String reference = Query.reference(context);
    Optional<IndexedPaper> found = recommender.find(reference);
    if (found.isEmpty()) {
      throw Problems.unknown(recommender.unknown(reference));
    }
    send(context, PaperJson.write(found.get().paper()));
  }

  private void related(Context context) throws IOException {
    switch (recommender.related(Query.reference(context), Query.k(context))) {
      case Outcome.Found found -> {
        ObjectNode answer = JSON.createObjectNode();
        answer
            .putObject("seed")
            .put("id", found.seed().id().text())
            .put("title", found.seed().title());
        answer.set("results", results(found.hits()));
        send(context, answer);
      }
      case Outcome.UnknownPaper unknown -> throw Problems.unknown(unknown);
    }
  }

  private void search(Context context) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("results", results(search.search(Query.text(context), Query.k(context))));
    send(context, answer);
  }

  /** A hit is its paper without the abstract, and the score: the cosine. */
  private static ArrayNode results(List<Hit> hits) {
    ArrayNode results = JSON.createArrayNode();
    for (Hit hit : hits) {
      ObjectNode result = PaperJson.write(hit.paper());
      result.remove("abstract");
      results.add(result.put("score", hit.cosine()));
    }
    return results;
  }

  private static void send(Context context, ObjectNode answer) throws IOException {
    context.contentType(ContentType.APPLICATION_JSON).result(JSON.writeValueAsBytes(answer));
  }
}
