package io.akin.http.semanticscholar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.index.IndexedPaper;
import io.akin.paper.Author;
import io.akin.paper.Paper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Calls about papers that are named. Thread-safe. */
final class PaperCalls {
  private static final int MAX_BATCH = 500;
  private static final int MAX_PAGE = 1_000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Identifiers identifiers;
  private final PaperForm form;

  PaperCalls(Identifiers identifiers, PaperForm form) {
    this.identifiers = identifiers;
    this.form = form;
  }

  /** One paper. That it is unknown comes before that its fields are. */
  void paper(Context context) throws IOException {
    Paper paper = named(context);
    Parameters.send(context, form.write(paper, Fields.ofPapers(context)));
  }

  private Paper named(Context context) throws IOException {
    String reference = context.pathParam("id");
    return identifiers
        .find(reference)
        .map(IndexedPaper::paper)
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem(Problem.Type.UNKNOWN_PAPER, Identifiers.unknown(reference))));
  }

  /** Papers in the order of their names, null for those that are unknown. */
  void batch(Context context) throws IOException {
    Fields fields = Fields.ofPapers(context);
    List<String> ids = Parameters.texts(Parameters.body(context), "ids", MAX_BATCH);
    if (ids.isEmpty()) {
      throw ProblemException.badRequest("No paper ids given");
    }
    ArrayNode papers = JSON.arrayNode();
    for (String id : ids) {
      Optional<IndexedPaper> found = identifiers.find(id);
      if (found.isPresent()) {
        papers.add(form.write(found.get().paper(), fields));
      } else {
        papers.addNull();
      }
    }
    Parameters.send(context, papers);
  }

  /** The authors of a paper, page by page. */
  void authors(Context context) throws IOException {
    List<Author> authors = named(context).authors();
    Fields fields = Fields.ofAuthors(context);
    int limit = Parameters.whole(context, "limit", 100, 1, MAX_PAGE);
    int offset = Parameters.whole(context, "offset", 0, 0, Integer.MAX_VALUE - MAX_PAGE);
    int end = Math.min(authors.size(), offset + limit);
    ObjectNode page = JSON.objectNode().put("offset", offset);
    if (end < authors.size()) {
      page.put("next", end);
    }
    ArrayNode shown = page.putArray("data");
    for (Author author : authors.subList(Math.min(offset, end), end)) {
      shown.add(AuthorForm.write(author, fields));
    }
    Parameters.send(context, page);
  }

  /** The papers that cite a paper or are cited by it, of which Akin knows none. */
  void unknownPapers(Context context) throws IOException {
    var _ = named(context);
    Fields.requireOfCitations(context);
    int offset = Parameters.whole(context, "offset", 0, 0, Integer.MAX_VALUE);
    ObjectNode page = JSON.objectNode().put("offset", offset);
    page.putArray("data");
    Parameters.send(context, page);
  }
}
