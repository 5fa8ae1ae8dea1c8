package io.akin.http;

import io.akin.encoder.EncoderBusyException;
import io.akin.recommend.Outcome.UnknownPaper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What each error becomes for a client: the one place that decides it. */
final class Problems {
  private static final Logger LOG = System.getLogger(Problems.class.getName());

  private Problems() {}

  static void addTo(RoutesConfig routes) {
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
    routes.exception(
        Exception.class,
        (e, context) -> {
          // A stranger's message may hold anything: it is for the log alone.
          LOG.log(Level.ERROR, context.method() + " " + context.path() + " failed", e);
          send(
              context,
              new Problem(Problem.Type.FAILED, "an unexpected error; the server's log has it"));
        });
    routes.exception(
        HttpResponseException.class,
        (e, context) -> {
          if (e.getStatus() == 405) {
            context.header("Allow", Routes.methods(context.path()));
          }
          send(context, of(e, context.path()), e.getStatus());
        });
  }

  /** What the web server itself has to say, such as that it knows no such address. */
  private static Problem of(HttpResponseException e, String path) {
    return switch (e.getStatus()) {
      case 404 -> new Problem(Problem.Type.NO_SUCH_ADDRESS, "nothing is served at this address");
      case 405 ->
          new Problem(
              Problem.Type.METHOD_NOT_ALLOWED,
              "this address answers %s alone".formatted(Routes.methods(path)));
      case 413 ->
          new Problem(
              Problem.Type.TOO_LARGE,
              "a request has at most %,d bytes".formatted(Routes.MAX_BODY_BYTES));
      default ->
          e.getStatus() >= 500
              ? new Problem(Problem.Type.FAILED, "an unexpected error")
              : new Problem(Problem.Type.BAD_REQUEST, "the request could not be understood");
    };
  }

  static ProblemException unknown(UnknownPaper unknown) {
    String hint =
        unknown.similarTitles().isEmpty()
            ? "Name it by any of its identifiers or its exact title."
            : "See 'similar' for papers with titles like it.";
    return new ProblemException(
        new Problem(
            Problem.Type.UNKNOWN_PAPER,
            "no paper is known by '%s'. %s".formatted(unknown.reference(), hint),
            unknown.similarTitles()));
  }

  private static void send(Context context, Problem problem) {
    send(context, problem, problem.type().status);
  }

  private static void send(Context context, Problem problem, int status) {
    context.status(status).contentType(Problem.CONTENT_TYPE).result(problem.json(status));
  }
}
