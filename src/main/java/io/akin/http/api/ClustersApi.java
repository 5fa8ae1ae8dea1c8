package io.akin.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.atlas.Atlas;
import io.akin.atlas.json.AtlasSummary;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.experiment.Experiment;
import io.akin.experiment.PaperChoice;
import io.akin.experiment.json.ExperimentJson;
import io.akin.http.Access;
import io.akin.http.Answers;
import io.akin.http.Freshness;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.http.Query;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.paper.Paper;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The routes of clusters: those of the index's atlas, and experiments on up to 1,000 papers.
 * Thread-safe.
 */
public final class ClustersApi implements Surface {
  private static final String ROOT = "/api/v1/clusters";
  private static final Set<String> PAGE = Set.of("limit", "offset");
  private static final int USUAL_LIMIT = 100;

  private final PaperIndex index;
  private final Recommender recommender;
  private final Supplier<Optional<Atlas>> atlases;
  private final Freshness freshness;

  /** Experiments take whole processors, so they take turns. */
  private final Semaphore turn = new Semaphore(1);

  /**
   * The routes of an index.
   *
   * @param atlases gives the one that is now
   */
  public ClustersApi(
      PaperIndex index,
      Recommender recommender,
      Supplier<Optional<Atlas>> atlases,
      Freshness freshness) {
    this.index = index;
    this.recommender = recommender;
    this.atlases = atlases;
    this.freshness = freshness;
  }

  @Override
  public String name() {
    return "api";
  }

  @Override
  public boolean covers(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  @Override
  public void addTo(Router router) {
    router
        .read(ROOT, this::all)
        .read(ROOT + "/{slug}", this::one)
        .post(ROOT, Access.READ, this::experiment);
  }

  private void all(Context context) throws IOException {
    requireKnown(context, Set.of());
    Atlas atlas = atlas();
    if (!freshness.isKnown(context, atlas.digest())) {
      Api.send(context, AtlasSummary.write(atlas));
    }
  }

  private void one(Context context) throws IOException {
    requireKnown(context, PAGE);
    int limit = number(context, "limit", USUAL_LIMIT, 1, Request.MAX_LIMIT);
    int offset = number(context, "offset", 0, 0, Integer.MAX_VALUE);
    Atlas atlas = atlas();
    if (freshness.isKnown(context, atlas.digest())) {
      return;
    }
    String slug = context.pathParam("slug");
    int topic =
        atlas
            .find(slug)
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem(
                            Problem.Type.NO_SUCH_ADDRESS,
                            "there is no such cluster; /api/v1/clusters lists them all")));
    ObjectNode node = AtlasSummary.topic(atlas, topic);
    ArrayNode members = node.putArray("members");
    IntStream.range(0, atlas.size())
        .filter(row -> atlas.isIn(row, topic))
        .skip(offset)
        .limit(limit)
        .forEach(row -> members.add(AtlasSummary.place(atlas, row)));
    Api.send(context, node);
  }

  private Atlas atlas() {
    return atlases
        .get()
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem(
                        Problem.Type.NO_SUCH_ADDRESS,
                        "no clusters have been made of this index: run 'akin cluster', or POST an"
                            + " experiment to this address")));
  }

  private void experiment(Context context) throws IOException {
    ExperimentJson asked;
    try {
      asked = ExperimentJson.read(new String(context.bodyAsBytes(), UTF_8));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
    if (!turn.tryAcquire()) {
      context.header("Retry-After", "5");
      throw new ProblemException(
          new Problem(Problem.Type.BUSY, "another experiment is running; try again"));
    }
    try {
      List<IndexedPaper> papers =
          asked.papers().isPresent()
              ? PaperChoice.of(index, Answers.of(recommender, asked.papers().get()))
              : PaperChoice.newest(index, asked.filter(), asked.limit());
      Workers workers = Workers.all(Progress.NONE);
      Atlas atlas =
          new Experiment(asked.method(), asked.seed(), workers)
              .run(index.manifest().space(), papers);
      Api.send(context, result(atlas, papers));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(new Problem(Problem.Type.STOPPING, "the server is stopping"));
    } finally {
      turn.release();
    }
  }

  private static ObjectNode result(Atlas atlas, List<IndexedPaper> papers) {
    Map<String, String> titles = new HashMap<>();
    for (IndexedPaper indexed : papers) {
      Paper paper = indexed.paper();
      titles.put(paper.id().text(), paper.title());
    }
    ObjectNode node = AtlasSummary.write(atlas);
    ArrayNode members = node.putArray("members");
    for (int row = 0; row < atlas.size(); row++) {
      ObjectNode member = AtlasSummary.place(atlas, row);
      member.put("title", titles.get(atlas.papers().get(row).text()));
      members.add(member);
    }
    return node;
  }

  private static void requireKnown(Context context, Set<String> known) {
    for (String key : context.queryParamMap().keySet()) {
      if (!known.contains(key)) {
        throw Query.unknown(key, known.stream());
      }
    }
  }

  private static int number(Context context, String key, int usual, int least, int most) {
    String text = context.queryParam(key);
    if (text == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, with what it should be
    }
    throw ProblemException.badRequest(
        "%s must be a whole number from %d to %d".formatted(key, least, most));
  }
}
