package io.akin.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.compression.Zstd;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.StatisticsHandler;

/** A server of surfaces: one virtual thread a request. */
public final class HttpServer implements AutoCloseable {
  /** The longest search text, nine bytes for a character beyond Latin and Greek, and a cursor. */
  private static final int MAX_HEADER_BYTES = 9 * 20_000 + 32 * 1024;

  /** How long running requests may take to finish when the server stops. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(7);

  /**
   * How long a stopping server goes on to answer at least, and asks its clients to let go of it.
   */
  private static final Duration FAREWELL = Duration.ofMillis(500);

  /** How long connections that nothing has come over may take to close after that. */
  private static final Duration CLOSING = Duration.ofSeconds(2);

  /** How long a connection may be silent. */
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  /** A client that sends its request more slowly is cut off. */
  private static final int MIN_BYTES_PER_SECOND = 50;

  private static final int COMPRESSED_FROM_BYTES = 1_400;

  private final Javalin javalin;
  private final Guard guard;
  private final StatisticsHandler requests;
  private final List<Router.Endpoint> endpoints;

  private HttpServer(
      Javalin javalin, Guard guard, StatisticsHandler requests, List<Router.Endpoint> endpoints) {
    this.javalin = javalin;
    this.guard = guard;
    this.requests = requests;
    this.endpoints = endpoints;
  }

  /**
   * Starts to listen. Until {@link #ready} every request is refused with 503, so that this may be
   * done while what it serves from is still being opened.
   *
   * @param surfaces the last of them answers for all addresses that no other covers
   * @param metrics stays open
   * @throws IOException when the address cannot be listened at
   */
  public static HttpServer start(ServerOptions options, List<Surface> surfaces, Metrics metrics)
      throws IOException {
    Guard guard = new Guard(options, surfaces);
    StatisticsHandler requests = new MinimumDataRateHandler(MIN_BYTES_PER_SECOND, 0);
    List<Router.Endpoint> endpoints = new ArrayList<>();
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, requests);
              Router router = new Router(config.routes, guard);
              new Exchange(options, guard, metrics).addTo(config);
              new Operations(metrics, guard).addTo(router);
              surfaces.forEach(surface -> surface.addTo(router));
              new Problems(guard).addTo(config.routes);
              endpoints.addAll(router.endpoints());
            });
    metrics.gauge("akin.http.running", "requests that are being answered", guard::running);
    try {
      javalin.start(options.host(), options.port());
    } catch (RuntimeException e) {
      javalin.stop();
      Throwable root = rootOf(e);
      String hint =
          root instanceof BindException
              ? ". Choose another address with --host or another port with --port"
              : "";
      throw new IOException(
          "cannot listen at %s:%d: %s%s".formatted(options.host(), options.port(), root, hint), e);
    }
    return new HttpServer(javalin, guard, requests, endpoints);
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  private static void configure(JavalinConfig config, StatisticsHandler requests) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = Router.MAX_BODY_BYTES;
    CompressionStrategy compression = new CompressionStrategy(null, new Gzip(), new Zstd());
    compression.setDefaultMinSizeForCompression(COMPRESSED_FROM_BYTES);
    config.http.compressionStrategy = compression;
    config.jetty.modifyHttpConfiguration(HttpServer::configure);
    // Without this, a path with %2F in an identifier is refused by the servlet layer.
    config.jetty.modifyServletContextHandler(
        (ServletContextHandler handler) -> {
          handler.getServletHandler().setDecodeAmbiguousURIs(true);
          handler.setAllowNullPathInContext(true); // or it would redirect, by an answer of its own
        });
    config.jetty.modifyServer(server -> configure(server, requests));
  }

  private static void configure(Server server, StatisticsHandler requests) {
    server.setStopTimeout(CLOSING.toMillis());
    server.setErrorHandler(new MalformedRequests());
    server.insertHandler(requests);
    server.insertHandler(new GracefulHandler());
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "identifiers hold slashes",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS)); // a title may have a backslash
  }

  /** Begins to answer. */
  public void ready() {
    guard.set(Guard.State.READY);
  }

  /** The port it listens at. */
  public int port() {
    return javalin.port();
  }

  /** What it serves. */
  public List<Router.Endpoint> endpoints() {
    return List.copyOf(endpoints);
  }

  /**
   * Takes no more connections, asks clients to let go of those they have, lets running requests
   * finish for a few seconds, then stops.
   *
   * @throws IOException when requests had to be cut off
   */
  @Override
  public void close() throws IOException {
    for (Connector connector : javalin.jettyServer().server().getConnectors()) {
      if (connector instanceof NetworkConnector listening) {
        listening.close(); // first, since clients that are asked to let go connect anew
      }
    }
    guard.set(Guard.State.STOPPING);
    // Jetty's own waiting would cut off who has waited for an answer for longer than a second.
    long start = System.nanoTime();
    do {
      LockSupport.parkNanos(FAREWELL.toNanos());
    } while (requests.getRequestsActive() > 0
        && System.nanoTime() - start < LONGEST_STOP.toNanos());
    boolean cutOff = requests.getRequestsActive() > 0;
    try {
      javalin.stop();
    } catch (JavalinException e) {
      if (cutOff) {
        throw new IOException("requests were still running and were cut off", e);
      } // otherwise it was a client that would not let go
    }
  }
}
