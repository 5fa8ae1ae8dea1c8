package io.akin.http.widget;

import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.http.page.Assets;
import io.akin.http.page.Templates;
import io.akin.index.PaperIndex;
import io.akin.listing.Listings;
import io.akin.recommend.Recommender;

/** The element, the frame, and the page on which they are put together. Thread-safe. */
public final class Widget implements Surface {
  static final String SCRIPT = "/widget.js";
  private static final String FRAME = "/embed";
  private static final String BUILDER = "/widget";

  private final Assets assets =
      new Assets()
          .add(SCRIPT, "/web/widget/widget.js")
          .add("/widget/embed.css", "/web/widget/embed.css")
          .add("/widget/builder.css", "/web/widget/builder.css")
          .add("/widget/builder.js", "/web/widget/builder.js");
  private final Frame frame;
  private final Builder builder;

  /**
   * The widget of an index.
   *
   * @param site what pages of this server are made with, whose layout loads files of its own
   */
  public Widget(
      PaperIndex index,
      Recommender recommender,
      Freshness freshness,
      BaseAddress base,
      Templates site) {
    Related related = new Related(recommender);
    this.frame = new Frame(related, freshness, base, new Templates(assets));
    this.builder = new Builder(new Listings(index), related, base, site, assets);
  }

  @Override
  public String name() {
    return "widget";
  }

  @Override
  public boolean covers(String path) {
    return path.equals(SCRIPT)
        || path.equals(FRAME)
        || path.equals(BUILDER)
        || path.startsWith(BUILDER + "/");
  }

  @Override
  public void addTo(Router router) {
    router.read(FRAME, frame::send).read(BUILDER, builder::send);
    assets.addTo(router);
  }
}
