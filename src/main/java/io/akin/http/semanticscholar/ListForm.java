package io.akin.http.semanticscholar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Request;
import io.akin.recommend.json.AnswerJson;
import java.io.IOException;
import java.util.List;

/**
 * The papers of an answer. Why each is there, and its score, which Semantic Scholar does not tell,
 * are written only where they are asked for.
 */
record ListForm(PaperForm form, Fields fields) {

  /** All papers from the one at {@code offset} on. */
  ArrayNode write(Request request, Recommendations answer, int offset) throws IOException {
    List<Recommendation> hits = answer.hits();
    JsonNode reasons =
        fields.has(PaperForm.WHY)
            ? AnswerJson.write(request, answer).path("results")
            : JsonNodeFactory.instance.arrayNode();
    ArrayNode papers = JsonNodeFactory.instance.arrayNode();
    for (int i = offset; i < hits.size(); i++) {
      ObjectNode paper = form.write(hits.get(i).paper(), fields);
      if (fields.has(PaperForm.SCORE)) {
        paper.put(PaperForm.SCORE, hits.get(i).score());
      }
      if (reasons.path(i).has(PaperForm.WHY)) {
        paper.set(PaperForm.WHY, reasons.get(i).get(PaperForm.WHY));
      }
      papers.add(paper);
    }
    return papers;
  }
}
