package io.akin.http.semanticscholar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Answers;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.index.IndexedPaper;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.akin.recommend.Seed;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls for papers like others. Thread-safe. */
final class RecommendationCalls {
  private static final int USUAL_LIMIT = 100;
  private static final int MAX_LIMIT = 500;

  private final Identifiers identifiers;
  private final Recommender recommender;
  private final PaperForm form;

  RecommendationCalls(Identifiers identifiers, Recommender recommender, PaperForm form) {
    this.identifiers = identifiers;
    this.recommender = recommender;
    this.form = form;
  }

  /**
   * Papers like one. Both pools are the whole library: its owner has chosen the papers, and most
   * clients name the pool of recent ones only because it is the usual one.
   */
  void forPaper(Context context) throws IOException {
    String pool = Optional.ofNullable(context.queryParam("from")).orElse("recent");
    if (!pool.equals("recent") && !pool.equals("all-cs")) {
      throw ProblemException.badRequest("from must be recent or all-cs");
    }
    recommend(context, List.of(context.pathParam("id")), List.of());
  }

  /** Papers like some and unlike others. */
  void forLists(Context context) throws IOException {
    JsonNode body = Parameters.body(context);
    List<String> positives = Parameters.texts(body, "positivePaperIds", Request.MAX_SEEDS);
    if (positives.isEmpty()) {
      throw ProblemException.badRequest("No positive paper examples given");
    }
    recommend(context, positives, Parameters.texts(body, "negativePaperIds", Request.MAX_SEEDS));
  }

  private void recommend(Context context, List<String> positives, List<String> negatives)
      throws IOException {
    List<Seed> like = seeds(positives);
    List<Seed> unlike = seeds(negatives);
    Fields fields = Fields.ofPapers(context);
    int limit = Parameters.whole(context, "limit", USUAL_LIMIT, 1, MAX_LIMIT);
    Request request =
        Request.like(like)
            .negatives(unlike)
            .limit(limit)
            .explained(fields.has(PaperForm.WHY))
            .build();
    Recommendations answer = Answers.of(recommender, request);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("recommendedPapers", new ListForm(form, fields).write(request, answer, 0));
    Parameters.send(context, node);
  }

  private List<Seed> seeds(List<String> references) throws IOException {
    List<Seed> seeds = new ArrayList<>();
    for (String reference : references) {
      IndexedPaper found =
          identifiers
              .find(reference)
              .orElseThrow(
                  () ->
                      new ProblemException(
                          new Problem(Problem.Type.UNKNOWN_PAPER, Identifiers.unknown(reference))));
      seeds.add(new Seed.OfPaper(found.paper().id().text(), 1));
    }
    return seeds;
  }
}
