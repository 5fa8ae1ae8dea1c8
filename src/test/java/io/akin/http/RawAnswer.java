package io.akin.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as it came over the wire.
 *
 * @param headers by their names in lower case
 * @param body as ISO 8859-1, so that no byte is lost
 */
record RawAnswer(int status, Map<String, String> headers, String body) {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

  /** What a header may hold. */
  private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9-]+): ([\\t -~\\x80-\\xff]*)");

  /**
   * Takes apart what came over a connection until it ended.
   *
   * @param head whether the first answers a HEAD, and so has no body
   * @throws IOException when it is anything but whole answers, one behind the other
   */
  static List<RawAnswer> all(byte[] bytes, boolean head) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    List<RawAnswer> answers = new ArrayList<>();
    while (in.available() > 0) {
      RawAnswer answer = next(in, head && answers.isEmpty());
      if (answer.status() != 100) {
        answers.add(answer);
      }
    }
    return answers;
  }

  private static RawAnswer next(ByteArrayInputStream in, boolean head) throws IOException {
    String first = line(in);
    Matcher status = STATUS.matcher(first);
    if (!status.matches()) {
      throw new IOException("no status: " + first);
    }
    int code = Integer.parseInt(status.group(1));
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      Matcher header = HEADER.matcher(line);
      if (!header.matches()) {
        throw new IOException("no header: " + line);
      }
      headers.merge(
          header.group(1).toLowerCase(Locale.ROOT), header.group(2), (a, b) -> a + ", " + b);
    }
    boolean empty = (head && !isRefused(code, in)) || code == 100 || code == 204 || code == 304;
    return new RawAnswer(code, headers, empty ? "" : body(in, headers));
  }

  /** A HEAD that is not understood may be answered as if it were a GET; its connection ends. */
  private static boolean isRefused(int code, ByteArrayInputStream in) {
    in.mark(1);
    boolean more = in.read() == '{';
    in.reset();
    return code >= 400 && more;
  }

  private static String body(ByteArrayInputStream in, Map<String, String> headers)
      throws IOException {
    if (!"chunked".equals(headers.get("transfer-encoding"))) {
      String length = headers.get("content-length");
      return bytes(in, length == null ? in.available() : Integer.parseInt(length));
    }
    StringBuilder body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(line(in), 16);
      body.append(bytes(in, size));
      if (!line(in).isEmpty()) {
        throw new IOException("a chunk is longer than it says");
      }
      if (size == 0) {
        return body.toString();
      }
    }
  }

  private static String bytes(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new IOException("the answer has %d of %d bytes".formatted(bytes.length, count));
    }
    return new String(bytes, ISO_8859_1);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the answer ends in a line: " + line);
      }
      line.append((char) next);
    }
    if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
      throw new IOException("a line ends without CR: " + line);
    }
    return line.substring(0, line.length() - 1);
  }
}
