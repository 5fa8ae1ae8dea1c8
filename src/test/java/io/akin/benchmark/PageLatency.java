package io.akin.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.app.Application;
import io.akin.app.ModelChoice;
import io.akin.app.Server;
import io.akin.http.PaperAddress;
import io.akin.http.ServerOptions;
import io.akin.index.PaperIndex;
import io.akin.paper.Paper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Milliseconds and compressed bytes of each page for people, as one client on loopback sees them:
 * for papers that no page was about before, kind by kind in turn. Run by {@code make bench-pages}.
 */
final class PageLatency {
  private static final int WARM_UP = 500;

  private PageLatency() {}

  /** A kind of page, and where it is for a paper. */
  private record Kind(String name, Function<Paper, String> address) {}

  /** Arguments: the folder of the index, and how many of each kind of page to ask for. */
  public static void main(String[] args) throws Exception {
    Application application =
        new Application(Path.of(args[0]), Path.of("models"), ModelChoice.DEFAULT);
    int requests = Integer.parseInt(args[1]);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);
    List<Paper> papers = papers(application);
    List<Kind> pages = pages(papers, random);
    try (Server server = Server.start(application, ServerOptions.at("127.0.0.1", 0), Set.of());
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      double[][] millis = new double[pages.size()][requests];
      int[] largest = new int[pages.size()];
      for (int i = -WARM_UP; i < requests; i++) {
        for (int kind = 0; kind < pages.size(); kind++) {
          Paper paper = papers.get(random.nextInt(papers.size()));
          URI address =
              URI.create(
                  "http://127.0.0.1:" + server.port() + pages.get(kind).address().apply(paper));
          HttpRequest request =
              HttpRequest.newBuilder(address)
                  .header("Accept", "text/html")
                  .header("Accept-Encoding", "gzip")
                  .build();
          long start = System.nanoTime();
          HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
          double took = (System.nanoTime() - start) / 1e6;
          if (response.statusCode() != 200) {
            throw new IOException(address + " answered " + response.statusCode());
          }
          if (i >= 0) {
            millis[kind][i] = took;
            largest[kind] = Math.max(largest[kind], response.body().length);
          }
        }
      }
      StringBuilder figures = new StringBuilder("figures: papers=" + papers.size());
      for (int kind = 0; kind < pages.size(); kind++) {
        Arrays.sort(millis[kind]);
        figures.append(
            String.format(
                Locale.ROOT,
                " %1$s_p50_ms=%2$.1f %1$s_p95_ms=%3$.1f %1$s_max_gzip_bytes=%4$d",
                pages.get(kind).name(),
                millis[kind][requests / 2],
                millis[kind][requests * 95 / 100],
                largest[kind]));
      }
      System.out.println(figures);
    }
  }

  private static List<Paper> papers(Application application) throws IOException {
    List<Paper> papers = new ArrayList<>();
    try (PaperIndex index = application.openIndex()) {
      index.scan(indexed -> papers.add(indexed.paper()));
    }
    return papers;
  }

  /**
   * Each kind of page.
   *
   * @param random chooses among listings, which are for no paper, and the other papers that a
   *     recommendation is for
   */
  private static List<Kind> pages(List<Paper> papers, RandomGenerator random) {
    int listed = Math.clamp(papers.size() / 20, 1, 100);
    Supplier<Paper> another = () -> papers.get(random.nextInt(papers.size()));
    return List.of(
        new Kind("home", paper -> "/?for=" + encoded(paper)),
        new Kind("listing", _ -> "/papers?p=" + (1 + random.nextInt(listed))),
        new Kind("paper", paper -> PaperAddress.of(paper.id())),
        new Kind(
            "search",
            paper -> "/search?q=" + URLEncoder.encode(paper.title().split(":", 2)[0], UTF_8)),
        new Kind(
            "recommend", paper -> "/recommend?text=neural+networks&negative=" + encoded(paper)),
        new Kind("recommend_2", paper -> like(paper, 2, another)),
        new Kind("recommend_3", paper -> like(paper, 3, another)),
        new Kind("recommend_5", paper -> like(paper, 5, another)),
        new Kind("embed", paper -> "/embed?paper=" + encoded(paper)),
        new Kind("widget", paper -> "/widget?by=paper&value=" + encoded(paper)),
        new Kind("feed", paper -> "/feeds/related.atom?paper=" + encoded(paper)));
  }

  /** The recommendations for a paper and others, the last of them unwanted. */
  private static String like(Paper paper, int seeds, Supplier<Paper> another) {
    StringBuilder address = new StringBuilder("/recommend?positive=").append(encoded(paper));
    for (int i = 2; i <= seeds; i++) {
      address.append(i < seeds ? "&positive=" : "&negative=").append(encoded(another.get()));
    }
    return address.toString();
  }

  private static String encoded(Paper paper) {
    return URLEncoder.encode(paper.id().text(), UTF_8);
  }
}
