package io.akin.app;

import io.akin.http.HttpServer;
import io.akin.index.PaperIndex;
import io.akin.recommend.Recommender;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
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
   * @param port 0 for any that is free
   */
  public static Server start(Application application, String host, int port) throws IOException {
    ServerParts parts = application.serverParts();
    return start(parts, new Encoders(parts::openEncoder), BETWEEN_LOOKS, host, port);
  }

  /**
   * Starts with some parts.
   *
   * @param encoders closed with the server
   * @param betweenLooks at the index, for another generation
   */
  static Server start(
      ServerParts parts, Encoders encoders, Duration betweenLooks, String host, int port)
      throws IOException {
    Follower follower = new Follower(encoders, parts::say);
    PaperIndex index = null;
    HttpServer http = null;
    Server server = null;
    try {
      var _ = encoders.isReady(parts.space()); // begins to open it
      index = parts.openIndex(follower::admits);
      Recommender recommender = new Recommender(index, encoders, InstantSource.system());
      http = HttpServer.start(index, recommender, host, port);
      encoders.open(index.manifest().space()).close();
      http.ready();
      follower.follow(index, betweenLooks);
      server = new Server(index, encoders, follower, http);
      return server;
    } finally {
      if (server == null) {
        close(index, encoders, follower, http);
      }
    }
  }

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
