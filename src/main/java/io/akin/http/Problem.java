package io.akin.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.paper.Paper;
import java.util.List;
import java.util.Locale;

/**
 * An error as clients get it, by <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>.
 *
 * @param type names the kind of error; it does not change between versions
 * @param detail what was wrong with this request and what to do
 * @param similar papers that may have been meant
 */
public record Problem(Type type, String detail, List<Paper> similar) {
  static final String CONTENT_TYPE = "application/problem+json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The kinds of error, each with its status and a title. */
  public enum Type {
    BAD_REQUEST(400, "Bad request"),
    KEY_NEEDED(401, "Key needed"),
    FORBIDDEN(403, "Forbidden"),
    UNKNOWN_PAPER(404, "Unknown paper"),
    NO_SUCH_ADDRESS(404, "No such address"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    TOO_SLOW(408, "Too slow"),
    INDEX_IN_USE(409, "Index in use"),
    STALE_CURSOR(410, "Stale cursor"),
    TOO_LARGE(413, "Too large"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    BUSY(503, "Busy"),
    STARTING(503, "Starting"),
    STOPPING(503, "Stopping"),
    FAILED(500, "The server failed");

    private final int status;
    private final String title;

    Type(int status, String title) {
      this.status = status;
      this.title = title;
    }

    /** What clients know it by. */
    public String urn() {
      return "urn:akin:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What people know it by. */
    public String title() {
      return title;
    }

    /** The status of HTTP. */
    public int status() {
      return status;
    }
  }

  public Problem {
    similar = List.copyOf(similar);
  }

  public Problem(Type type, String detail) {
    this(type, detail, List.of());
  }

  /** The document. */
  public String json() {
    return json(type.status);
  }

  /** The document, with a status that the web server has chosen. */
  String json(int status) {
    ObjectNode node = JSON.createObjectNode();
    node.put("type", type.urn());
    node.put("title", type.title);
    node.put("status", status);
    node.put("detail", detail);
    if (!similar.isEmpty()) {
      ArrayNode papers = node.putArray("similar");
      for (Paper paper : similar) {
        papers.addObject().put("id", paper.id().text()).put("title", paper.title());
      }
    }
    return node.toString();
  }
}
