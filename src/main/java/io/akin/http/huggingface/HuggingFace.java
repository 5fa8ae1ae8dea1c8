package io.akin.http.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.akin.http.Access;
import io.akin.http.BaseAddress;
import io.akin.http.Problem;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.index.PaperIndex;
import io.akin.listing.Listings;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;

/** The addresses of Hugging Face Papers. Thread-safe. */
public final class HuggingFace implements Surface {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_MESSAGE = 500;

  private static final String LINKS =
      "links are part of a paper here. Whoever runs this library adds the paper again with"
          + " 'akin add', its links with it";
  private static final String CLAIMS =
      "this library has no accounts, so that papers cannot be claimed";

  private final PaperLists lists;
  private final PaperRecords records;

  /** The addresses of an index. */
  public HuggingFace(
      PaperIndex index, PaperFinder finder, Recommender recommender, BaseAddress address) {
    this.lists = new PaperLists(new Listings(index), finder, recommender, address);
    this.records = new PaperRecords(finder);
  }

  @Override
  public String name() {
    return "huggingface";
  }

  /** All of {@code /api} but the program's own: clients ask for more than papers. */
  @Override
  public boolean covers(String path) {
    return (path.startsWith("/api/") && !path.startsWith("/api/v1/"))
        || (path.startsWith("/papers/") && path.endsWith(".md"))
        || path.startsWith("/avatars/");
  }

  @Override
  public void addTo(Router router) {
    router
        .read("/api/daily_papers", lists::daily)
        .read("/api/papers", lists::all)
        .read("/api/papers/search", lists::search)
        .read("/api/papers/<id>", records::info)
        .read("/papers/<id>.md", records::markdown)
        .read("/api/arxiv/<id>/repos", records::repositories)
        .read(Avatar.PATH, records::avatar)
        .post("/api/papers/index", Access.READ, records::index)
        .post("/api/papers/<id>/links", Access.READ, PaperRecords.refusal(LINKS))
        .post("/api/settings/papers/claim", Access.READ, PaperRecords.refusal(CLAIMS));
    for (HubRepository.Kind kind : HubRepository.Kind.values()) {
      router.read("/api/" + kind.plural(), context -> records.linked(context, kind));
    }
  }

  /** Clients show the header, which holds ASCII alone, or else the text. */
  @Override
  public void send(Context context, Problem problem) {
    String line = problem.detail().replaceAll("[^ -~]", "?");
    context
        .status(problem.type().status())
        .header("X-Error-Message", line.substring(0, Math.min(line.length(), MAX_MESSAGE)))
        .contentType(ContentType.APPLICATION_JSON)
        .result(JsonNodeFactory.instance.objectNode().put("error", problem.detail()).toString());
  }

  @Override
  public String rateLimitPolicy(int requests, Duration window) {
    return "\"fixed window\";\"api\";q=%d;w=%d".formatted(requests, window.toSeconds());
  }

  @Override
  public String rateLimit(int remaining, Duration reset) {
    return "\"api\";r=%d;t=%d".formatted(remaining, reset.toSeconds());
  }

  static void send(Context context, JsonNode answer) throws IOException {
    context.contentType(ContentType.APPLICATION_JSON).result(JSON.writeValueAsBytes(answer));
  }
}
