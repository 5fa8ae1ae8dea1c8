package io.akin.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** How routes are added. */
final class Routes {
  /** Where requests in JSON go. */
  static final String RECOMMEND = "/api/v1/recommend";

  /** The longest request in JSON: a hundred long texts. */
  static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  private Routes() {}

  /** The methods of an address, as a 405 answer lists them. */
  static String methods(String path) {
    return path.equals(RECOMMEND) ? "POST" : "GET, HEAD";
  }

  /** Adds an address to read from. HEAD answers as GET does; the web server leaves the body out. */
  static void read(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }
}
