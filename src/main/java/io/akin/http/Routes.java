package io.akin.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** How routes are added. */
final class Routes {
  /** The methods of every address there is, as a 405 answer lists them. */
  static final String METHODS = "GET, HEAD";

  private Routes() {}

  /** Adds an address to read from. HEAD answers as GET does; the web server leaves the body out. */
  static void read(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }
}
