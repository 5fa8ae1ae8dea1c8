package io.akin.remote;

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
  public URI request(String path, Map<String, String> parameters) {
    return URI.create(
        at(path)
            + "?"
            + parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&")));
  }

  /**
   * An address on the server.
   *
   * @param path begins with a slash; encoded already
   */
  public URI at(String path) {
    return URI.create(url.toString().replaceFirst("/+$", "") + path);
  }

  /** Whether an address is on this server: scheme, host and port are the same. */
  public boolean serves(URI uri) {
    return url.getScheme().equalsIgnoreCase(uri.getScheme())
        && url.getHost().equalsIgnoreCase(uri.getHost())
        && port(url) == port(uri);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  /** Whether nobody on the way can read along. */
  public boolean isEncrypted() {
    return url.getScheme().equalsIgnoreCase("https");
  }

  /** Scheme, host and port, by which servers are told apart. */
  public static String server(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** A text as a part of an address, slashes encoded too. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
