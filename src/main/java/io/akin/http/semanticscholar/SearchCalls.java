package io.akin.http.semanticscholar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Answers;
import io.akin.http.ProblemException;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.index.PaperView;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import io.akin.recommend.Mode;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls that look for papers by what they are about. Thread-safe. */
final class SearchCalls {
  private static final int USUAL_LIMIT = 100;
  private static final int MAX_LIMIT = 100;

  /** A score that a paper has as soon as it has one of the words. */
  private static final double ANY = 1e-9;

  private static final Pattern SORT =
      Pattern.compile("(paperId|publicationDate|citationCount)(?::(asc|desc))?");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final PaperIndex index;
  private final Recommender recommender;
  private final PaperForm form;

  SearchCalls(PaperIndex index, Recommender recommender, PaperForm form) {
    this.index = index;
    this.recommender = recommender;
    this.form = form;
  }

  /**
   * Papers about a text, the best first, page by page, up to {@value Request#MAX_LIMIT} of them. In
   * meaning every paper has something in common with a text, so that the filter alone decides how
   * many there are.
   */
  void search(Context context) throws IOException {
    Fields fields = Fields.ofPapers(context);
    int limit = Parameters.whole(context, "limit", USUAL_LIMIT, 1, MAX_LIMIT);
    int offset = Parameters.whole(context, "offset", 0, 0, Request.MAX_LIMIT - 1);
    int end = offset + limit;
    if (end > Request.MAX_LIMIT) {
      throw ProblemException.badRequest(
          "offset + limit must be at most %d, got %d".formatted(Request.MAX_LIMIT, end));
    }
    PaperFilter filter = SearchFilter.of(context);
    Request request =
        Request.likeText(Parameters.query(context))
            .filter(filter)
            .limit(end)
            .explained(fields.has(PaperForm.WHY))
            .build();
    Recommendations answer = Answers.of(recommender, request);
    ArrayNode papers = new ListForm(form, fields).write(request, answer, offset);
    boolean more = answer.nextCursor().isPresent();
    ObjectNode node = JSON.objectNode();
    node.put("total", more ? total(filter, end) : answer.hits().size());
    node.put("offset", offset);
    if (more && end < Request.MAX_LIMIT) {
      node.put("next", end);
    }
    if (!papers.isEmpty()) {
      node.set("data", papers);
    }
    Parameters.send(context, node);
  }

  /** About how many there are: duplicates among them, which are hidden, are not known yet. */
  private int total(PaperFilter filter, int shown) throws IOException {
    try (PaperView view = index.view()) {
      return Math.max(shown, Math.min(Request.MAX_LIMIT, view.count(filter)));
    }
  }

  /**
   * Papers that have words of the query, at once: the {@value Request#MAX_LIMIT} best. Signs in the
   * query do not count.
   */
  void bulk(Context context) throws IOException {
    Fields fields = Fields.ofPapers(context);
    Comparator<Paper> order = order(context);
    Request request =
        Request.likeText(Parameters.query(context))
            .mode(Mode.LEXICAL)
            .filter(SearchFilter.of(context))
            .minScore(ANY)
            .limit(Request.MAX_LIMIT)
            .build();
    List<Paper> papers =
        Answers.of(recommender, request).hits().stream()
            .map(Recommendation::paper)
            .sorted(order)
            .toList();
    ObjectNode node = JSON.objectNode();
    node.put("total", papers.size());
    node.putNull("token"); // there is no page after this one
    ArrayNode all = node.putArray("data");
    for (Paper paper : papers) {
      all.add(form.write(paper, fields));
    }
    Parameters.send(context, node);
  }

  /** The order that {@code sort} gives; none where it is by counts, which nobody knows. */
  private static Comparator<Paper> order(Context context) {
    String sort = Optional.ofNullable(context.queryParam("sort")).orElse("citationCount");
    Matcher matcher = SORT.matcher(sort);
    if (!matcher.matches()) {
      throw ProblemException.badRequest(
          "sort must be paperId, publicationDate or citationCount, with :asc or :desc behind it");
    }
    Comparator<Paper> order =
        switch (matcher.group(1)) {
          case "paperId" -> Comparator.comparing(Identifiers::paperId);
          case "publicationDate" ->
              Comparator.comparing(
                  paper -> paper.published().map(PublicationDate::toString).orElse(""));
          default -> (_, _) -> 0;
        };
    return "desc".equals(matcher.group(2)) ? order.reversed() : order;
  }
}
