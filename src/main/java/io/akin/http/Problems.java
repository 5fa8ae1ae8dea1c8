package io.akin.http;

import io.akin.encoder.EncoderBusyException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.EOFException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What each error becomes for a client: the one place that decides it. */
final class Problems {
  private static final Logger LOG = System.getLogger(Problems.class.getName());

  private final Guard guard;

  Problems(Guard guard) {
    this.guard = guard;
  }

  void addTo(RoutesConfig routes) {
    routes.exception(ProblemException.class, (e, context) -> send(context, e.problem()));
    routes.exception(
        EncoderBusyException.class,
        (_, context) -> {
          context.header("Retry-After", "1");
          send(
              context,
              new Problem(
                  Problem.Type.BUSY,
                  "too many texts are waiting to be encoded; try again shortly"));
        });
    routes.exception(HttpResponseException.class, (e, context) -> send(context, of(e, context)));
    routes.exception(Exception.class, (e, context) -> send(context, of(e, context)));
  }

  private void send(Context context, Problem problem) {
    guard.surface(context.path()).send(context, problem);
  }

  private static Problem of(Exception e, Context context) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return new Problem(Problem.Type.TOO_SLOW, "the body of the request took too long to come");
      }
      if (cause instanceof EOFException) {
        return new Problem(Problem.Type.BAD_REQUEST, "the body of the request ended early");
      }
    }
    // A stranger's message may hold anything: it is for the log alone.
    LOG.log(Level.ERROR, context.method() + " " + context.path() + " failed", e);
    return new Problem(Problem.Type.FAILED, "an unexpected error; the server's log has it");
  }

  /** What the web server itself has to say, such as that it knows no such address. */
  private static Problem of(HttpResponseException e, Context context) {
    return switch (e.getStatus()) {
      case 404 -> new Problem(Problem.Type.NO_SUCH_ADDRESS, "nothing is served at this address");
      case 405 -> {
        String allowed =
            Optional.ofNullable(e.getDetails().get("availableMethods")).orElse("other methods");
        context.header("Allow", allowed);
        yield new Problem(
            Problem.Type.METHOD_NOT_ALLOWED,
            "this address answers %s, not %s"
                .formatted(allowed, String.valueOf(context.method()).toUpperCase(Locale.ROOT)));
      }
      case 413 ->
          new Problem(
              Problem.Type.TOO_LARGE,
              "a request has at most %,d bytes".formatted(Router.MAX_BODY_BYTES));
      default ->
          e.getStatus() >= 500
              ? new Problem(Problem.Type.FAILED, "an unexpected error")
              : new Problem(Problem.Type.BAD_REQUEST, "the request could not be understood");
    };
  }
}
