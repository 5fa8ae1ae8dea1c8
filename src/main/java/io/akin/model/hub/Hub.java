package io.akin.model.hub;

import static io.akin.remote.ServerAddress.server;

import io.akin.paper.Text;
import io.akin.remote.LimitedBody;
import io.akin.remote.Pause;
import io.akin.remote.Retries;
import io.akin.remote.RetryAfter;
import io.akin.remote.ServerAddress;
import io.akin.remote.UserAgent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Asks a hub for a repository and its files, one after the other, and asks again for what came
 * broken or not at all. Not thread-safe.
 */
final class Hub implements AutoCloseable {
  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> TOO_BUSY = Set.of(408, 429);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /** A failure after so many more bytes than ever before is the first one again. */
  private static final long HEADWAY_BYTES = 1 << 20;

  private static final long LOOK_MILLIS = 250;

  private final DownloadRequest request;
  private final Retries retries;
  private final Pause pause;
  private final InstantSource clock;
  private final DownloadListener listener;
  private final HttpClient http;

  /** Starts no request yet. */
  Hub(
      DownloadRequest request,
      Retries retries,
      Pause pause,
      InstantSource clock,
      DownloadListener listener) {
    this.request = request;
    this.retries = retries;
    this.pause = pause;
    this.clock = clock;
    this.listener = listener;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /** The repository at the revision that is asked for. */
  Snapshot snapshot() throws IOException {
    RepositoryName repository = request.repository();
    URI uri =
        request
            .endpoint()
            .request(
                "/api/models/%s/revision/%s"
                    .formatted(repository, ServerAddress.encoded(request.revision())),
                Map.of("blobs", "true"));
    byte[] answer = get(uri, new ListingTransfer(repository), _ -> {});
    return new SnapshotReader(repository, request.revision()).read(answer);
  }

  /**
   * Fetches a file, whose content is not checked.
   *
   * @param part where it goes; may hold the first of its bytes
   * @param received hears how many bytes of it are here
   * @throws FileBody.TooLongException when more comes than the file has
   */
  void fetch(String commit, RemoteFile file, Path part, LongConsumer received) throws IOException {
    String path =
        Arrays.stream(file.path().split("/", -1))
            .map(ServerAddress::encoded)
            .collect(Collectors.joining("/"));
    URI uri =
        request.endpoint().at("/%s/resolve/%s/%s".formatted(request.repository(), commit, path));
    byte[] _ = get(uri, new FileTransfer(file, part), received);
  }

  private byte[] get(URI uri, Transfer transfer, LongConsumer received) throws IOException {
    long most = 0;
    int attempts = 0;
    while (true) {
      String failure;
      Optional<Duration> asked = Optional.empty();
      try (Attempt attempt = new Attempt(transfer)) {
        HttpResponse<byte[]> response = ask(uri, attempt, received);
        int status = response.statusCode();
        if (transfer.accepts(status)) {
          Optional<String> fault = transfer.fault(response);
          if (fault.isEmpty()) {
            return response.body();
          }
          failure = fault.get();
        } else if (status >= 500 || TOO_BUSY.contains(status)) {
          failure = "HTTP " + status;
          asked = RetryAfter.of(response.headers(), clock);
        } else {
          throw new Refusal(
                  request.endpoint(),
                  request.repository(),
                  request.revision(),
                  request.token().isPresent())
              .of(response, transfer.subject());
        }
      } catch (ExecutionException e) {
        failure = failure(e, transfer);
      } catch (TimeoutException _) {
        failure = "nothing came for %d s".formatted(retries.timeout().toSeconds());
      } catch (InterruptedException _) {
        throw interrupted();
      }
      received.accept(transfer.received());
      if (transfer.received() >= most + HEADWAY_BYTES) {
        most = transfer.received();
        attempts = 0;
      }
      attempts++;
      await(uri, transfer, attempts, failure, asked);
    }
  }

  /** Waits until it is time to ask again. */
  private void await(
      URI uri, Transfer transfer, int attempts, String failure, Optional<Duration> asked)
      throws IOException {
    if (attempts == retries.attempts()) {
      throw new HubException(
          ("%s did not give %s in %d requests, the last time %s; what came is kept, run the same"
                  + " command again later to go on from there")
              .formatted(server(uri), transfer.subject(), attempts, failure));
    }
    Duration wait = asked.orElseGet(() -> retries.backoff(attempts));
    if (wait.compareTo(retries.longestWait()) > 0) {
      throw new HubException(
          "%s asks to wait for %d minutes; run the same command again then to go on from there"
              .formatted(server(uri), wait.toMinutes()));
    }
    listener.noted(
        "%s: %s: %s; asking again in %d s"
            .formatted(server(uri), transfer.subject(), failure, wait.toSeconds()));
    try {
      pause.await(wait);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static HubException interrupted() {
    Thread.currentThread().interrupt();
    return new HubException(
        "the download was interrupted; run the same command again to go on from there");
  }

  /** Asks once, and wherever that is redirected to. */
  private HttpResponse<byte[]> ask(URI uri, Attempt attempt, LongConsumer received)
      throws IOException, ExecutionException, TimeoutException, InterruptedException {
    URI target = uri;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<byte[]> response = send(target, attempt, received);
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      target = redirect(target, response, attempt.transfer());
    }
    throw new HubException(
        "%s redirects %s in circles; check --endpoint"
            .formatted(server(uri), attempt.transfer().subject()));
  }

  private HttpResponse<byte[]> send(URI uri, Attempt attempt, LongConsumer received)
      throws IOException, ExecutionException, TimeoutException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .header(UserAgent.HEADER, UserAgent.NAME)
            .header("Accept-Encoding", "identity");
    if (attempt.from() > 0) {
      builder.header("Range", "bytes=%d-".formatted(attempt.from()));
    }
    if (request.endpoint().serves(uri)) {
      request.token().ifPresent(token -> builder.header("Authorization", token.header()));
    }
    CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(builder.build(), attempt);
    try {
      return get(answer, attempt.transfer(), received);
    } finally {
      answer.cancel(true);
    }
  }

  /** Waits as long as bytes come. */
  private HttpResponse<byte[]> get(
      CompletableFuture<HttpResponse<byte[]>> answer, Transfer transfer, LongConsumer received)
      throws IOException, ExecutionException, TimeoutException, InterruptedException {
    long lastReceived = transfer.received();
    long lastNanos = System.nanoTime();
    while (true) {
      try {
        return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        pause.check();
        long now = transfer.received();
        if (now != lastReceived) {
          lastReceived = now;
          lastNanos = System.nanoTime();
          received.accept(now);
        } else if (System.nanoTime() - lastNanos > retries.timeout().toNanos()) {
          throw e;
        }
      }
    }
  }

  /** To another server for files alone, and never from https to anything else. */
  private URI redirect(URI from, HttpResponse<byte[]> response, Transfer transfer)
      throws HubException {
    String location = response.headers().firstValue("Location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException _) {
      to = URI.create("");
    }
    ServerAddress endpoint = request.endpoint();
    String scheme = to.getScheme() == null ? "" : to.getScheme();
    boolean safe = scheme.equals("https") || (scheme.equals("http") && !endpoint.isEncrypted());
    if (!safe
        || to.getHost() == null
        || to.getRawUserInfo() != null
        || (!transfer.mayComeFromElsewhere() && !endpoint.serves(to))) {
      throw new HubException(
          "%s redirects %s to '%s', which is not followed; check --endpoint"
              .formatted(server(from), transfer.subject(), Text.shortened(location)));
    }
    return to;
  }

  private static String failure(ExecutionException e, Transfer transfer) throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case FileBody.TooLongException _ -> throw new FileBody.TooLongException();
        case FileBody.WriteException failed ->
            throw new HubException(
                "%s cannot be written: %s; mend this and run the same command again to go on"
                    .formatted(transfer.subject(), failed.getMessage()),
                failed);
        case LimitedBody.TooLargeException _ ->
            throw new HubException(
                "the answer for %s is longer than any list of files; check --endpoint"
                    .formatted(transfer.subject()));
        case ConnectException _ -> {
          return "no connection";
        }
        default -> {
          // the next cause may tell more
        }
      }
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return Text.shortened(
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }

  /** Ends the request at hand. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
