package io.akin.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * What every request and its answer have, whatever they are about: an id, the headers that keep a
 * browser safe, and their place in metrics and log. Thread-safe.
 */
final class Exchange {
  private static final String ID = "X-Request-Id";
  private static final Pattern FORM_OF_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

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

  private final ServerOptions options;
  private final Guard guard;
  private final Metrics metrics;
  private final String run;
  private final AtomicLong requests = new AtomicLong();

  Exchange(ServerOptions options, Guard guard, Metrics metrics) {
    this.options = options;
    this.guard = guard;
    this.metrics = metrics;
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    this.run = HexFormat.of().formatHex(random);
  }

  void addTo(JavalinConfig config) {
    config.routes.before(this::begin);
    config.requestLogger.http((context, millis) -> end(context, millis));
  }

  private void begin(Context context) {
    SECURITY_HEADERS.forEach(context::header);
    context.header(
        ID,
        Optional.ofNullable(context.header(ID))
            .filter(id -> FORM_OF_ID.matcher(id).matches())
            .orElseGet(() -> run + "-" + requests.incrementAndGet()));
    guard.admit(context);
  }

  private void end(Context context, double millis) {
    Endpoint matched = context.endpoints().lastHttpEndpoint();
    metrics.request(
        matched == null ? "" : context.method().name(),
        matched == null ? "" : matched.path,
        context.statusCode(),
        Duration.ofNanos((long) (millis * 1e6)));
    options
        .accessLog()
        .ifPresent(
            log ->
                log.note(
                    new AccessLog.Entry(
                        options.clock().instant(),
                        String.valueOf(context.res().getHeader(ID)),
                        guard.address(context).getHostAddress(),
                        context.method().name(),
                        context.path(),
                        Optional.ofNullable(context.queryString()),
                        context.statusCode(),
                        millis)));
  }
}
