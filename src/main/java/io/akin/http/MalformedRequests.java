package io.akin.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that the web server refuses before any route is asked, as a path that is not
 * properly encoded: by a problem like every other error.
 */
final class MalformedRequests extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    String problem = problem(status).json(status);
    Exchange.SECURITY_HEADERS.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    Content.Sink.write(response, true, problem, callback);
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 414, 431 ->
          new Problem(Problem.Type.BAD_REQUEST, "the address or the headers are too long");
      case 503 -> new Problem(Problem.Type.STOPPING, "the server is stopping; ask another one");
      default ->
          status >= 500
              ? new Problem(Problem.Type.FAILED, "an unexpected error")
              : new Problem(
                  Problem.Type.BAD_REQUEST,
                  "the request could not be understood; is its address properly encoded?");
    };
  }
}
