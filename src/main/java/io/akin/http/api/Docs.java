package io.akin.http.api;

import io.akin.http.Router;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The OpenAPI document, and a page that renders it. All that the page loads is served from here.
 */
final class Docs {
  private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/";
  private static final String SWAGGER_UI_PROPERTIES =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  /** Swagger UI sets styles from its script, and draws its icons from data. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Akin: HTTP interface</title>
      <link rel="stylesheet" href="/docs/swagger-ui.css">
      <div id="interface"></div>
      <noscript>This page needs JavaScript; <a href="/openapi.yaml">the document</a> does not.</noscript>
      <script src="/docs/swagger-ui-bundle.js"></script>
      <script src="/docs/start.js"></script>
      """;

  private static final String START =
      """
      SwaggerUIBundle({url: "/openapi.yaml", dom_id: "#interface", deepLinking: true, validatorUrl: null});
      """;

  private Docs() {}

  static void addTo(Router router) {
    router
        .read(
            "/openapi.yaml", context -> resource(context, "/web/openapi.yaml", "application/yaml"))
        .read("/docs", Docs::page)
        .read("/docs/start.js", context -> context.contentType("text/javascript").result(START))
        .read(
            "/docs/swagger-ui-bundle.js",
            context -> library(context, "swagger-ui-bundle.js", "text/javascript"))
        .read("/docs/swagger-ui.css", context -> library(context, "swagger-ui.css", "text/css"));
  }

  private static void page(Context context) {
    context.html(PAGE).header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  }

  private static void library(Context context, String file, String type) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = open(SWAGGER_UI_PROPERTIES)) {
      properties.load(in);
    }
    resource(context, SWAGGER_UI + properties.getProperty("version") + "/" + file, type);
  }

  private static void resource(Context context, String path, String type) throws IOException {
    try (InputStream in = open(path)) {
      context.contentType(type).header("Cache-Control", "max-age=3600").result(in.readAllBytes());
    }
  }

  private static InputStream open(String path) {
    InputStream in = Docs.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("the program lacks its file " + path);
    }
    return in;
  }
}
