package io.akin.http.mcp;

import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the headers of a message must say, by the protocol's transport over HTTP. */
final class Headers {
  private static final String JSON = "application/json";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final List<String> origins;

  /**
   * Headers of pages of any origin that comes from this machine, and of some others.
   *
   * @param origins such as {@code https://assistant.example}
   */
  Headers(List<String> origins) {
    this.origins = origins;
  }

  /**
   * Checks the headers of a request.
   *
   * @throws JsonRpcError when they are not in order
   */
  void check(Context context) {
    String origin = context.header("Origin");
    if (origin != null && !isAllowed(origin)) {
      throw JsonRpcError.of(
          403, "pages of this origin may not ask; 'akin serve --write-origin' lets them");
    }
    String type = context.header("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON)) {
      throw JsonRpcError.of(415, "a message has Content-Type: application/json");
    }
    String accept = context.header("Accept");
    if (accept != null && !acceptsJson(accept.toLowerCase(Locale.ROOT))) {
      throw JsonRpcError.of(
          406, "answers are JSON; send Accept: application/json, text/event-stream");
    }
    String version = context.header("MCP-Protocol-Version");
    if (version != null && !Endpoint.VERSIONS.contains(version)) {
      throw JsonRpcError.of(
          400, "MCP-Protocol-Version must be one of " + String.join(", ", Endpoint.VERSIONS));
    }
  }

  /** Elsewhere a page may point a name of its own at this machine (DNS rebinding). */
  private boolean isAllowed(String origin) {
    if (origins.contains(origin)) {
      return true;
    }
    try {
      URI uri = new URI(origin);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && THIS_MACHINE.contains(uri.getHost().toLowerCase(Locale.ROOT));
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean acceptsJson(String accept) {
    return accept.contains(JSON) || accept.contains("*/*") || accept.contains("application/*");
  }
}
