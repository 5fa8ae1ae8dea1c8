package io.akin.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Takes the addresses of the surfaces, and puts before each what all have in common: who may ask,
 * and how much may be going on at once. Not thread-safe.
 */
public final class Router {
  /** The largest body that is read as a whole: a hundred long texts. */
  public static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  /** Requests that may run at once: on a busy machine the last of them is answered in a second. */
  public static final int MAX_RUNNING = 64 * Runtime.getRuntime().availableProcessors();

  /**
   * What is served.
   *
   * @param method such as {@code GET}
   * @param path with its parameters
   */
  public record Endpoint(String method, String path, Access access) {}

  private final RoutesConfig routes;
  private final Guard guard;
  private final SequencedMap<String, Map<HandlerType, Access>> paths = new LinkedHashMap<>();

  Router(RoutesConfig routes, Guard guard) {
    this.routes = routes;
    this.guard = guard;
  }

  /**
   * Adds an address to read from. HEAD answers as GET does; the web server leaves the body out.
   *
   * @param path with parameters as {@code {name}} or, where they may hold slashes, {@code <name>}
   */
  public Router read(String path, Handler handler) {
    Handler guarded = guard.before(Access.READ, handler);
    return add(HandlerType.GET, path, Access.READ, guarded)
        .add(HandlerType.HEAD, path, Access.READ, guarded);
  }

  /** Adds an address to post to; {@code context.bodyAsBytes()} does not wait for the client. */
  public Router post(String path, Access access, Handler handler) {
    return add(HandlerType.POST, path, access, guard.before(access, handler));
  }

  /** Adds an address to post to, whose handler reads a body of any size as it comes. */
  public Router postStream(String path, Access access, Handler handler) {
    return add(HandlerType.POST, path, access, guard.beforeStream(access, handler));
  }

  /** Adds an address to put to; {@code context.bodyAsBytes()} does not wait for the client. */
  public Router put(String path, Access access, Handler handler) {
    return add(HandlerType.PUT, path, access, guard.before(access, handler));
  }

  /** Adds an address to delete. */
  public Router delete(String path, Access access, Handler handler) {
    return add(HandlerType.DELETE, path, access, guard.before(access, handler));
  }

  private Router add(HandlerType method, String path, Access access, Handler guarded) {
    if (!paths.containsKey(path)) {
      Map<HandlerType, Access> served = new LinkedHashMap<>();
      paths.put(path, served);
      routes.options(path, context -> guard.preflight(context, served));
    }
    paths.get(path).put(method, access);
    routes.addHttpHandler(method, path, guarded);
    return this;
  }

  /** What has been added, in that order. */
  public List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    paths.forEach(
        (path, methods) ->
            methods.forEach(
                (method, access) -> endpoints.add(new Endpoint(method.name(), path, access))));
    return endpoints;
  }
}
