package io.akin.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * What stands before every address: whether the server is ready, who asks, how often, from which
 * page, and how much is going on. Thread-safe.
 */
final class Guard {
  /** Answered while the server is starting and stopping as well. */
  static final String LIVE = "/health/live";

  /** A percent sign that escapes nothing: the web server lets it pass behind a semicolon. */
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?!\\p{XDigit}{2})");

  /** Loads that may run at once, each for as long as its client sends. */
  private static final int STREAMS = 8;

  private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ALLOWED_HEADERS =
      "Authorization, Content-Type, If-None-Match, MCP-Protocol-Version, X-API-Key, X-Request-Id";
  private static final String EXPOSED_HEADERS =
      "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

  /** The server's life. */
  enum State {
    STARTING,
    READY,
    STOPPING
  }

  private final ServerOptions options;
  private final List<Surface> surfaces;
  private final Optional<RateLimit> rateLimit;
  private final Semaphore running = new Semaphore(Router.MAX_RUNNING);
  private final Semaphore streams = new Semaphore(STREAMS);
  private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

  /**
   * A guard of a server that is starting.
   *
   * @param surfaces the last of them for all addresses that no other covers
   */
  Guard(ServerOptions options, List<Surface> surfaces) {
    this.options = options;
    this.surfaces = surfaces;
    OptionalInt rate = options.requestsPerMinute();
    this.rateLimit =
        rate.isPresent() && rate.getAsInt() == 0
            ? Optional.empty()
            : Optional.of(new RateLimit(rate.orElse(ServerOptions.USUAL_RATE), options.clock()));
  }

  void set(State next) {
    state.set(next);
  }

  boolean isStopping() {
    return state.get() == State.STOPPING;
  }

  /** How many requests are running. */
  int running() {
    return Router.MAX_RUNNING - running.availablePermits() + STREAMS - streams.availablePermits();
  }

  Surface surface(String path) {
    return surfaces.stream()
        .filter(surface -> surface.covers(path))
        .findFirst()
        .orElseGet(surfaces::getLast);
  }

  /** What comes before every request, served or not. */
  void admit(Context context) {
    context.header(ALLOWED_ORIGIN, "*").header("Access-Control-Expose-Headers", EXPOSED_HEADERS);
    String path = context.path();
    if (isStopping()) {
      context.header("Connection", "close"); // so that the client asks the next server next time
    }
    if (state.get() == State.STARTING && !path.equals(LIVE)) {
      throw later(Problem.Type.STARTING, "the server is starting; try again shortly", context);
    }
    if (!isAboutServer(path)) {
      limitRate(context, path);
    }
    if (BROKEN_ESCAPE.matcher(path).find()) {
      throw ProblemException.badRequest(
          "the address is not properly encoded: write a percent sign as %25");
    }
  }

  /** Whether a path is for those who watch the server, who ask often and have no key. */
  private static boolean isAboutServer(String path) {
    return path.startsWith("/health/");
  }

  private void limitRate(Context context, String path) {
    InetAddress address = address(context);
    if (rateLimit.isEmpty()
        || (options.requestsPerMinute().isEmpty() && address.isLoopbackAddress())) {
      return;
    }
    RateLimit limit = rateLimit.get();
    RateLimit.Allowance allowance = limit.take(RateLimit.client(address));
    Surface surface = surface(path);
    context.header("RateLimit-Policy", surface.rateLimitPolicy(limit.requests(), RateLimit.WINDOW));
    context.header("RateLimit", surface.rateLimit(allowance.remaining(), allowance.reset()));
    if (!allowance.allowed()) {
      context.header("Retry-After", Long.toString(allowance.reset().toSeconds()));
      throw new ProblemException(
          new Problem(
              Problem.Type.TOO_MANY_REQUESTS,
              "a client may make %,d requests a minute; try again in %d s"
                  .formatted(limit.requests(), allowance.reset().toSeconds())));
    }
  }

  /** The address of the client, as far as it can be known. */
  InetAddress address(Context context) {
    String forwarded = options.behindProxy() ? context.header("X-Forwarded-For") : null;
    String shown =
        forwarded == null
            ? context.req().getRemoteAddr()
            : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    try {
      return InetAddress.ofLiteral(shown);
    } catch (IllegalArgumentException _) {
      return InetAddress.getLoopbackAddress();
    }
  }

  /** A handler that runs if the client may make the request, and there is not too much to do. */
  Handler before(Access access, Handler handler) {
    return context -> {
      requireAccess(context, access);
      var _ = context.bodyAsBytes(); // a client that sends it slowly shall keep nobody waiting
      run(context, handler, running);
    };
  }

  /** The same for a handler that reads the body itself. */
  Handler beforeStream(Access access, Handler handler) {
    return context -> {
      requireAccess(context, access);
      run(context, handler, streams);
    };
  }

  private static void run(Context context, Handler handler, Semaphore permits) throws Exception {
    if (!permits.tryAcquire()) {
      throw later(Problem.Type.BUSY, "too many requests are running; try again shortly", context);
    }
    try {
      handler.handle(context);
    } finally {
      permits.release();
    }
  }

  private static ProblemException later(Problem.Type type, String detail, Context context) {
    context.header("Retry-After", "1");
    return new ProblemException(new Problem(type, detail));
  }

  private void requireAccess(Context context, Access access) {
    if (access == Access.WRITE) {
      allowOrigin(context);
      if (!options.keys().anyWrites()) {
        throw new ProblemException(
            new Problem(
                Problem.Type.FORBIDDEN,
                "this server has no key, so that nobody may write; set AKIN_API_KEY and start it again"));
      }
    } else if (!options.keyRequired() || isAboutServer(context.path())) {
      return; // clients of other services send the keys they have for them
    }
    Optional<Access> granted = shownKey(context).flatMap(options.keys()::accessOf);
    if (granted.isEmpty()) {
      context.header("WWW-Authenticate", "Bearer");
      throw new ProblemException(
          new Problem(
              Problem.Type.KEY_NEEDED,
              "this needs a key of the server, as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'"));
    }
    if (access == Access.WRITE && granted.get() == Access.READ) {
      throw new ProblemException(
          new Problem(Problem.Type.FORBIDDEN, "the key may read, and this writes"));
    }
  }

  private static Optional<String> shownKey(Context context) {
    String bearer = context.header("Authorization");
    if (bearer != null && bearer.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.of(bearer.substring(7).strip());
    }
    return Optional.ofNullable(context.header("X-API-Key"));
  }

  /** Answers a browser that asks whether a page of another origin may make a request. */
  void preflight(Context context, Map<HandlerType, Access> served) {
    boolean writes = isWriteOrigin(context);
    List<String> methods =
        served.entrySet().stream()
            .filter(method -> writes || method.getValue() == Access.READ)
            .map(method -> method.getKey().name())
            .toList();
    if (writes) {
      allowOrigin(context);
    }
    context
        .status(204)
        .header("Access-Control-Allow-Methods", String.join(", ", methods))
        .header("Access-Control-Allow-Headers", ALLOWED_HEADERS)
        .header("Access-Control-Max-Age", "86400");
  }

  /** Lets pages of the origins that may write read the answer, and no others. */
  private void allowOrigin(Context context) {
    context.header("Vary", "Origin");
    if (isWriteOrigin(context)) {
      context.header(ALLOWED_ORIGIN, String.valueOf(context.header("Origin")));
    } else {
      context.removeHeader(ALLOWED_ORIGIN);
    }
  }

  private boolean isWriteOrigin(Context context) {
    return Optional.ofNullable(context.header("Origin"))
        .filter(options.writeOrigins()::contains)
        .isPresent();
  }
}
