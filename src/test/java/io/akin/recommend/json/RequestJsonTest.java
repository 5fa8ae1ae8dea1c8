package io.akin.recommend.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.Condition;
import io.akin.index.PaperFilter;
import io.akin.paper.ArxivId;
import io.akin.recommend.Mode;
import io.akin.recommend.Order;
import io.akin.recommend.Reasons;
import io.akin.recommend.Request;
import io.akin.recommend.Seed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FULL =
      """
      {"positive": [{"id": "arxiv:2306.00978", "weight": 2}, {"text": "kites"}, "Small Weights"],
       "negative": [{"id": "doi:10.1234/ex.7"}, {"text": "knots", "weight": 0.5}],
       "mode": "lexical", "limit": 25, "cursor": "abc", "explain": true,
       "diversity": 0.3, "half_life_days": 365, "min_score": 0.2,
       "sort": "newest", "group_by": "cluster",
       "filter": {"published": {"gte": "2024", "lte": "2024-11"},
                  "featured": {"gte": "2024-02-03"}, "categories": ["cs.CL", "math"],
                  "authors": "Ada Example", "organisation": ["north"], "venue": ["ACL"],
                  "keywords": ["kites"], "has_code": false, "source": ["arxiv"],
                  "ids": ["2306.00978"], "exclude_ids": ["arxiv:2412.00001"]}}
      """;

  @Test
  void everyKeyIsRead() {
    Request request = RequestJson.read(FULL);

    PaperFilter filter =
        new PaperFilter(
            List.of(
                new Condition.Published(
                    Optional.of(LocalDate.of(2024, 1, 1)), Optional.of(LocalDate.of(2024, 11, 30))),
                new Condition.Featured(Optional.of(LocalDate.of(2024, 2, 3)), Optional.empty()),
                new Condition.InCategory(List.of("cs.CL", "math")),
                new Condition.ByAuthor(List.of("Ada Example")),
                new Condition.FromOrganisation(List.of("north")),
                new Condition.AtVenue(List.of("ACL")),
                new Condition.WithKeyword(List.of("kites")),
                new Condition.HasCode(false),
                new Condition.FromSource(List.of("arxiv")),
                new Condition.Among(List.of(new ArxivId("2306.00978"))),
                new Condition.Without(List.of(new ArxivId("2412.00001")))));
    assertEquals(
        Request.like(
                List.of(
                    new Seed.OfPaper("arxiv:2306.00978", 2),
                    new Seed.OfText("kites", 1),
                    new Seed.OfPaper("Small Weights", 1)))
            .negatives(
                List.of(new Seed.OfPaper("doi:10.1234/ex.7", 1), new Seed.OfText("knots", 0.5)))
            .mode(Mode.LEXICAL)
            .limit(25)
            .cursor("abc")
            .explained(true)
            .diversity(0.3)
            .halfLifeDays(365)
            .minScore(0.2)
            .order(Order.NEWEST)
            .grouped(true)
            .filter(filter)
            .build(),
        request);
  }

  @ParameterizedTest
  @CsvSource({"true, FULL", "false, NONE", "null, NONE", "'\"brief\"', BRIEF"})
  void reasonsMayBeBrief(String explain, Reasons reasons) {
    assertEquals(
        Request.likePaper("x").reasons(reasons).build(),
        RequestJson.read("{\"positive\": \"x\", \"explain\": %s}".formatted(explain)));
  }

  @Test
  void theOrderOfKeysMakesNoDifference() throws Exception {
    ObjectNode node = (ObjectNode) JSON.readTree(FULL);
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    Collections.shuffle(keys, new Random(1));
    ObjectNode shuffled = JSON.createObjectNode();
    keys.forEach(key -> shuffled.set(key, node.get(key)));

    assertEquals(RequestJson.read(FULL), RequestJson.read(shuffled.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"positive\": [\"x\"]}",
        "{\"positive\": \"x\"}",
        "{\"positive\": {\"id\": \"x\"}}",
        "{\"positive\": [{\"id\": \"x\", \"text\": null, \"weight\": 1.0}]}",
        "{\"positive\": \"x\", \"negative\": [], \"limit\": 10, \"mode\": \"HYBRID\"}",
        "{\"positive\": \"x\", \"negative\": null, \"limit\": 10.0, \"sort\": \"relevance\"}",
        "{\"positive\": \"x\", \"filter\": {}, \"diversity\": 0, \"explain\": false}",
        "{\"positive\": \"x\", \"filter\": {\"categories\": [], \"published\": null}}",
        "{\"positive\": \"x\", \"filter\": null, \"cursor\": null, \"min_score\": null}",
        " {\"positive\": \"x\"} \n"
      })
  void whatIsLeftOutIsTheDefault(String json) {
    assertEquals(Request.likePaper("x").build(), RequestJson.read(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the request must be an object",
        "[] | the request must be an object",
        "3 | the request must be an object",
        "{} | at least one",
        "nonsense | not JSON",
        "{\"positive\": \"x\" | not JSON",
        "{\"positive\": \"x\"} x | not JSON",
        "{\"positive\": \"x\"}{} | more follows behind its end",
        "{\"positive\": \"x\", \"positive\": \"y\"} | Duplicate field 'positive'",
        "{\"positive\": {\"id\": \"x\", \"id\": \"y\"}} | Duplicate field 'id'",
        "{\"positive\": [[[[[[[[[[[\"x\"]]]]]]]]]]]} | nesting depth",
        "{\"positive\": [[\"x\"]]} | 'positive' must be an object",
        "{\"positive\": [3]} | 'positive' must be an object",
        "{\"positive\": [\"\"]} | identifier or its title",
        "{\"positive\": \"x\", \"colour\": 1} | 'colour', which is unknown; known are cursor",
        "{\"positive\": \"x\", \"Limit\": 1} | 'Limit', which is unknown",
        "{\"positive\": {\"id\": \"x\", \"wieght\": 1}} | 'positive' has the key 'wieght'",
        "{\"positive\": \"x\", \"negative\": {\"title\": \"x\"}} | 'negative' has the key 'title'",
        "{\"positive\": {\"id\": \"x\", \"text\": \"y\"}} | 'positive' has either",
        "{\"positive\": {\"weight\": 1}} | 'positive' has either",
        "{\"positive\": \"x\", \"negative\": {\"id\": null}} | 'negative' has either",
        "{\"positive\": {\"id\": 3}} | 'id' must be a string, got 3",
        "{\"positive\": {\"text\": [\"x\"]}} | 'text' must be a string",
        "{\"positive\": {\"id\": \"x\", \"weight\": \"2\"}} | 'weight' must be a number",
        "{\"positive\": {\"id\": \"x\", \"weight\": 0}} | a weight must be from",
        "{\"positive\": {\"id\": \"x\", \"weight\": -1}} | a weight must be from",
        "{\"positive\": {\"id\": \"x\", \"weight\": 1e999}} | a weight must be from",
        "{\"positive\": \"x\", \"mode\": \"fuzzy\"} | 'mode' must be one of dense, lexical, hybrid",
        "{\"positive\": \"x\", \"mode\": 1} | 'mode' must be a string",
        "{\"positive\": \"x\", \"sort\": \"oldest\"} | 'sort' must be one of relevance",
        "{\"positive\": \"x\", \"group_by\": \"year\"} | 'group_by'",
        "{\"positive\": \"x\", \"limit\": 0} | from 1 to 1000, got 0",
        "{\"positive\": \"x\", \"limit\": 1.5} | 'limit' must be a whole number",
        "{\"positive\": \"x\", \"limit\": \"5\"} | 'limit' must be a whole number",
        "{\"positive\": \"x\", \"limit\": 99999999999} | 'limit' must be a whole number",
        "{\"positive\": \"x\", \"cursor\": 1} | 'cursor' must be a string",
        "{\"positive\": \"x\", \"explain\": \"yes\"} | 'explain' must be true or false, or \"brief\"",
        "{\"positive\": \"x\", \"explain\": \"BRIEF\"} | 'explain' must be true or false",
        "{\"positive\": \"x\", \"explain\": 1} | 'explain' must be true or false",
        "{\"positive\": \"x\", \"diversity\": 2} | diversity must be from 0 to 1",
        "{\"positive\": \"x\", \"diversity\": \"0\"} | 'diversity' must be a number",
        "{\"positive\": \"x\", \"diversity\": NaN} | not JSON",
        "{\"positive\": \"x\", \"min_score\": 1e999} | min_score",
        "{\"positive\": \"x\", \"half_life_days\": 0} | half_life_days must be from 1",
        "{\"positive\": \"x\", \"half_life_days\": true} | 'half_life_days' must be a whole",
        "{\"positive\": \"x\", \"filter\": []} | 'filter' must be an object",
        "{\"positive\": \"x\", \"filter\": {\"year\": 1}} | 'filter' has the key 'year'",
        "{\"positive\": \"x\", \"filter\": {\"venue\": [1]}} | 'venue' must be a string",
        "{\"positive\": \"x\", \"filter\": {\"venue\": [\"!\"]}} | a venue to filter by",
        "{\"positive\": \"x\", \"filter\": {\"has_code\": 1}} | 'has_code' must be true or false",
        "{\"positive\": \"x\", \"filter\": {\"ids\": \"?\"}} | 'ids' must be identifiers",
        "{\"positive\": \"x\", \"filter\": {\"exclude_ids\": [\"a b\"]}} | 'exclude_ids' must be",
        "{\"positive\": \"x\", \"filter\": {\"published\": \"2024\"}} | 'published' must be an object",
        "{\"positive\": \"x\", \"filter\": {\"published\": {\"gt\": \"2024\"}}} | 'published' has the",
        "{\"positive\": \"x\", \"filter\": {\"published\": {\"gte\": 2024}}} | 'gte' must be a string",
        "{\"positive\": \"x\", \"filter\": {\"published\": {\"lte\": \"May\"}}} | 'lte' of 'published'",
        "{\"positive\": \"x\", \"filter\": {\"featured\": {\"lte\": \"May\"}}} | 'lte' of 'featured'",
        "{\"positive\": \"x\", \"filter\": {\"featured\": {\"on\": \"2024\"}}} | 'featured' has the key",
        "{\"positive\": \"x\", \"filter\": {\"published\": {\"gte\": \"2025\", \"lte\": \"2024\"}}}"
            + " | ends before it begins"
      })
  void aMistakeIsSaidWithItsKey(String json, String message) {
    var refused = assertThrows(IllegalArgumentException.class, () -> RequestJson.read(json));

    assertTrue(String.valueOf(refused.getMessage()).contains(message), refused::toString);
    assertTrue(String.valueOf(refused.getMessage()).length() < 400, refused::toString);
  }

  @Test
  void tooManySeedsAreRefused() {
    for (String kind : List.of("positive", "negative")) {
      String json =
          "{\"positive\": [\"x\"], \"%s\": [%s]}"
              .formatted(
                  kind.equals("positive") ? "negative" : kind,
                  String.join(", ", Collections.nCopies(101, "\"x\"")));
      if (kind.equals("positive")) {
        json = json.replace("\"positive\": [\"x\"], \"negative\"", "\"positive\"");
      }
      String request = json;
      var refused = assertThrows(IllegalArgumentException.class, () -> RequestJson.read(request));

      assertTrue(
          String.valueOf(refused.getMessage()).contains("at most 100 " + kind), refused::toString);
    }
  }
}
