package io.akin.http.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Access;
import io.akin.http.Answers;
import io.akin.http.Markdown;
import io.akin.http.PaperMarkdown;
import io.akin.http.Query;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.index.IndexedPaper;
import io.akin.paper.Paper;
import io.akin.paper.json.PaperJson;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.akin.recommend.json.AnswerJson;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** The routes under {@code /api/v1}. Thread-safe. */
public final class Api implements Surface {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PaperFinder finder;
  private final Recommender recommender;

  public Api(PaperFinder finder, Recommender recommender) {
    this.finder = finder;
    this.recommender = recommender;
  }

  @Override
  public String name() {
    return "api";
  }

  @Override
  public boolean covers(String path) {
    return path.startsWith("/api/v1/");
  }

  @Override
  public void addTo(Router router) {
    // The angle brackets let an identifier hold slashes; the longer path is matched first.
    router
        .read("/api/v1/papers/<id>/related", this::related)
        .read("/api/v1/papers/<id>", this::paper)
        .read("/api/v1/search", context -> recommend(context, Query.search(context)))
        .post("/api/v1/recommend", Access.READ, context -> recommend(context, Query.body(context)));
  }

  private void paper(Context context) throws IOException {
    String reference = Query.reference(context);
    Optional<IndexedPaper> found = finder.find(reference);
    if (found.isEmpty()) {
      throw Answers.unknown(finder.unknown(reference));
    }
    Paper paper = found.get().paper();
    if (Markdown.preferred(context, ContentType.JSON)) {
      Markdown.send(context, PaperMarkdown.paper(paper));
    } else {
      send(context, PaperJson.write(paper));
    }
  }

  private void related(Context context) throws IOException {
    Request request = Query.related(context);
    Recommendations answer = Answers.of(recommender, request);
    if (Markdown.preferred(context, ContentType.JSON)) {
      String heading = "Papers like " + answer.seeds().getFirst().title();
      Markdown.send(context, PaperMarkdown.list(heading, answer.hits()));
      return;
    }
    ObjectNode node = JSON.createObjectNode();
    node.putObject("seed")
        .put("id", answer.seeds().getFirst().id().text())
        .put("title", answer.seeds().getFirst().title());
    node.setAll(AnswerJson.write(request, answer));
    send(context, node);
  }

  private void recommend(Context context, Request request) throws IOException {
    Recommendations answer = Answers.of(recommender, request);
    if (Markdown.preferred(context, ContentType.JSON)) {
      Markdown.send(context, PaperMarkdown.list("Recommended papers", answer.hits()));
    } else {
      send(context, AnswerJson.write(request, answer));
    }
  }

  private static void send(Context context, ObjectNode answer) throws IOException {
    context.contentType(ContentType.APPLICATION_JSON).result(JSON.writeValueAsBytes(answer));
  }
}
