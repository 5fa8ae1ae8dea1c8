package io.akin.http.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Markdown;
import io.akin.http.PaperMarkdown;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.http.Query;
import io.akin.paper.Paper;
import io.akin.paper.Text;
import io.akin.recommend.PaperFinder;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.regex.Pattern;

/** Answers about single papers. Thread-safe. */
final class PaperRecords {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ARXIV = Pattern.compile("\\d{4}\\.\\d{4,5}");
  private static final String ARXIV_FILTER = "arxiv:";

  private final PaperFinder finder;

  PaperRecords(PaperFinder finder) {
    this.finder = finder;
  }

  /**
   * The paper itself. A list of comments, which clients would take for their number, on request.
   */
  void info(Context context) throws IOException {
    ObjectNode info = HubPaper.info(named(Query.reference(context)));
    if (context.queryParams("field").contains("comments")) {
      info.putArray("comments");
    }
    HuggingFace.send(context, info);
  }

  void markdown(Context context) throws IOException {
    Markdown.send(context, PaperMarkdown.paper(named(Query.reference(context))));
  }

  /** All that a paper links to; a paper that is not known here has no links here. */
  void repositories(Context context) throws IOException {
    Paper paper = named(Query.reference(context));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    for (HubRepository.Kind kind : HubRepository.Kind.values()) {
      answer.set(kind.plural(), HubPaper.repositories(paper, kind));
    }
    HuggingFace.send(context, answer);
  }

  /** What a paper links to of one kind. */
  void linked(Context context, HubRepository.Kind kind) throws IOException {
    String filter = Parameters.text(context, "filter").orElse("");
    if (!filter.startsWith(ARXIV_FILTER)) {
      throw ProblemException.badRequest(
          "this is a library of papers; ask for the %s that one links to, as in ?filter=arxiv:ID"
              .formatted(kind.plural()));
    }
    Paper paper = named(filter.substring(ARXIV_FILTER.length()));
    HuggingFace.send(context, HubPaper.repositories(paper, kind));
  }

  /** A paper that is there already needs nothing. */
  void index(Context context) throws IOException {
    String id = "";
    try {
      id = JSON.readTree(new String(context.bodyAsBytes(), UTF_8)).path("arxivId").asText();
    } catch (JsonProcessingException _) {
      // said below
    }
    if (!ARXIV.matcher(id).matches()) {
      throw ProblemException.badRequest(
          "want a JSON object with an arXiv number, such as {\"arxivId\":\"2301.00001\"}");
    }
    if (finder.find(id).isEmpty()) {
      throw forbidden(
          "this library does not fetch papers when asked from outside. Whoever runs it adds them"
              + " with 'akin harvest arxiv' or 'akin add'");
    }
    HuggingFace.send(context, JsonNodeFactory.instance.objectNode());
  }

  /** Refuses what cannot be done here. */
  static Handler refusal(String detail) {
    return _ -> {
      throw forbidden(detail);
    };
  }

  void avatar(Context context) {
    String id = context.pathParam("id");
    if (!Avatar.isKnown(id)) {
      throw new ProblemException(
          new Problem(Problem.Type.NO_SUCH_ADDRESS, "there is no such picture"));
    }
    context
        .contentType("image/svg+xml")
        .header("Cache-Control", "max-age=86400")
        .result(Avatar.svg(id));
  }

  private Paper named(String reference) throws IOException {
    return finder
        .find(reference)
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem(
                        Problem.Type.UNKNOWN_PAPER,
                        "Paper not found: none here is known by '%s'"
                            .formatted(Text.shortened(reference)))))
        .paper();
  }

  private static ProblemException forbidden(String detail) {
    return new ProblemException(new Problem(Problem.Type.FORBIDDEN, detail));
  }
}
