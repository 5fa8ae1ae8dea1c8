package io.akin.http.discovery;

/** Rules for robots, by <a href="https://www.rfc-editor.org/rfc/rfc9309">RFC 9309</a>. */
final class Robots {
  static final String NOTHING =
      """
      User-agent: *
      Disallow: /
      """;

  /** Pages of papers and their lists, and nothing that has no end or is no page. */
  static final String PAPERS_ALONE =
      """
      User-agent: *
      Allow: /papers/
      Disallow: /search
      Disallow: /recommend
      Disallow: /*?q=
      Disallow: /api/
      Disallow: /feeds/
      Disallow: /embed
      Disallow: /graph/
      Disallow: /mcp
      Disallow: /map/
      Disallow: /metrics
      """;

  private Robots() {}
}
