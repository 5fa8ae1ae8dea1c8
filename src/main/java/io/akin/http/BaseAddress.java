package io.akin.http;

import io.javalin.http.Context;

/**
 * How clients see this server's addresses, for what must be named in full: feeds, and links that
 * clients follow as they stand.
 *
 * @param behindProxy whether {@code X-Forwarded-Proto} is a proxy's word, and not the client's
 */
public record BaseAddress(boolean behindProxy) {

  /** The address that was asked for, without its parameters. */
  public String requested(Context context) {
    boolean secure = behindProxy && "https".equals(context.header("X-Forwarded-Proto"));
    return secure ? context.url().replaceFirst("^http:", "https:") : context.url();
  }

  /** The beginning of all addresses, such as {@code https://papers.example.org}. */
  public String of(Context context) {
    String requested = requested(context);
    int path = requested.indexOf('/', requested.indexOf("://") + 3);
    return path < 0 ? requested : requested.substring(0, path);
  }
}
