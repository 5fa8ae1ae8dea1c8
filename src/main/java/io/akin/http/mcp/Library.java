package io.akin.http.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Answers;
import io.akin.http.PaperMarkdown;
import io.akin.http.ProblemException;
import io.akin.index.IndexedPaper;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import io.akin.paper.json.PaperJson;
import io.akin.recommend.Outcome.Excluded;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.akin.recommend.json.AnswerJson;
import io.akin.recommend.json.RequestJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What the tools do, by their names. Thread-safe. */
final class Library {
  private final PaperFinder finder;
  private final Recommender recommender;

  Library(PaperFinder finder, Recommender recommender) {
    this.finder = finder;
    this.recommender = recommender;
  }

  Map<String, Tool> tools() {
    return Map.of(
        "search_papers",
        this::search,
        "related_papers",
        this::related,
        "recommend_papers",
        this::recommend,
        "read_paper",
        this::read);
  }

  private Tool.Answer search(JsonNode arguments) throws IOException {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    add(request.putArray("positive"), "text", arguments.get("query"));
    copy(arguments, request, "limit");
    copy(arguments, request, "mode");
    ObjectNode filter = request.putObject("filter");
    copy(arguments, filter, "categories");
    ObjectNode published = filter.putObject("published");
    copyDate(arguments, "published_from", published, "gte");
    copyDate(arguments, "published_to", published, "lte");
    if (published.isEmpty()) {
      filter.remove("published");
    }
    return answer("Papers found", request);
  }

  private Tool.Answer related(JsonNode arguments) throws IOException {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    add(request.putArray("positive"), "id", arguments.get("paper"));
    copy(arguments, request, "limit");
    copy(arguments, request, "explain");
    return answer("Related papers", request);
  }

  private Tool.Answer recommend(JsonNode arguments) throws IOException {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ArrayNode positives = request.putArray("positive");
    arguments.path("like_papers").forEach(paper -> add(positives, "id", paper));
    arguments.path("like_texts").forEach(text -> add(positives, "text", text));
    if (positives.isEmpty()) {
      throw ProblemException.badRequest("give at least one of like_papers and like_texts");
    }
    ArrayNode negatives = request.putArray("negative");
    arguments.path("unlike_papers").forEach(paper -> add(negatives, "id", paper));
    arguments.path("unlike_texts").forEach(text -> add(negatives, "text", text));
    copy(arguments, request, "limit");
    return answer("Recommended papers", request);
  }

  private Tool.Answer read(JsonNode arguments) throws IOException {
    String reference = arguments.get("paper").textValue();
    Optional<IndexedPaper> found = finder.find(reference);
    if (found.isEmpty()) {
      throw Answers.unknown(finder.unknown(reference));
    }
    Paper paper = found.get().paper();
    return new Tool.Answer(PaperMarkdown.paper(paper), PaperJson.write(paper));
  }

  private Tool.Answer answer(String heading, ObjectNode wanted) throws IOException {
    Request request = request(wanted);
    Recommendations answer = Answers.of(recommender, request);
    StringBuilder text = new StringBuilder(PaperMarkdown.list(heading, answer.hits()));
    for (Excluded one : answer.excluded()) {
      text.append("- '%s' leaves out %,d papers\n".formatted(one.condition(), one.papers()));
    }
    ObjectNode structured = AnswerJson.write(request, answer);
    structured.remove("next_cursor"); // the tools have no pages
    return new Tool.Answer(text.toString(), structured);
  }

  private static Request request(ObjectNode wanted) {
    try {
      return RequestJson.read(wanted);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static void add(ArrayNode seeds, String kind, JsonNode value) {
    seeds.addObject().set(kind, value);
  }

  private static void copy(JsonNode from, ObjectNode to, String name) {
    if (from.hasNonNull(name)) {
      to.set(name, from.get(name));
    }
  }

  private static void copyDate(JsonNode from, String name, ObjectNode to, String bound) {
    if (from.hasNonNull(name)) {
      String date = from.get(name).textValue();
      try {
        var _ = PublicationDate.parse(date);
      } catch (IllegalArgumentException e) {
        throw ProblemException.badRequest(name + ": " + e.getMessage());
      }
      to.put(bound, date);
    }
  }
}
