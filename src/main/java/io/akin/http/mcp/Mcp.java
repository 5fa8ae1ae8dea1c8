package io.akin.http.mcp;

import io.akin.http.Access;
import io.akin.http.Problem;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The library as an assistant uses it, at {@code /mcp}: each message is posted, and its answer is
 * JSON. There are no sessions and nothing to listen to, so that any server can answer any message,
 * and GET and DELETE are answered 405. Thread-safe.
 */
public final class Mcp implements Surface {
  private static final String PATH = "/mcp";

  private final Library library;
  private final Headers headers;
  private @Nullable Endpoint endpoint;

  /**
   * The tools of a library.
   *
   * @param origins pages of these may ask, beside those that come from this machine
   */
  public Mcp(PaperFinder finder, Recommender recommender, List<String> origins) {
    this.library = new Library(finder, recommender);
    this.headers = new Headers(origins);
  }

  @Override
  public String name() {
    return "mcp";
  }

  @Override
  public boolean covers(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  @Override
  public void addTo(Router router) {
    router.post(PATH, Access.READ, this::answer);
  }

  @Override
  public void send(Context context, Problem problem) {
    send(context, JsonRpcError.of(problem));
  }

  private void answer(Context context) {
    try {
      headers.check(context);
      Optional<byte[]> answer = endpoint().answer(context.bodyAsBytes());
      if (answer.isPresent()) {
        context.contentType(ContentType.APPLICATION_JSON).result(answer.get());
      } else {
        context.status(202);
      }
    } catch (JsonRpcError e) {
      send(context, e);
    }
  }

  private static void send(Context context, JsonRpcError error) {
    context
        .status(error.status())
        .contentType(ContentType.APPLICATION_JSON)
        .result(error.json().toString());
  }

  /** Made for the first message: a server that nobody asks loads nothing of the SDK. */
  private synchronized Endpoint endpoint() {
    Endpoint made = endpoint;
    if (made == null) {
      made = Endpoint.over(library);
      endpoint = made;
    }
    return made;
  }
}
