package io.akin.http;

import io.javalin.http.Context;
import java.time.Duration;

/**
 * Addresses that belong together and speak one dialect: that of this program, or that of a service
 * whose clients are to find what they know. Thread-safe once its addresses have been added.
 */
public interface Surface {

  /** What it is called where it is switched off, such as {@code openai}. */
  String name();

  /** Adds the addresses. */
  void addTo(Router router);

  /** Whether a path is one of its own, served or not: its clients are to understand the 404. */
  boolean covers(String path);

  /** Tells a client what went wrong. The status and the body are to be set. */
  default void send(Context context, Problem problem) {
    context
        .status(problem.type().status())
        .contentType(Problem.CONTENT_TYPE)
        .result(problem.json());
  }

  /** The rule that requests are limited by, as the header {@code RateLimit-Policy} states it. */
  default String rateLimitPolicy(int requests, Duration window) {
    return "\"default\";q=%d;w=%d".formatted(requests, window.toSeconds());
  }

  /** What is left of it, as the header {@code RateLimit} states it. */
  default String rateLimit(int remaining, Duration reset) {
    return "\"default\";r=%d;t=%d".formatted(remaining, reset.toSeconds());
  }
}
