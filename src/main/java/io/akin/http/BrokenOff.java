package io.akin.http;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Ends answers that cannot be written to their end. */
public final class BrokenOff {
  private BrokenOff() {}

  /**
   * Breaks the connection off where the client has been told that all is well: it must not take
   * what it has got for the whole.
   */
  public static void ifBegun(Context context, Throwable why) {
    if (context.res().isCommitted()) {
      ServletContextRequest.getServletContextRequest(context.req()).getServletChannel().abort(why);
    }
  }
}
