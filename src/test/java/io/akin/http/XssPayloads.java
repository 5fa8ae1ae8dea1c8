package io.akin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Texts that do harm where they are taken for markup. {@code -Dtests.xss=FILE} adds those of a
 * published list, one a line.
 */
public final class XssPayloads {
  private static final String OWN = "xss-payloads.txt";

  private XssPayloads() {}

  /** All of them, each once, none blank. */
  public static List<String> all() {
    try (InputStream own = XssPayloads.class.getResourceAsStream(OWN)) {
      if (own == null) {
        throw new IllegalStateException("there is no resource " + OWN);
      }
      Stream<String> lines =
          new String(own.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("# "));
      String more = System.getProperty("tests.xss", "");
      if (!more.isEmpty()) {
        lines = Stream.concat(lines, Files.readString(Path.of(more), UTF_8).lines());
      }
      return lines.filter(line -> !line.isBlank()).distinct().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
