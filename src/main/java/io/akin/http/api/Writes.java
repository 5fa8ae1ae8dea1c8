package io.akin.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.akin.corpus.CorpusException;
import io.akin.http.Access;
import io.akin.http.Answers;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.http.Query;
import io.akin.http.Router;
import io.akin.index.IndexInUseException;
import io.akin.ingest.PaperStore;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.json.PaperJson;
import io.akin.recommend.PaperFinder;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The routes that change papers. Thread-safe. */
public final class Writes {
  private static final ObjectReader JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).reader();

  private final PaperStore store;
  private final PaperFinder finder;

  public Writes(PaperStore store, PaperFinder finder) {
    this.store = store;
    this.finder = finder;
  }

  void addTo(Router router) {
    router
        .put(Api.PAPER, Access.WRITE, this::put)
        .delete(Api.PAPER, Access.WRITE, this::delete)
        .postStream("/api/v1/papers", Access.WRITE, this::add);
  }

  private void put(Context context) throws IOException {
    String reference = Query.reference(context);
    Paper paper = body(context);
    List<PaperId> meant = PaperId.meantBy(reference);
    if (paper.ids().stream().noneMatch(meant::contains)) {
      throw ProblemException.badRequest(
          "the body is of the paper %s, and the address of another, '%s'"
              .formatted(paper.id().text(), reference));
    }
    try {
      PaperStore.Stored stored = store.put(paper);
      context.status(stored.change() == PaperStore.Change.ADDED ? 201 : 200);
      Api.send(context, PaperJson.write(stored.paper()));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    } catch (IndexInUseException _) {
      throw inUse();
    }
  }

  private static Paper body(Context context) throws IOException {
    JsonNode node;
    try {
      // From a string: bytes would be searched for other encodings, and fail in other ways.
      node = JSON.readTree(new String(context.bodyAsBytes(), UTF_8));
    } catch (MismatchedInputException _) { // its message names classes
      throw ProblemException.badRequest("the body is not JSON: more follows behind its end");
    } catch (JsonProcessingException e) {
      throw ProblemException.badRequest(
          "the body is not JSON: %s%s"
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation() == null
                      ? "" // a number that is too long, or nesting that is too deep
                      : " (line %d)".formatted(e.getLocation().getLineNr())));
    }
    try {
      return PaperJson.read(node);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private void delete(Context context) throws IOException {
    String reference = Query.reference(context);
    try {
      Optional<Paper> removed = store.remove(reference);
      if (removed.isEmpty()) {
        throw Answers.unknown(finder.unknown(reference));
      }
      context.status(204);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    } catch (IndexInUseException _) {
      throw inUse();
    }
  }

  private void add(Context context) throws IOException {
    context.disableCompression().contentType("application/jsonl");
    try {
      new Load(context.outputStream()).run(store, context.bodyInputStream());
    } catch (CorpusException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    } catch (IndexInUseException _) {
      throw inUse();
    }
  }

  private static ProblemException inUse() {
    return new ProblemException(
        new Problem(
            Problem.Type.INDEX_IN_USE,
            "the index is being written by somebody else; try again when that has finished"));
  }
}
