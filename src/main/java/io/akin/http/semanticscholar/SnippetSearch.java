package io.akin.http.semanticscholar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Answers;
import io.akin.http.ProblemException;
import io.akin.index.Condition;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.Explanation;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for what papers say about a text: of each paper the sentence that says most nearly the
 * same. Akin holds titles and abstracts, and so quotes nothing else. Thread-safe.
 */
final class SnippetSearch {
  private static final int USUAL_LIMIT = 10;
  private static final int MAX_LIMIT = 1_000;

  /** Papers that are quoted: each sentence of theirs is compared with the text. */
  private static final int MAX_PAPERS = 100;

  private static final int MAX_IDS = 100;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Identifiers identifiers;
  private final Recommender recommender;

  SnippetSearch(Identifiers identifiers, Recommender recommender) {
    this.identifiers = identifiers;
    this.recommender = recommender;
  }

  /** A snippet of each of the best papers, at most {@value #MAX_PAPERS}. */
  void search(Context context) throws IOException {
    int limit = Parameters.whole(context, "limit", USUAL_LIMIT, 1, MAX_LIMIT);
    String query = Parameters.query(context);
    PaperFilter filter = SearchFilter.of(context);
    ObjectNode node = JSON.objectNode();
    ArrayNode snippets = node.putArray("data");
    String ids = context.queryParam("paperIds");
    if (ids != null && !ids.isBlank()) {
      List<PaperId> known = known(ids);
      filter = with(filter, new Condition.Among(known));
    }
    Request request =
        Request.likeText(query)
            .filter(filter)
            .limit(Math.min(limit, MAX_PAPERS))
            .explained(true)
            .build();
    for (Recommendation hit : Answers.of(recommender, request).hits()) {
      snippets.add(snippet(hit));
    }
    Parameters.send(context, node);
  }

  private static PaperFilter with(PaperFilter filter, Condition more) {
    List<Condition> conditions = new ArrayList<>(filter.conditions());
    conditions.add(more);
    return new PaperFilter(conditions);
  }

  /** Those of the papers that there are. */
  private List<PaperId> known(String references) throws IOException {
    String[] names = references.split(",", -1);
    if (names.length > MAX_IDS) {
      throw ProblemException.badRequest("paperIds names at most %d papers".formatted(MAX_IDS));
    }
    List<PaperId> ids = new ArrayList<>();
    for (String name : names) {
      Optional<IndexedPaper> found = identifiers.find(name);
      found.map(indexed -> indexed.paper().id()).ifPresent(ids::add);
    }
    return ids;
  }

  private static ObjectNode snippet(Recommendation hit) {
    Paper paper = hit.paper();
    String text =
        hit.why()
            .flatMap(Explanation::sentences)
            .map(Explanation.Sentences::ofPaper)
            .filter(paper.abstractText()::contains) // a quotation is word for word
            .orElse(paper.title());
    int at = paper.abstractText().indexOf(text);
    ObjectNode node = JSON.objectNode();
    node.put("score", hit.score());
    ObjectNode named = node.putObject("paper");
    named.put("corpusId", Long.toString(Identifiers.corpusId(paper))); // a text here alone
    named.put("title", paper.title());
    ArrayNode authors = named.putArray("authors");
    paper.authors().forEach(author -> authors.add(author.name()));
    named.putNull("openAccessInfo");
    ObjectNode snippet = node.putObject("snippet");
    snippet.put("text", text);
    snippet.put("snippetKind", at < 0 ? "title" : "abstract");
    snippet.putNull("section");
    snippet
        .putObject("snippetOffset")
        .put("start", Math.max(at, 0))
        .put("end", Math.max(at, 0) + text.length());
    ObjectNode annotations = snippet.putObject("annotations");
    annotations.putArray("sentences").addObject().put("start", 0).put("end", text.length());
    annotations.putArray("refMentions");
    return node;
  }
}
