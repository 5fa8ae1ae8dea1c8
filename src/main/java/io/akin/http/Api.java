package io.akin.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.IndexedPaper;
import io.akin.paper.json.PaperJson;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.akin.recommend.json.AnswerJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** The routes under {@code /api/v1}. Thread-safe. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PaperFinder finder;
  private final Recommender recommender;

  Api(PaperFinder finder, Recommender recommender) {
    this.finder = finder;
    this.recommender = recommender;
  }

  void addTo(RoutesConfig routes) {
    // The angle brackets let an identifier hold slashes; the longer path is matched first.
    Routes.read(routes, "/api/v1/papers/<id>/related", this::related);
    Routes.read(routes, "/api/v1/papers/<id>", this::paper);
    Routes.read(routes, "/api/v1/search", context -> recommend(context, Query.search(context)));
    routes.post(Routes.RECOMMEND, context -> recommend(context, Query.body(context)));
  }

  private void paper(Context context) throws IOException {
    String reference = Query.reference(context);
    Optional<IndexedPaper> found = finder.find(reference);
    if (found.isEmpty()) {
      throw Problems.unknown(finder.unknown(reference));
    }
    send(context, PaperJson.write(found.get().paper()));
  }

  private void related(Context context) throws IOException {
    Request request = Query.related(context);
    Recommendations answer = Answers.of(recommender, request);
    ObjectNode node = JSON.createObjectNode();
    node.putObject("seed")
        .put("id", answer.seeds().getFirst().id().text())
        .put("title", answer.seeds().getFirst().title());
    node.setAll(AnswerJson.write(request, answer));
    send(context, node);
  }

  private void recommend(Context context, Request request) throws IOException {
    send(context, AnswerJson.write(request, Answers.of(recommender, request)));
  }

  private static void send(Context context, ObjectNode answer) throws IOException {
    context.contentType(ContentType.APPLICATION_JSON).result(JSON.writeValueAsBytes(answer));
  }
}
