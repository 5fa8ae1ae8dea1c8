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
    String detail =
        status == 414 || status == 431
            ? "the address or a header is too long"
            : "the request could not be understood; is its address properly encoded?";
    String problem = new Problem(Problem.Type.BAD_REQUEST, detail).json(status);
    HttpServer.SECURITY_HEADERS.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    Content.Sink.write(response, true, problem, callback);
  }
}
