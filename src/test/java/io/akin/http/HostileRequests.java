package io.akin.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Makes requests that nobody should send. Each is given by a seed and its number. */
final class HostileRequests {
  /** A key that writes. */
  static final String KEY = "0123456789abcdef";

  /**
   * What to send over one connection.
   *
   * @param text as ISO 8859-1, each character a byte
   * @param requests that may be answered at most
   * @param head whether the first is answered without a body
   */
  record Hostile(String text, int requests, boolean head) {}

  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "DELETE",
          "OPTIONS",
          "PATCH",
          "TRACE",
          "CONNECT",
          "get",
          "FOO",
          "PRI",
          "",
          "G\0T",
          "GET\t",
          "G T",
          "A".repeat(9_000));

  private static final List<String> VERSIONS =
      List.of(
          "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "http/1.1", "", "HTTP/1.1 x", "HTTP/11");

  private static final List<String> TARGETS =
      List.of(
          "*",
          "//evil",
          "http://evil/",
          "http:///",
          "http://[::1",
          "/../../etc/passwd",
          "/%2e%2e/x",
          "",
          "?",
          "\\",
          "/?q=%",
          "/;a=b/./..;/",
          "/api/v1",
          "/graph/v1/",
          "/.",
          "/%00",
          "#",
          "a:b@c",
          "/metrics",
          "/health/live",
          "/papers/",
          "/papers/.md",
          "/avatars/.svg",
          "/v1/models/");

  private static final List<String> ESCAPES =
      List.of(
          "%2F",
          "%2f",
          "%2e",
          "%2e%2e/",
          "%00",
          "%0a",
          "%0d%0aX-Injected:%20yes",
          "%c0%af",
          "%e0%80%af",
          "%ed%a0%80",
          "%ff",
          "%f4%90%80%80",
          "%252F",
          "%25",
          "%",
          "%z",
          "%4",
          "%u0041",
          "\\",
          "%5c",
          ";",
          "%3B",
          ";jsessionid=1",
          "..;/",
          "/",
          "//",
          "?",
          "#",
          "%23",
          "%3f",
          "\u0001",
          "\t",
          "\u0080",
          "\u00ff",
          "<script>",
          "\"",
          "{",
          "|",
          "^",
          "+",
          "&",
          "=",
          "[]");

  private static final List<String> PARAMETERS =
      List.of(
          "q",
          "k",
          "limit",
          "offset",
          "p",
          "cursor",
          "fields",
          "mode",
          "sort",
          "group_by",
          "explain",
          "min_score",
          "diversity",
          "half_life_days",
          "categories",
          "authors",
          "organisation",
          "venue",
          "keywords",
          "language",
          "source",
          "ids",
          "exclude_ids",
          "has_code",
          "published_from",
          "published_to",
          "negative",
          "date",
          "week",
          "month",
          "submitter",
          "query",
          "year",
          "publicationDateOrYear",
          "fieldsOfStudy",
          "openAccessPdf",
          "token",
          "minCitationCount",
          "publicationTypes",
          "paperIds",
          "from",
          "filter",
          "search",
          "full");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=nonsense",
          "application/json; charset=\"",
          "application/json;charset=utf-16",
          "application/json;charset=IBM037",
          "text/plain",
          "",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "multipart/form-data; boundary=a",
          "application/xml",
          "*/*",
          ";;;",
          "a/b/c",
          "application");

  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Encoding",
          "Accept-Language",
          "Authorization",
          "Content-Encoding",
          "Cookie",
          "Expect",
          "If-None-Match",
          "If-Modified-Since",
          "Origin",
          "Range",
          "Upgrade",
          "X-API-Key",
          "X-Forwarded-For",
          "X-Forwarded-Proto",
          "X-Forwarded-Host",
          "Forwarded",
          "X-Request-Id",
          "Access-Control-Request-Method",
          "Access-Control-Request-Headers",
          "Content-Type",
          "Host",
          "Connection",
          "Keep-Alive",
          "TE",
          "Trailer",
          "Via",
          "Date",
          "Sec-WebSocket-Key",
          "HTTP2-Settings",
          "Referer",
          "User-Agent",
          "Content-Length");

  private static final List<String> HEADER_VALUES =
      List.of(
          "",
          "*",
          "text/markdown",
          "text/markdown;q=NaN",
          "text/markdown;q=1e9,*/*;q=",
          "gzip",
          "gzip;q=-1,zstd;q=x",
          "zstd, gzip, br;q=1",
          ",,,;;;",
          "100-continue",
          "websocket",
          "h2c",
          "bytes=0-1",
          "bytes=9-1,-5",
          "W/\"",
          "\"",
          "https",
          "https://evil",
          "null",
          "evil",
          "evil:99999",
          "[::1",
          "a b",
          "Basic !!",
          "Bearer",
          "Bearer ",
          "a=b; c",
          "$Version=1; a=\"",
          "for=\"[::1",
          "1.2.3.4, ::",
          "Thu, 99 Foo 9999",
          "close, keep-alive, x",
          "upgrade",
          "\u00e9\u00ff",
          "\u0001",
          "a\0b",
          "-1",
          "0",
          "0x5",
          "+5",
          "99999999999999999999",
          "5, 6");

  private final long seed;
  private final List<Router.Endpoint> endpoints;

  HostileRequests(long seed, List<Router.Endpoint> endpoints) {
    this.seed = seed;
    this.endpoints = endpoints;
  }

  /** The request of a number. */
  Hostile number(long number) throws IOException {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003 + number);
    HostileText text = new HostileText(random);
    int requests = text.once(20) ? 2 + random.nextInt(3) : 1;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean head = false;
    for (int i = 0; i < requests; i++) {
      One one = new One(random, text, requests > 1);
      one.write(bytes, requests == 1);
      head |= one.method.equals("HEAD");
    }
    boolean cut = text.once(25);
    byte[] sent = bytes.toByteArray();
    if (cut) {
      sent = Arrays.copyOf(sent, random.nextInt(sent.length + 1));
    }
    return new Hostile(new String(sent, ISO_8859_1), requests, head);
  }

  /** One request while it is being made. */
  private final class One {
    private final RandomGenerator random;
    private final HostileText text;
    private final Router.Endpoint endpoint;
    private final String method;

    One(RandomGenerator random, HostileText text, boolean pipelined) {
      this.random = random;
      this.text = text;
      this.endpoint = text.one(endpoints);
      String chosen = text.once(25) ? text.one(METHODS) : endpoint.method();
      // Where several are answered, each answer is to say where it ends.
      this.method = pipelined && chosen.equals("HEAD") ? "GET" : chosen;
    }

    void write(ByteArrayOutputStream out, boolean last) throws IOException {
      List<String> headers = new ArrayList<>();
      if (!text.once(100)) {
        headers.add("Host: localhost");
      }
      if (last) {
        headers.add("Connection: close");
      }
      if (random.nextInt(4) > 0) {
        headers.add("Authorization: Bearer " + KEY);
      }
      boolean body = (!method.equals("GET") && !method.equals("HEAD")) || text.once(30);
      byte[] sent = body ? body(headers) : new byte[0];
      while (text.once(3)) {
        headers.add(text.one(HEADERS) + ": " + headerValue());
      }
      if (text.once(25)) {
        damage(headers);
      }
      String end = text.once(100) ? "\n" : "\r\n";
      String version = text.once(40) ? text.one(VERSIONS) : "HTTP/1.1";
      String first = method + " " + target() + " " + version;
      out.writeBytes((first + end).getBytes(ISO_8859_1));
      for (String header : headers) {
        out.writeBytes((header + end).getBytes(ISO_8859_1));
      }
      out.writeBytes(end.getBytes(ISO_8859_1));
      out.writeBytes(sent);
    }

    private byte[] body(List<String> headers) throws IOException {
      byte[] json = new HostileJson(random, text).body(endpoint.path());
      headers.add("Content-Type: " + (text.once(5) ? text.one(TYPES) : "application/json"));
      if (text.once(20)) {
        headers.add("Content-Encoding: " + text.one(List.of("gzip", "deflate", "br", "zstd", "x")));
      }
      return switch (random.nextInt(24)) {
        case 0, 1 -> chunked(headers, json);
        case 2 -> {
          String length = text.one(List.of("", "-1", "+5", "0x5", "5, 6", "5 5", "99999999999999"));
          headers.add("Content-Length: " + length);
          yield json;
        }
        case 3 -> {
          headers.add("Content-Length: " + Math.max(0, json.length + random.nextInt(-3, 20)));
          yield json;
        }
        case 4 -> {
          headers.add("Content-Length: " + json.length);
          headers.add(
              text.one(
                      List.of(
                          "Transfer-Encoding: ", "Transfer-Encoding : ", "Transfer-Encoding:\t"))
                  + text.one(
                      List.of(
                          "chunked", "identity", "xchunked", "chunked, gzip", "\u000bchunked")));
          yield json;
        }
        case 5 -> {
          headers.add("Content-Length: " + json.length);
          headers.add("Content-Length: " + (json.length + random.nextInt(2)));
          yield json;
        }
        default -> {
          headers.add("Content-Length: " + json.length);
          yield json;
        }
      };
    }

    private byte[] chunked(List<String> headers, byte[] json) {
      headers.add("Transfer-Encoding: chunked");
      String whole = new String(json, ISO_8859_1);
      String size = Integer.toHexString(json.length);
      String sent =
          switch (random.nextInt(9)) {
            case 0 -> size + "\r\n" + whole + "\r\n";
            case 1 -> size + "\n" + whole + "\n0\n\n";
            case 2 -> "-1\r\n" + whole + "\r\n0\r\n\r\n";
            case 3 -> "fffffffffffffffff\r\n" + whole;
            case 4 -> size + ";" + "a=b;".repeat(5_000) + "\r\n" + whole + "\r\n0\r\n\r\n";
            case 5 -> size + "\r\n" + whole + "x\r\n0\r\n\r\n";
            case 6 -> size + "\r\n" + whole + "\r\n0\r\nTrailer: x\r\nHost: y\r\n\r\n";
            case 7 -> whole;
            default -> size + "\r\n" + whole + "\r\n0\r\n\r\n";
          };
      return sent.getBytes(ISO_8859_1);
    }

    private void damage(List<String> headers) {
      switch (random.nextInt(12)) {
        case 0 -> headers.add(" folded: yes");
        case 1 -> headers.add("X-Space : yes");
        case 2 -> headers.add("no colon");
        case 3 -> headers.add(": no name");
        case 4 -> headers.add("X-Long: " + "x".repeat(random.nextInt(300_000)));
        case 5 -> {
          for (int i = random.nextInt(3_000); i > 0; i--) {
            headers.add("X-" + i + ": " + i);
          }
        }
        case 6 -> headers.add("X-Bare: a\nX-Injected: yes");
        case 7 -> headers.add("X-Return: a\rX-Injected: yes");
        case 8 -> headers.addFirst("Host: evil");
        case 9 -> headers.add("X-Nul\0: \0");
        case 10 -> headers.add("Transfer-Encoding: chunked");
        default -> headers.add("X-Request-Id: " + text.one(ESCAPES) + text.one(ESCAPES));
      }
    }

    private String headerValue() {
      return text.once(4)
          ? escaped(text.text(), false).replace('\n', ' ').replace('\r', ' ')
          : text.one(HEADER_VALUES);
    }

    private String target() {
      if (text.once(40)) {
        return text.one(TARGETS);
      }
      String id = text.id();
      String path =
          endpoint.path().replaceFirst("[<{]id[>}]", "@").replace("@", escaped(id, !text.once(15)));
      while (text.once(4)) {
        int at = random.nextInt(path.length() + 1);
        path = path.substring(0, at) + text.one(ESCAPES) + path.substring(at);
      }
      StringBuilder query = new StringBuilder();
      for (int i = random.nextInt(5); i > 0; i--) {
        query.append(query.isEmpty() ? '?' : '&').append(parameter());
      }
      return path + query;
    }

    private String parameter() {
      String name = text.once(30) ? text.text() : text.one(PARAMETERS);
      String value = text.once(10) ? text.one(ESCAPES) : escaped(text.value(), !text.once(20));
      String one = escaped(name, true) + (text.once(20) ? "" : "=" + value);
      return text.once(60) ? (one + "&").repeat(200) + "a" : one;
    }

    /** As it stands in an address: escaped, or else as its bytes are. */
    private String escaped(String plain, boolean escape) {
      StringBuilder escaped = new StringBuilder();
      for (byte each : plain.getBytes(UTF_8)) {
        char character = (char) (each & 0xff);
        boolean usual = character < 128 && Character.isLetterOrDigit(character);
        if (usual || !escape || ":.,-_".indexOf(character) >= 0) {
          escaped.append(character);
        } else {
          escaped.append("%%%02X".formatted((int) character));
        }
      }
      return escaped.toString();
    }
  }
}
