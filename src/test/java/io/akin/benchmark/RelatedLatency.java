package io.akin.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.app.Application;
import io.akin.app.ModelChoice;
import io.akin.app.Server;
import io.akin.http.ServerOptions;
import io.akin.index.PaperIndex;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Latency of {@code GET /api/v1/papers/{id}/related}, as one client on loopback sees it: each paper
 * of the index in turn, over one connection, after a warm-up. Not a JMH benchmark, since a request
 * crosses two processes' worth of threads and sockets; run by {@code make bench-http}.
 */
final class RelatedLatency {
  private static final int WARM_UP = 5_000;
  private static final int REQUESTS = 10_000;

  private RelatedLatency() {}

  public static void main(String[] args) throws Exception {
    Application application =
        new Application(Path.of(args[0]), Path.of("models"), ModelChoice.DEFAULT);
    List<String> ids = ids(application);
    try (Server server = Server.start(application, ServerOptions.at("127.0.0.1", 0), Set.of());
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      List<HttpRequest> requests = new ArrayList<>();
      for (String id : ids) {
        String path = "/api/v1/papers/" + URLEncoder.encode(id, UTF_8) + "/related?k=10";
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        requests.add(HttpRequest.newBuilder(uri).build());
      }
      measure(client, requests, WARM_UP);
      long[] nanos = measure(client, requests, REQUESTS);
      Arrays.sort(nanos);
      System.out.printf(
          Locale.ROOT,
          "figures: papers=%d requests=%d p50_ms=%.3f p95_ms=%.3f p99_ms=%.3f%n",
          ids.size(),
          REQUESTS,
          nanos[REQUESTS / 2] / 1e6,
          nanos[REQUESTS * 95 / 100] / 1e6,
          nanos[REQUESTS * 99 / 100] / 1e6);
    }
  }

  private static List<String> ids(Application application) throws IOException {
    List<String> ids = new ArrayList<>();
    try (PaperIndex index = application.openIndex()) {
      index.scan(indexed -> ids.add(indexed.paper().id().text()));
    }
    return ids;
  }

  private static long[] measure(HttpClient client, List<HttpRequest> requests, int count)
      throws Exception {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      var response = client.send(requests.get(i % requests.size()), BodyHandlers.ofByteArray());
      nanos[i] = System.nanoTime() - start;
      if (response.statusCode() != 200) {
        throw new IOException(response.uri() + " answered " + response.statusCode());
      }
    }
    return nanos;
  }
}
