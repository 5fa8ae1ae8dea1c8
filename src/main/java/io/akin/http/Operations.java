package io.akin.http;

import io.javalin.http.ContentType;
import io.javalin.http.Context;

/** For those who run the server: is it alive, may requests be sent to it, how does it do. */
final class Operations {
  private final Metrics metrics;
  private final Guard guard;

  Operations(Metrics metrics, Guard guard) {
    this.metrics = metrics;
    this.guard = guard;
  }

  void addTo(Router router) {
    router
        .read(Guard.LIVE, context -> health(context, "live"))
        .read("/health/ready", this::ready)
        .read(
            "/metrics",
            context ->
                context
                    .contentType("text/plain; version=0.0.4; charset=utf-8")
                    .result(metrics.scrape()));
  }

  private void ready(Context context) {
    if (guard.isStopping()) {
      throw new ProblemException(
          new Problem(Problem.Type.STOPPING, "the server is stopping; ask another one"));
    }
    health(context, "ready");
  }

  private static void health(Context context, String status) {
    context.contentType(ContentType.APPLICATION_JSON).result("{\"status\":\"" + status + "\"}");
  }
}
