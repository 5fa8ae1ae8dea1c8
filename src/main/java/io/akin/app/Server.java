package io.akin.app;

import io.akin.embed.Embedder;
import io.akin.encoder.EncoderLoad;
import io.akin.encoder.onnx.OnnxModel;
import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.HttpServer;
import io.akin.http.Metrics;
import io.akin.http.ServerOptions;
import io.akin.http.Surface;
import io.akin.http.api.Api;
import io.akin.http.api.ClustersApi;
import io.akin.http.api.EmbeddingsApi;
import io.akin.http.api.ExportApi;
import io.akin.http.api.Stats;
import io.akin.http.api.Writes;
import io.akin.http.discovery.Discovery;
import io.akin.http.feed.Feeds;
import io.akin.http.huggingface.HuggingFace;
import io.akin.http.map.PaperMap;
import io.akin.http.mcp.Mcp;
import io.akin.http.openai.OpenAi;
import io.akin.http.page.Assets;
import io.akin.http.page.Templates;
import io.akin.http.semanticscholar.SemanticScholar;
import io.akin.http.site.Site;
import io.akin.http.textembeddings.TextEmbeddings;
import io.akin.http.widget.Widget;
import io.akin.index.PaperIndex;
import io.akin.landscape.Landscapes;
import io.akin.listing.Listings;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running server with the parts it serves from. Closing it closes them, the server first. */
public final class Server implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final PaperIndex index;
  private final Encoders encoders;
  private final Follower follower;
  private final HttpServer http;

  private Server(PaperIndex index, Encoders encoders, Follower follower, HttpServer http) {
    this.index = index;
    this.encoders = encoders;
    this.follower = follower;
    this.http = http;
  }

  /**
   * Opens the index, listens, and answers once the encoder is open and warm. The encoder opens in a
   * thread of its own meanwhile.
   *
   * @param without the names of surfaces that are switched off
   * @throws IllegalArgumentException when there is no surface of such a name
   */
  public static Server start(Application application, ServerOptions options, Set<String> without)
      throws IOException {
    ServerParts parts = application.serverParts();
    return start(parts, new Encoders(parts::openEncoder), BETWEEN_LOOKS, options, without);
  }

  /**
   * Starts with some parts.
   *
   * @param encoders closed with the server
   * @param betweenLooks at the index, for another generation
   */
  static Server start(
      ServerParts parts,
      Encoders encoders,
      Duration betweenLooks,
      ServerOptions options,
      Set<String> without)
      throws IOException {
    Follower follower = new Follower(encoders, parts::say);
    PaperIndex index = null;
    HttpServer http = null;
    Server server = null;
    try {
      var _ = encoders.isReady(parts.space()); // begins to open it
      index = parts.openIndex(follower::admits);
      Recommender recommender = new Recommender(index, encoders, options.clock());
      Metrics metrics = new Metrics();
      measure(metrics, parts, index, encoders);
      Landscapes landscapes = new Landscapes(parts.atlases(), index, options.clock());
      List<Surface> surfaces =
          surfaces(parts, index, encoders, recommender, landscapes, options, metrics, without);
      http = HttpServer.start(options, surfaces, metrics);
      encoders.open(index.manifest().space()).close();
      http.ready();
      follower.follow(index, betweenLooks);
      finishStart(parts, metrics, landscapes);
      server = new Server(index, encoders, follower, http);
      return server;
    } finally {
      if (server == null) {
        close(index, encoders, follower, http);
      }
    }
  }

  /**
   * What need not be done before the first answer; a request that needs it meets the same fault.
   */
  private static void finishStart(ServerParts parts, Metrics metrics, Landscapes landscapes) {
    Thread.ofPlatform()
        .name("finish-start")
        .daemon()
        .start(
            () -> {
              try {
                metrics.measureMachine();
                var _ = landscapes.current(); // begins to read what the index knows of its papers
                OnnxModel.loadTokenizers();
              } catch (IOException | RuntimeException | LinkageError e) {
                parts.say("not all of the server could be made ready: " + e);
              }
            });
  }

  private static void measure(
      Metrics metrics, ServerParts parts, PaperIndex index, Encoders encoders) {
    metrics.gauge("akin.index.segments", "parts the index is kept in", () -> segmentsOf(parts));
    metrics.gauge("akin.index.papers", "papers of the index", () -> sizeOf(index));
    metrics.gauge(
        "akin.index.recall",
        "recall@10 as last measured",
        () -> recallOf(index).orElse(Double.NaN));
    Supplier<EncoderLoad> load = () -> encoders.load(index.manifest().space());
    metrics.gauge(
        "akin.encoder.waiting.interactive",
        "tokens of requests that wait for the model",
        () -> load.get().interactiveTokens());
    metrics.gauge(
        "akin.encoder.waiting.load",
        "tokens of loads that wait for the model",
        () -> load.get().loadTokens());
    metrics.gauge("akin.encoder.batches", "runs of the model", () -> load.get().batches());
    metrics.gauge("akin.encoder.texts", "texts in these runs", () -> load.get().texts());
    metrics.gauge(
        "akin.encoder.remembered", "texts answered from memory", () -> load.get().remembered());
  }

  private static double sizeOf(PaperIndex index) {
    try {
      return index.size();
    } catch (IOException _) {
      return Double.NaN; // not known at the moment, as metrics have it
    }
  }

  private static double segmentsOf(ServerParts parts) {
    try {
      return parts.storage().segments();
    } catch (IOException _) {
      return Double.NaN;
    }
  }

  private static OptionalDouble recallOf(PaperIndex index) {
    try {
      return index.recall();
    } catch (IOException _) {
      return OptionalDouble.empty();
    }
  }

  /** What is served: all but what is switched off. The pages answer for every other address. */
  private static List<Surface> surfaces(
      ServerParts parts,
      PaperIndex index,
      Encoders encoders,
      Recommender recommender,
      Landscapes landscapes,
      ServerOptions options,
      Metrics metrics,
      Set<String> without) {
    PaperFinder finder = new PaperFinder(index);
    Freshness freshness = new Freshness(index, options.clock());
    Writes writes = new Writes(parts.store(encoders), finder);
    Stats stats = new Stats(parts::storage, Application.simdMissing().isEmpty());
    Embedder embedder = new Embedder(() -> encoders.open(index.manifest().space()));
    BaseAddress base = new BaseAddress(options.behindProxy());
    List<Surface> all =
        List.of(
            new EmbeddingsApi(embedder),
            new ClustersApi(index, recommender, parts.atlases(), freshness),
            new ExportApi(index, parts.atlases()),
            new Api(finder, recommender, freshness, writes, stats),
            new HuggingFace(index, finder, recommender, base),
            new SemanticScholar(index, finder, recommender),
            new OpenAi(embedder),
            new TextEmbeddings(embedder, metrics.registry()),
            new Mcp(finder, recommender, options.writeOrigins()),
            new Feeds(new Listings(index), recommender, landscapes, freshness, base),
            new Discovery(
                index,
                landscapes,
                freshness,
                base,
                options.robotsAllowed(),
                without,
                Discovery.USUAL_FILE),
            new PaperMap(landscapes, recommender, freshness, new Templates(Assets.ofLayout())),
            new Widget(index, recommender, freshness, base, new Templates(Assets.ofLayout())),
            new Site(
                index,
                finder,
                recommender,
                landscapes,
                freshness,
                Application.bibliographyReaders(),
                base,
                options.clock()));
    List<String> names = all.stream().map(Surface::name).toList();
    without.stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "there is no surface '%s' to switch off; there are %s"
                      .formatted(name, String.join(", ", names)));
            });
    return all.stream().filter(surface -> !without.contains(surface.name())).toList();
  }

  /** Gives back what was opened before something failed. */
  private static void close(
      @Nullable PaperIndex index, Encoders encoders, Follower follower, @Nullable HttpServer http)
      throws IOException {
    try (index;
        encoders;
        follower;
        http) {
      // in reverse order
    }
  }

  public int port() {
    return http.port();
  }

  public int papers() throws IOException {
    return index.size();
  }

  @Override
  public void close() throws IOException {
    close(index, encoders, follower, http);
  }
}
