package io.akin.http;

import io.akin.index.PaperIndex;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.akin.recommend.Seed;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;

/** A server: one virtual thread a request. */
public final class HttpServer implements AutoCloseable {
  /** The longest search text, nine bytes for a character beyond Latin and Greek, and a cursor. */
  private static final int MAX_HEADER_BYTES = 9 * Seed.OfText.MAX_TEXT + 32 * 1024;

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Sent with every answer. A page may load its own style sheet and nothing else: should a paper's
   * text ever be taken for markup, no script of it runs.
   */
  static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
              + " frame-ancestors 'self'",
          "Referrer-Policy",
          "no-referrer");

  private static final String LIVE = "/health/live";

  private final Javalin javalin;
  private final AtomicBoolean ready;

  private HttpServer(Javalin javalin, AtomicBoolean ready) {
    this.javalin = javalin;
    this.ready = ready;
  }

  /**
   * Starts to listen. Until {@link #ready} every request is refused with 503, so that this may be
   * done while what it serves from is still being opened.
   *
   * @param port to listen at, or 0 for any that is free; see {@link #port}
   * @throws IOException when the address cannot be listened at
   */
  public static HttpServer start(PaperIndex index, Recommender recommender, String host, int port)
      throws IOException {
    AtomicBoolean ready = new AtomicBoolean();
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config);
              config.routes.before(context -> requireReady(context, ready));
              new Api(new PaperFinder(index), recommender).addTo(config.routes);
              new Pages(index, recommender).addTo(config.routes);
              Routes.read(config.routes, LIVE, context -> health(context, "live"));
              Routes.read(config.routes, "/health/ready", context -> health(context, "ready"));
              Problems.addTo(config.routes);
            });
    try {
      javalin.start(host, port);
    } catch (RuntimeException e) {
      javalin.stop();
      Throwable root = rootOf(e);
      String hint =
          root instanceof BindException
              ? ". Choose another address with --host or another port with --port"
              : "";
      throw new IOException("cannot listen at %s:%d: %s%s".formatted(host, port, root, hint), e);
    }
    return new HttpServer(javalin, ready);
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  private static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = Routes.MAX_BODY_BYTES;
    config.jetty.modifyHttpConfiguration(HttpServer::configure);
    // Without this, a path with %2F in an identifier is refused by the servlet layer.
    config.jetty.modifyServletContextHandler(
        (ServletContextHandler handler) ->
            handler.getServletHandler().setDecodeAmbiguousURIs(true));
    config.jetty.modifyServer(
        server -> {
          server.setStopTimeout(STOP_TIMEOUT.toMillis());
          server.setErrorHandler(new MalformedRequests());
        });
    config.routes.before(context -> SECURITY_HEADERS.forEach(context::header));
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "identifiers hold slashes",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS)); // a title may have a backslash
  }

  private static void requireReady(Context context, AtomicBoolean ready) throws ProblemException {
    if (!ready.get() && !context.path().equals(LIVE)) {
      context.header("Retry-After", "1");
      throw new ProblemException(
          new Problem(Problem.Type.STARTING, "the server is starting; try again shortly"));
    }
  }

  private static void health(Context context, String status) {
    context.contentType(ContentType.APPLICATION_JSON).result("{\"status\":\"" + status + "\"}");
  }

  /** Begins to answer. */
  public void ready() {
    ready.set(true);
  }

  /** The port it listens at. */
  public int port() {
    return javalin.port();
  }

  /**
   * Lets running requests finish for a few seconds, then stops.
   *
   * @throws IOException when requests had to be cut off
   */
  @Override
  public void close() throws IOException {
    try {
      javalin.stop();
    } catch (JavalinException e) {
      throw new IOException("requests were still running and were cut off", e);
    }
  }
}
