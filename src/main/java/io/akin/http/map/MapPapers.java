package io.akin.http.map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.atlas.Atlas;
import io.akin.atlas.Topic;
import io.akin.http.Answers;
import io.akin.http.Byline;
import io.akin.http.PaperAddress;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.http.Query;
import io.akin.landscape.Landscape;
import io.akin.landscape.Landscapes;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.Text;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The papers behind the points of a map. Rows are those of the version of the atlas that a request
 * names: where there is another by now, it is told so.
 */
final class MapPapers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_AUTHORS = 4;
  private static final int FOUND = 100;

  private final Landscapes landscapes;
  private final Recommender recommender;

  MapPapers(Landscapes landscapes, Recommender recommender) {
    this.landscapes = landscapes;
    this.recommender = recommender;
  }

  /** One paper, by {@code row}. */
  void paper(Context context) throws IOException {
    Landscape landscape = landscape(context);
    int row = row(landscape.atlas(), context.queryParam("row"));
    Paper paper =
        landscapes.papers(landscape, List.of(row)).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem(
                            Problem.Type.UNKNOWN_PAPER,
                            "the paper is no longer in the library; 'akin cluster' makes a map without it")));
    ObjectNode node = facts(JSON.createObjectNode(), row, paper);
    node.put("byline", Byline.of(paper, SHOWN_AUTHORS));
    node.put("published", paper.published().map(Object::toString).orElse(""));
    int number = landscape.atlas().topic(row);
    if (number != Atlas.NOISE) {
      Topic topic = landscape.topic(number);
      node.put("topic", topic.name()).put("topic_address", "/topics/" + topic.slug());
    }
    send(context, node);
  }

  /** The papers of the map that are best for the text {@code q}. */
  void search(Context context) throws IOException {
    Landscape landscape = landscape(context);
    Request request =
        Query.request(
            List.of(),
            List.of(Query.text(context)),
            Map.of("limit", List.of(Integer.toString(FOUND))));
    Recommendations answer = Answers.of(recommender, request);
    ObjectNode node = JSON.createObjectNode();
    ArrayNode papers = node.putArray("papers");
    for (Recommendation hit : answer.hits()) {
      OptionalInt row = landscape.atlas().row(hit.paper().id());
      if (row.isPresent()) {
        facts(papers.addObject(), row.getAsInt(), hit.paper());
      }
    }
    send(context, node.put("elsewhere", answer.hits().size() - papers.size()));
  }

  /** Leads to the papers like those of {@code rows}, of which there are as many as seeds may be. */
  void recommend(Context context) throws IOException {
    Landscape landscape = landscape(context);
    String rows = context.queryParam("rows");
    String[] numbers = rows == null ? new String[0] : rows.split(",", Request.MAX_SEEDS + 1);
    if (numbers.length == 0 || numbers.length > Request.MAX_SEEDS) {
      throw ProblemException.badRequest(
          "rows must be 1 to %d rows of the map, with commas between them"
              .formatted(Request.MAX_SEEDS));
    }
    List<String> seeds = new ArrayList<>();
    for (String number : numbers) {
      PaperId id = landscape.atlas().papers().get(row(landscape.atlas(), number));
      seeds.add("positive=" + URLEncoder.encode(id.text(), StandardCharsets.UTF_8));
    }
    context.redirect("/recommend?" + String.join("&", seeds));
  }

  private static ObjectNode facts(ObjectNode node, int row, Paper paper) {
    return node.put("row", row)
        .put("title", paper.title())
        .put("address", PaperAddress.of(paper.id()));
  }

  private Landscape landscape(Context context) throws IOException {
    Landscape landscape = landscapes.current().orElseThrow(PaperMap::noAtlas);
    if (!landscape.version().equals(context.queryParam("v"))) {
      throw new ProblemException(
          new Problem(
              Problem.Type.STALE_CURSOR, "there is another map by now; load the page again"));
    }
    return landscape;
  }

  private static int row(Atlas atlas, @Nullable String text) {
    try {
      int row = Integer.parseInt(text == null ? "" : text);
      if (row >= 0 && row < atlas.size()) {
        return row;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw ProblemException.badRequest(
        "a row must be a whole number from 0 to %d, got '%s'"
            .formatted(atlas.size() - 1, Text.shortened(String.valueOf(text))));
  }

  private static void send(Context context, ObjectNode node) throws IOException {
    context
        .header("Cache-Control", "no-cache")
        .contentType("application/json")
        .result(JSON.writeValueAsBytes(node));
  }
}
