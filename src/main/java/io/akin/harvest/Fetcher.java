package io.akin.harvest;

import io.akin.corpus.CorpusException;
import io.akin.paper.Text;
import io.akin.remote.LimitedBody;
import io.akin.remote.Pause;
import io.akin.remote.Retries;
import io.akin.remote.RetryAfter;
import io.akin.remote.ServerAddress;
import io.akin.remote.UserAgent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server for one page at a time, leaves it the time it wants between them, and asks again
 * for what came broken or not at all. No other server is ever asked. Not thread-safe.
 */
final class Fetcher implements AutoCloseable {
  static final int MAX_BYTES = 32 << 20;

  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> TOO_BUSY = Set.of(408, 429);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /** How long a wait for an answer goes on after a stop. */
  private static final long LOOK_MILLIS = 250;

  private static final long NANOS_IN_A_MILLI = 1_000_000;

  private final Retries retries;
  private final Pause pause;
  private final InstantSource clock;
  private final Consumer<String> notes;
  private final HttpClient http;
  private @Nullable Instant lastEnd;
  private int requests;
  private int retried;

  /**
   * Starts no request yet.
   *
   * @param notes hears in words why the harvest waits
   */
  Fetcher(Retries retries, Pause pause, InstantSource clock, Consumer<String> notes) {
    this.retries = retries;
    this.pause = pause;
    this.clock = clock;
    this.notes = notes;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /** Makes sense of a response. */
  @FunctionalInterface
  interface Body<T> {
    /**
     * Reads a response.
     *
     * @param status 200, or one of those the caller expects
     * @throws CorpusException when it is broken and had better be asked for again
     */
    T read(int status, byte[] bytes) throws IOException;
  }

  /**
   * The response to a request.
   *
   * @param expected answers beside 200 that tell something
   * @throws HarvestException when the server refuses, or gives no sound answer however often it is
   *     asked
   */
  <T> T get(URI uri, Set<Integer> expected, Body<T> body) throws IOException {
    URI target = uri;
    int redirects = 0;
    int attempt = 1;
    while (true) {
      Outcome outcome = ask(target);
      int status = outcome.response().map(HttpResponse::statusCode).orElse(0);
      String failure = outcome.failure();
      if (status == 200 || expected.contains(status)) {
        try {
          return body.read(status, plain(outcome.response().orElseThrow()));
        } catch (CorpusException e) {
          failure = "a broken response: " + Text.shortened(String.valueOf(e.getMessage()));
        }
      } else if (REDIRECTS.contains(status)) {
        target = redirect(target, outcome.response().orElseThrow());
        redirects++;
        if (redirects > MAX_REDIRECTS) {
          throw new HarvestException(
              "%s redirects in circles; check the address".formatted(ServerAddress.server(uri)));
        }
        continue;
      } else if (status != 0 && status < 500 && !TOO_BUSY.contains(status)) {
        throw refused(uri, outcome.response().orElseThrow());
      }
      if (attempt == retries.attempts()) {
        throw new HarvestException(
            "%s gave no sound answer to %d requests, the last time %s; what came before is stored,"
                    .formatted(ServerAddress.server(uri), attempt, failure)
                + " run the same command again later to go on from there");
      }
      Duration wait = wait(uri, outcome, attempt);
      notes.accept(
          "%s: %s; asking again in %d s"
              .formatted(ServerAddress.server(uri), failure, wait.toSeconds()));
      await(wait);
      retried++;
      attempt++;
    }
  }

  int requests() {
    return requests;
  }

  int retried() {
    return retried;
  }

  /** What came of one request: a response, or why there is none. */
  private record Outcome(Optional<HttpResponse<byte[]>> response, String failure) {}

  private Outcome ask(URI uri) throws IOException {
    if (lastEnd != null) {
      Duration passed = Duration.between(lastEnd, clock.instant());
      Duration left = retries.courtesy().minus(passed.isNegative() ? Duration.ZERO : passed);
      if (left.isPositive()) {
        await(left);
      }
    }
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header(UserAgent.HEADER, UserAgent.NAME)
            .header("Accept-Encoding", "gzip")
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, _ -> new LimitedBody(MAX_BYTES));
    requests++;
    try {
      HttpResponse<byte[]> response = get(answer);
      return new Outcome(Optional.of(response), "HTTP " + response.statusCode());
    } catch (ExecutionException e) {
      return new Outcome(Optional.empty(), failure(uri, e));
    } catch (TimeoutException _) {
      return new Outcome(
          Optional.empty(), "no whole answer within %d s".formatted(retries.timeout().toSeconds()));
    } catch (InterruptedException _) {
      throw interrupted();
    } finally {
      answer.cancel(true);
      lastEnd = clock.instant();
    }
  }

  /** Waits for the answer, and looks now and then whether the harvest is to stop. */
  private HttpResponse<byte[]> get(CompletableFuture<HttpResponse<byte[]>> answer)
      throws IOException, ExecutionException, TimeoutException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      long left = retries.timeout().toMillis() - (System.nanoTime() - start) / NANOS_IN_A_MILLI;
      try {
        return answer.get(Math.clamp(left, 1, LOOK_MILLIS), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        pause.check();
        if (left <= LOOK_MILLIS) {
          throw e;
        }
      }
    }
  }

  private static String failure(URI uri, ExecutionException e) throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof LimitedBody.TooLargeException) {
        throw new HarvestException(tooLarge(uri));
      }
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof ConnectException) {
      return "no connection";
    }
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return Text.shortened(message);
  }

  private static String tooLarge(URI uri) {
    return String.format(
        Locale.ROOT,
        "%s answers with more than %,d bytes, which is no page of papers; check the address",
        ServerAddress.server(uri),
        MAX_BYTES);
  }

  private static byte[] plain(HttpResponse<byte[]> response) throws IOException {
    if (!response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip")) {
      return response.body();
    }
    byte[] bytes;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new CorpusException("not gzip: " + e.getMessage());
    }
    if (bytes.length > MAX_BYTES) {
      throw new HarvestException(tooLarge(response.uri()));
    }
    return bytes;
  }

  /** Follows a server within itself only: another one was not asked for by anybody. */
  private static URI redirect(URI from, HttpResponse<byte[]> response) throws HarvestException {
    String location = response.headers().firstValue("Location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException _) {
      to = URI.create("");
    }
    if (!ServerAddress.server(to).equals(ServerAddress.server(from))
        || to.getRawUserInfo() != null) {
      throw new HarvestException(
          "%s redirects to %s, another server; if you trust it, give its address with --url"
              .formatted(ServerAddress.server(from), Text.shortened(location)));
    }
    return to;
  }

  private static HarvestException refused(URI uri, HttpResponse<byte[]> response) {
    String said = new String(response.body(), StandardCharsets.UTF_8);
    return new HarvestException(
        "%s refuses %s: HTTP %d: %s; check what was asked for"
            .formatted(
                ServerAddress.server(uri),
                uri.getRawPath(),
                response.statusCode(),
                Text.shortened(said)));
  }

  private Duration wait(URI uri, Outcome outcome, int attempt) throws HarvestException {
    Optional<Duration> asked =
        outcome.response().flatMap(response -> RetryAfter.of(response.headers(), clock));
    if (asked.isPresent() && asked.get().compareTo(retries.longestWait()) > 0) {
      throw new HarvestException(
          "%s asks to wait for %d minutes; run the same command again then to go on from there"
              .formatted(ServerAddress.server(uri), asked.get().toMinutes()));
    }
    return asked.orElseGet(() -> retries.backoff(attempt));
  }

  /** The day by the clock, where there is no other. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private void await(Duration wait) throws IOException {
    try {
      pause.await(wait);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static HarvestException interrupted() {
    Thread.currentThread().interrupt();
    return new HarvestException(
        "the harvest was interrupted; run the same command again to go on from there");
  }

  /** Ends the request at hand. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
