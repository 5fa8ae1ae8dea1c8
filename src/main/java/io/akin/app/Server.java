package io.akin.app;

import io.akin.embed.Embedder;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.http.HttpServer;
import io.akin.http.Metrics;
import io.akin.http.ServerOptions;
import io.akin.http.Surface;
import io.akin.http.api.Api;
import io.akin.http.api.EmbeddingsApi;
import io.akin.http.openai.OpenAi;
import io.akin.http.site.Pages;
import io.akin.http.textembeddings.TextEmbeddings;
import io.akin.index.PaperIndex;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running server with the parts it serves from. Closing it closes them, the server first. */
public final class Server implements AutoCloseable {
  private final PaperIndex index;
  private final Encoder encoder;
  private final HttpServer http;

  private Server(PaperIndex index, Encoder encoder, HttpServer http) {
    this.index = index;
    this.encoder = encoder;
    this.http = http;
  }

  /**
   * Opens the index, listens, and answers once the encoder is open and warm. The encoder opens in a
   * thread of its own meanwhile.
   *
   * @param without the names of surfaces that are switched off
   */
  public static Server start(Application application, ServerOptions options, Set<String> without)
      throws IOException {
    FutureTask<Encoder> opening = new FutureTask<>(() -> openWarm(application));
    Thread.ofPlatform().name("open-encoder").daemon().start(opening);
    PaperIndex index = null;
    HttpServer http = null;
    Server server = null;
    try {
      index = application.openIndex();
      Recommender recommender =
          new Recommender(index, () -> opened(opening), InstantSource.system());
      Metrics metrics = new Metrics();
      Embedder embedder = new Embedder(() -> opened(opening));
      http =
          HttpServer.start(
              options, surfaces(index, recommender, embedder, metrics, without), metrics);
      Encoder encoder = opened(opening);
      index.manifest().requireSpace("the index", encoder.space());
      http.ready();
      server = new Server(index, encoder, http);
      return server;
    } finally {
      if (server == null) {
        close(opening, index, http);
      }
    }
  }

  /** What is served: all but what is switched off. The pages answer for every other address. */
  private static List<Surface> surfaces(
      PaperIndex index,
      Recommender recommender,
      Embedder embedder,
      Metrics metrics,
      Set<String> without) {
    PaperFinder finder = new PaperFinder(index);
    return Stream.of(
            new EmbeddingsApi(embedder),
            new Api(finder, recommender),
            new OpenAi(embedder),
            new TextEmbeddings(embedder, metrics.registry()),
            new Pages(index, recommender))
        .filter(surface -> !without.contains(surface.name()))
        .toList();
  }

  private static Encoder openWarm(Application application) throws IOException {
    Encoder encoder = application.openEncoder();
    try {
      var _ = encoder.encode(List.of("warm up"), Role.QUERY, Priority.INTERACTIVE);
      return encoder;
    } catch (IOException | RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private static Encoder opened(Future<Encoder> opening) throws IOException {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException known -> throw known;
        case RuntimeException known -> throw known;
        case Error known -> throw known;
        case null, default -> throw new IOException("the encoder could not be opened", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the encoder was being opened");
    }
  }

  /** Gives back what was opened before something failed. */
  private static void close(
      Future<Encoder> opening, @Nullable PaperIndex index, @Nullable HttpServer http)
      throws IOException {
    try (index;
        http) {
      opened(opening).close();
    } catch (IOException | RuntimeException _) {
      // It did not open either. What failed first is on its way to the caller.
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
    try (index;
        encoder) {
      http.close();
    }
  }
}
