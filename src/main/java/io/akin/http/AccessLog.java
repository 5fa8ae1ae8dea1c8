package io.akin.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** Notes every request as a JSON object in a line. No key is ever in it. Thread-safe. */
public final class AccessLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A request that was answered.
   *
   * @param id that the client was told
   * @param query behind the path, without the question mark
   */
  record Entry(
      Instant time,
      String id,
      String client,
      String method,
      String path,
      Optional<String> query,
      int status,
      double millis) {}

  private final Appendable out;
  private final boolean anonymous;

  /**
   * A log.
   *
   * @param out is used by one thread at a time
   * @param anonymous whether to leave out who asked, and what for: addresses of clients and queries
   */
  public AccessLog(Appendable out, boolean anonymous) {
    this.out = out;
    this.anonymous = anonymous;
  }

  void note(Entry entry) {
    ObjectNode node = JSON.createObjectNode();
    node.put("time", entry.time().toString());
    node.put("id", entry.id());
    if (!anonymous) {
      node.put("client", entry.client());
    }
    node.put("method", entry.method());
    node.put("path", entry.path());
    if (!anonymous) {
      entry.query().ifPresent(query -> node.put("query", query));
    }
    node.put("status", entry.status());
    node.put("ms", Math.round(entry.millis() * 100) / 100.0);
    String line = node + "\n";
    synchronized (out) {
      try {
        out.append(line);
      } catch (IOException e) {
        throw new UncheckedIOException("the access log cannot be written", e);
      }
    }
  }
}
