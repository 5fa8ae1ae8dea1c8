package io.akin.harvest;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a server answers.
 *
 * @param url http or https with a host, and nothing behind the path
 */
public record ServerAddress(URI url) {
  /** arXiv's OAI-PMH service. */
  public static final ServerAddress ARXIV = parse("https://oaipmh.arxiv.org/oai");

  public static final ServerAddress HUGGING_FACE = parse("https://huggingface.co");

  public ServerAddress {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https"))
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "want an address such as https://example.org/oai, got " + url);
    }
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it is none, or has a name, a question mark or a # in it
   */
  public static ServerAddress parse(String text) {
    try {
      return new ServerAddress(new URI(text.strip()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "want an address such as https://example.org/oai, got " + text, e);
    }
  }

  /** A request to the server. */
  URI request(String path, Map<String, String> parameters) {
    String base = url.toString().replaceFirst("/+$", "");
    return URI.create(
        base
            + path
            + "?"
            + parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&")));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
