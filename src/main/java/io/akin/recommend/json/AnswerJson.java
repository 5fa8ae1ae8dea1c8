package io.akin.recommend.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.Condition;
import io.akin.index.PaperFilter;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.json.PaperJson;
import io.akin.recommend.Explanation;
import io.akin.recommend.Mode;
import io.akin.recommend.Outcome.Excluded;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Request;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes answers. */
public final class AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The key of the time an answer took, in milliseconds; the last of an answer. */
  public static final String TIME = "took_ms";

  private AnswerJson() {}

  /** A time as answers tell it. */
  public static double rounded(double millis) {
    return Math.round(millis * 100) / 100.0;
  }

  /** The answer to a request, and what of the request was applied; papers without abstracts. */
  public static ObjectNode write(Request request, Recommendations answer) {
    return write(request, answer, Fields.USUAL);
  }

  /** The same, with other facts of each paper. */
  public static ObjectNode write(Request request, Recommendations answer, Fields fields) {
    ObjectNode node = JSON.objectNode();
    node.set("seeds", named(answer.seeds()));
    ArrayNode results = node.putArray("results");
    for (Recommendation hit : answer.hits()) {
      ObjectNode result = hit(hit);
      fields.select(result);
      results.add(result);
    }
    if (!answer.hidden().isEmpty()) {
      node.set("duplicates_of_seeds", named(answer.hidden()));
    }
    if (!answer.excluded().isEmpty()) {
      ArrayNode excluded = node.putArray("excluded_by");
      for (Excluded one : answer.excluded()) {
        excluded.addObject().put("condition", one.condition()).put("papers", one.papers());
      }
    }
    node.put("next_cursor", answer.nextCursor().orElse(null));
    node.put("model", answer.made().model());
    node.put("exact", answer.made().exact());
    if (answer.made().recall().isPresent()) {
      node.put("recall", answer.made().recall().getAsDouble());
    } else {
      node.putNull("recall");
    }
    node.put("papers", answer.made().papers());
    node.set("applied", applied(request));
    node.put(TIME, rounded(answer.made().millis()));
    return node;
  }

  private static ArrayNode named(List<Paper> papers) {
    ArrayNode nodes = JSON.arrayNode();
    for (Paper paper : papers) {
      nodes.addObject().put("id", paper.id().text()).put("title", paper.title());
    }
    return nodes;
  }

  private static ObjectNode hit(Recommendation hit) {
    ObjectNode node = PaperJson.write(hit.paper());
    node.put("score", hit.score());
    if (!hit.duplicates().isEmpty()) {
      node.set("duplicates_hidden", named(hit.duplicates()));
    }
    hit.group().ifPresent(group -> node.put("group", group));
    hit.why().ifPresent(why -> node.set("why", why(why)));
    return node;
  }

  private static ObjectNode why(Explanation why) {
    ObjectNode node = JSON.objectNode();
    ArrayNode parts = node.putArray("parts");
    for (Explanation.Part part : why.parts()) {
      parts
          .addObject()
          .put("seed", part.seed())
          .put("amount", part.amount())
          .put("cosine", part.cosine())
          .put("lexical", part.lexical());
    }
    node.put("recency", why.recency());
    why.sentences()
        .ifPresent(
            pair ->
                node.putObject("sentences")
                    .put("of", pair.seed())
                    .put("seed", pair.ofSeed())
                    .put("paper", pair.ofPaper())
                    .put("cosine", pair.cosine()));
    ArrayNode phrases = node.putArray("phrases");
    why.phrases().forEach(phrases::add);
    return node;
  }

  private static ObjectNode applied(Request request) {
    ObjectNode node = JSON.objectNode();
    node.put("mode", lower(request.mode()));
    if (request.mode() != Mode.DENSE) {
      node.put("lexical_share", request.mode().lexicalShare());
    }
    node.put("limit", request.limit());
    if (request.diversity() > 0) {
      node.put("diversity", request.diversity());
    }
    request.halfLifeDays().ifPresent(days -> node.put("half_life_days", days));
    request.minScore().ifPresent(score -> node.put("min_score", score));
    node.put("sort", lower(request.order()));
    if (request.grouped()) {
      node.put("group_by", "cluster");
    }
    if (!request.filter().equals(PaperFilter.ALL)) {
      ObjectNode filter = node.putObject("filter");
      request.filter().conditions().forEach(condition -> put(filter, condition));
    }
    return node;
  }

  private static String lower(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static void put(ObjectNode filter, Condition condition) {
    switch (condition) {
      case Condition.Published in -> putPeriod(filter, condition, in.from(), in.to());
      case Condition.Featured in -> putPeriod(filter, condition, in.from(), in.to());
      case Condition.InCategory in -> putAll(filter, condition, in.any());
      case Condition.ByAuthor by -> putAll(filter, condition, by.any());
      case Condition.FromOrganisation from -> putAll(filter, condition, from.any());
      case Condition.AtVenue at -> putAll(filter, condition, at.any());
      case Condition.WithKeyword with -> putAll(filter, condition, with.any());
      case Condition.HasCode code -> filter.put(condition.name(), code.wanted());
      case Condition.InLanguage in -> putAll(filter, condition, in.any());
      case Condition.FromSource from -> putAll(filter, condition, from.any());
      case Condition.Among among -> putAll(filter, condition, texts(among.ids()));
      case Condition.Without without -> putAll(filter, condition, texts(without.ids()));
    }
  }

  private static void putPeriod(
      ObjectNode filter, Condition condition, Optional<LocalDate> from, Optional<LocalDate> to) {
    ObjectNode period = filter.putObject(condition.name());
    from.map(LocalDate::toString).ifPresent(day -> period.put("gte", day));
    to.map(LocalDate::toString).ifPresent(day -> period.put("lte", day));
  }

  private static List<String> texts(List<PaperId> ids) {
    return ids.stream().map(PaperId::text).toList();
  }

  private static void putAll(ObjectNode filter, Condition condition, List<String> values) {
    ArrayNode all = filter.putArray(condition.name());
    values.forEach(all::add);
  }
}
