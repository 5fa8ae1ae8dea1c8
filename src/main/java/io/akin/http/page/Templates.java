package io.akin.http.page;

import io.javalin.http.Context;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Pages out of the templates under {@code web/}. Every value is escaped for HTML; a template that
 * uses a value which it was not given fails. Each page may load what this server serves and nothing
 * else, and run none of what stands in it. Thread-safe.
 */
public final class Templates {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors ";

  /** What the layout asks for, where a page does not say it: the search text, and its place. */
  private static final Map<String, String> LAYOUT = Map.of("query", "", "section", "");

  /** Who may show a page in a frame. */
  public enum Framing {
    /** Pages of this server. */
    OWN("'self'"),
    /** Pages of any site. */
    ANY("*");

    private final String ancestors;

    Framing(String ancestors) {
      this.ancestors = ancestors;
    }
  }

  private final PebbleEngine engine;
  private final Assets assets;

  /** Templates whose pages load the assets. */
  public Templates(Assets assets) {
    ClasspathLoader loader = new ClasspathLoader();
    loader.setPrefix("web");
    this.engine =
        new PebbleEngine.Builder().loader(loader).strictVariables(true).autoEscaping(true).build();
    this.assets = assets;
  }

  /** Sends a page; the template finds the addresses of assets by name under {@code assets}. */
  public void send(Context context, String template, Map<String, ?> values) throws IOException {
    send(context, template, values, Framing.OWN);
  }

  /** The same, where others than this server's pages may show the page in a frame. */
  public void send(Context context, String template, Map<String, ?> values, Framing framing)
      throws IOException {
    Map<String, Object> all = new HashMap<>(LAYOUT);
    all.putAll(values);
    all.put("assets", assets.addresses());
    StringWriter page = new StringWriter();
    engine.getTemplate(template).evaluate(page, all, Locale.ROOT);
    context.html(page.toString()).header("Content-Security-Policy", POLICY + framing.ancestors);
  }
}
