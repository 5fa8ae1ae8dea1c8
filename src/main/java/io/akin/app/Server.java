package io.akin.app;

import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.http.HttpServer;
import io.akin.index.PaperIndex;
import io.akin.recommend.Recommender;
import io.akin.recommend.TextSearch;
import java.io.IOException;
import java.util.List;

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
   * Opens index and encoder, warms the encoder up, and only then listens: what answers is ready.
   *
   * @param port 0 for any that is free
   */
  public static Server start(Application application, String host, int port) throws IOException {
    PaperIndex index = application.openIndex();
    Encoder encoder = null;
    try {
      encoder = application.openEncoder();
      TextSearch search = new TextSearch(index, encoder);
      var _ = encoder.encode(List.of("warm up"), Role.QUERY, Priority.INTERACTIVE);
      HttpServer http = HttpServer.start(index, new Recommender(index), search, host, port);
      return new Server(index, encoder, http);
    } catch (IOException | RuntimeException e) {
      if (encoder != null) {
        encoder.close();
      }
      index.close();
      throw e;
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
