package io.akin.http;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a server is to behave.
 *
 * @param host address to listen at
 * @param port to listen at, or 0 for any that is free
 * @param keys that clients may show
 * @param keyRequired whether reading needs a key too
 * @param requestsPerMinute that each client may make; when empty, {@value #USUAL_RATE} for clients
 *     on other machines and any number for those on this one; 0 for any number
 * @param behindProxy whether clients are told apart by the last address of {@code X-Forwarded-For},
 *     which a proxy adds, and come by the scheme of {@code X-Forwarded-Proto}
 * @param writeOrigins the origins whose pages may write
 * @param accessLog where each request is noted
 * @param robotsAllowed whether search engines may read the papers' pages
 */
public record ServerOptions(
    String host,
    int port,
    Keys keys,
    boolean keyRequired,
    OptionalInt requestsPerMinute,
    boolean behindProxy,
    List<String> writeOrigins,
    Optional<AccessLog> accessLog,
    InstantSource clock,
    boolean robotsAllowed) {
  /** Requests a minute: ten each second. */
  static final int USUAL_RATE = 600;

  public ServerOptions {
    writeOrigins = List.copyOf(writeOrigins);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, got " + port);
    }
    if (requestsPerMinute.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "the rate limit must be 0 or more, got " + requestsPerMinute.getAsInt());
    }
  }

  /** A server that keeps robots out. */
  public ServerOptions(
      String host,
      int port,
      Keys keys,
      boolean keyRequired,
      OptionalInt requestsPerMinute,
      boolean behindProxy,
      List<String> writeOrigins,
      Optional<AccessLog> accessLog,
      InstantSource clock) {
    this(
        host,
        port,
        keys,
        keyRequired,
        requestsPerMinute,
        behindProxy,
        writeOrigins,
        accessLog,
        clock,
        false);
  }

  /** A server that only reads, at an address. */
  public static ServerOptions at(String host, int port) {
    return new ServerOptions(
        host,
        port,
        Keys.none(),
        false,
        OptionalInt.empty(),
        false,
        List.of(),
        Optional.empty(),
        InstantSource.system());
  }
}
