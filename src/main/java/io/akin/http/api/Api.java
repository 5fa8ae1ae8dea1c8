package io.akin.http.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Access;
import io.akin.http.Answers;
import io.akin.http.Freshness;
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
import io.akin.recommend.json.Fields;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The routes under {@code /api/v1}. Thread-safe. */
public final class Api implements Surface {
  /** Where papers are; the angle brackets let an identifier hold slashes. */
  static final String PAPER = "/api/v1/papers/<id>";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PaperFinder finder;
  private final Recommender recommender;
  private final Freshness freshness;
  private final Writes writes;
  private final Stats stats;
  private final SentAnswers sentAnswers = new SentAnswers();

  /**
   * The routes of an index.
   *
   * @param writes what is changed through
   * @param stats what tells how it is made
   */
  public Api(
      PaperFinder finder,
      Recommender recommender,
      Freshness freshness,
      Writes writes,
      Stats stats) {
    this.finder = finder;
    this.recommender = recommender;
    this.freshness = freshness;
    this.writes = writes;
    this.stats = stats;
  }

  @Override
  public String name() {
    return "api";
  }

  @Override
  public boolean covers(String path) {
    return path.startsWith("/api/v1/") || path.startsWith("/docs") || path.equals("/openapi.yaml");
  }

  @Override
  public void addTo(Router router) {
    router // the longer path is matched first
        .read("/api/v1/papers/<id>/related", this::related)
        .read(PAPER, this::paper)
        .read("/api/v1/search", this::search)
        .post("/api/v1/recommend", Access.READ, this::recommend);
    writes.addTo(router);
    stats.addTo(router);
    Docs.addTo(router);
  }

  private void paper(Context context) throws IOException {
    String reference = Query.reference(context);
    Fields fields = Query.fields(context);
    if (freshness.isKnown(context)) {
      return;
    }
    Optional<IndexedPaper> found = finder.find(reference);
    if (found.isEmpty()) {
      throw Answers.unknown(finder.unknown(reference));
    }
    Paper paper = found.get().paper();
    if (Markdown.preferred(context, ContentType.JSON)) {
      Markdown.send(context, PaperMarkdown.paper(paper));
      return;
    }
    ObjectNode node = PaperJson.write(paper);
    if (!fields.equals(Fields.USUAL)) {
      fields.select(node);
    }
    send(context, node);
  }

  private void related(Context context) throws IOException {
    Request request = Query.related(context);
    Fields fields = Query.fields(context);
    if (freshness.isKnown(context)) {
      return;
    }
    if (Markdown.preferred(context, ContentType.JSON)) {
      Recommendations answer = Answers.of(recommender, request);
      String heading = "Papers like " + answer.seeds().getFirst().title();
      Markdown.send(context, PaperMarkdown.list(heading, answer.hits()));
      return;
    }
    long start = System.nanoTime();
    String address = context.path() + "?" + context.queryString();
    String stamp = freshness.stamp();
    Optional<byte[]> sent = sentAnswers.find(stamp, address);
    if (sent.isPresent()) {
      send(context, sent.get(), (System.nanoTime() - start) / 1e6);
      return;
    }
    Recommendations answer = Answers.of(recommender, request);
    byte[] body = timeless(related(request, answer, fields));
    sentAnswers.keep(stamp, address, body);
    send(context, body, answer.made().millis());
  }

  private static ObjectNode related(Request request, Recommendations answer, Fields fields) {
    ObjectNode node = JSON.createObjectNode();
    node.putObject("seed")
        .put("id", answer.seeds().getFirst().id().text())
        .put("title", answer.seeds().getFirst().title());
    node.setAll(AnswerJson.write(request, answer, fields));
    return node;
  }

  /** An answer that lacks its time, and is open for it at its end. */
  private static byte[] timeless(ObjectNode answer) throws IOException {
    answer.remove(AnswerJson.TIME);
    byte[] whole = JSON.writeValueAsBytes(answer);
    return Arrays.copyOf(whole, whole.length - 1);
  }

  private static void send(Context context, byte[] timeless, double millis) {
    byte[] time =
        ",\"%s\":%s}"
            .formatted(AnswerJson.TIME, AnswerJson.rounded(millis))
            .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(timeless, timeless.length + time.length);
    System.arraycopy(time, 0, whole, timeless.length, time.length);
    context.contentType(ContentType.APPLICATION_JSON).result(whole);
  }

  private void search(Context context) throws IOException {
    Request request = Query.search(context);
    Fields fields = Query.fields(context);
    if (!freshness.isKnown(context)) {
      send(context, request, fields);
    }
  }

  private void recommend(Context context) throws IOException {
    Request request = Query.body(context);
    Fields fields = Query.fields(context);
    send(context, request, fields);
  }

  private void send(Context context, Request request, Fields fields) throws IOException {
    Recommendations answer = Answers.of(recommender, request);
    if (Markdown.preferred(context, ContentType.JSON)) {
      Markdown.send(context, PaperMarkdown.list("Recommended papers", answer.hits()));
    } else {
      send(context, AnswerJson.write(request, answer, fields));
    }
  }

  static void send(Context context, ObjectNode answer) throws IOException {
    context.contentType(ContentType.APPLICATION_JSON).result(JSON.writeValueAsBytes(answer));
  }
}
