package io.akin.http.semanticscholar;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Access;
import io.akin.http.Problem;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.index.PaperIndex;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.javalin.http.ContentType;
import io.javalin.http.Context;

/**
 * The dialect of <a href="https://api.semanticscholar.org/api-docs">Semantic Scholar</a>: papers,
 * searches and recommendations. Thread-safe.
 *
 * <p>Its clients understand few statuses, and take an answer of any other for one that is empty:
 * 400 and 404 with {@code error}, 500 with {@code message}, 403, and 429, after which they wait and
 * try again.
 */
public final class SemanticScholar implements Surface {
  private static final String GRAPH = "/graph/v1";
  private static final String RECOMMENDATIONS = "/recommendations/v1";

  private final PaperCalls papers;
  private final SearchCalls searches;
  private final TitleCalls titles;
  private final SnippetSearch snippets;
  private final RecommendationCalls recommendations;

  public SemanticScholar(PaperIndex index, PaperFinder finder, Recommender recommender) {
    Identifiers identifiers = new Identifiers(index, finder);
    PaperForm form = new PaperForm(index);
    this.papers = new PaperCalls(identifiers, form);
    this.searches = new SearchCalls(index, recommender, form);
    this.titles = new TitleCalls(index, form);
    this.snippets = new SnippetSearch(identifiers, recommender);
    this.recommendations = new RecommendationCalls(identifiers, recommender, form);
  }

  @Override
  public String name() {
    return "semanticscholar";
  }

  @Override
  public boolean covers(String path) {
    return path.startsWith(GRAPH + "/") || path.startsWith(RECOMMENDATIONS + "/");
  }

  @Override
  public void addTo(Router router) {
    // What is added first is matched first: an identifier may hold slashes.
    router
        .read(GRAPH + "/paper/search", searches::search)
        .read(GRAPH + "/paper/search/bulk", searches::bulk)
        .read(GRAPH + "/paper/search/match", titles::match)
        .read(GRAPH + "/paper/autocomplete", titles::autocomplete)
        .read(GRAPH + "/snippet/search", snippets::search)
        .post(GRAPH + "/paper/batch", Access.READ, papers::batch)
        .read(GRAPH + "/paper/<id>/authors", papers::authors)
        .read(GRAPH + "/paper/<id>/citations", papers::unknownPapers)
        .read(GRAPH + "/paper/<id>/references", papers::unknownPapers)
        .read(GRAPH + "/paper/<id>", papers::paper)
        .read(RECOMMENDATIONS + "/papers/forpaper/<id>", recommendations::forPaper)
        .post(RECOMMENDATIONS + "/papers", Access.READ, recommendations::forLists);
  }

  @Override
  public void send(Context context, Problem problem) {
    int status = status(problem.type());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(status == 400 || status == 404 ? "error" : "message", problem.detail());
    if (status == 429) {
      body.put("code", "429");
    }
    context.status(status).contentType(ContentType.APPLICATION_JSON).result(body.toString());
  }

  private static int status(Problem.Type type) {
    return switch (type) {
      case BAD_REQUEST, METHOD_NOT_ALLOWED, TOO_SLOW, STALE_CURSOR, TOO_LARGE -> 400;
      case KEY_NEEDED, FORBIDDEN -> 403;
      case UNKNOWN_PAPER, NO_SUCH_ADDRESS -> 404;
      case INDEX_IN_USE, TOO_MANY_REQUESTS, BUSY, STARTING, STOPPING -> 429;
      case FAILED -> 500;
    };
  }
}
