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
  private static final int BAD_REQUEST = 400;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int VERSION_NOT_SUPPORTED = 505;

  /** Whatever the method is, such as CONNECT: the usual handler leaves others without a word. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    int told = status == NOT_IMPLEMENTED || status == VERSION_NOT_SUPPORTED ? BAD_REQUEST : status;
    String problem = problem(told).json(told);
    response.setStatus(told);
    Exchange.SECURITY_HEADERS.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    // Where this request ends is uncertain, and so is where another would begin.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
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
