package io.akin.paper;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An address about a paper. Only {@code http} and {@code https} are accepted, since a link is shown
 * on pages: a paper's data must not be able to run a script.
 */
public record Link(Kind kind, String url) implements Comparable<Link> {
  /** What is to be found at the address. */
  public enum Kind {
    /** The paper itself. */
    PAGE,
    /** Its source code. */
    CODE,
    /** A page of the project it belongs to. */
    PROJECT
  }

  public Link {
    url = url.strip();
    if (url.length() > 2_000 || !isWebAddress(url)) {
      throw new IllegalArgumentException(
          "want a link that is a well-formed http or https address of at most 2000 characters, got "
              + Text.shortened(url));
    }
  }

  private static boolean isWebAddress(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Override
  public int compareTo(Link other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : url.compareTo(other.url);
  }
}
