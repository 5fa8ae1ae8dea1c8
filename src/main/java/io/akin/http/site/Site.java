package io.akin.http.site;

import io.akin.corpus.CorpusReader;
import io.akin.http.Access;
import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.Problem;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.http.page.Assets;
import io.akin.http.page.Templates;
import io.akin.index.PaperIndex;
import io.akin.landscape.Landscapes;
import io.akin.listing.Listings;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Pages for people, rendered here and complete without a script. Templates escape every value, so a
 * paper's text is never taken for HTML. Thread-safe.
 */
public final class Site implements Surface {
  private final Assets assets = Assets.ofLayout();
  private final Templates templates = new Templates(assets);
  private final HomePage home;
  private final ListingPages listings;
  private final SearchPage search;
  private final PaperSheet paper;
  private final RecommendPage recommend;
  private final TopicPages topics;

  /**
   * The pages of an index.
   *
   * @param landscapes of the topics, which it may have
   * @param readers of what people may paste instead of identifiers
   */
  public Site(
      PaperIndex index,
      PaperFinder finder,
      Recommender recommender,
      Landscapes landscapes,
      Freshness freshness,
      List<CorpusReader> readers,
      BaseAddress base,
      InstantSource clock) {
    Listings lists = new Listings(index);
    this.home = new HomePage(index, lists, landscapes, templates, freshness, clock);
    this.listings = new ListingPages(lists, templates, freshness, clock);
    this.search = new SearchPage(index, finder, recommender, templates, freshness);
    this.paper = new PaperSheet(recommender, templates, freshness, base);
    this.recommend =
        new RecommendPage(finder, recommender, new Pasted(finder, readers), templates, freshness);
    this.topics = new TopicPages(landscapes, templates, freshness, clock);
    Katex.addTo(assets);
  }

  @Override
  public String name() {
    return "site";
  }

  @Override
  public boolean covers(String path) {
    return path.equals("/")
        || path.equals("/papers")
        || path.startsWith("/papers/")
        || path.equals("/topics")
        || path.startsWith("/topics/")
        || path.equals("/search")
        || path.equals("/recommend");
  }

  @Override
  public void addTo(Router router) {
    router
        .read("/", home::send)
        .read("/search", search::send)
        .read("/recommend", recommend::send)
        .post("/recommend", Access.READ, recommend::add)
        .read("/papers", listings::latest)
        .read("/papers/trending", listings::trending)
        .read("/papers/date/{period}", listings::day)
        .read("/papers/week/{period}", listings::week)
        .read("/papers/month/{period}", listings::month)
        .read("/papers/<id>", paper::send)
        .read("/topics", topics::all)
        .read("/topics/{slug}", topics::one);
    assets.addTo(router);
  }

  /** A page for browsers, and for everybody else what programs read. */
  @Override
  public void send(Context context, Problem problem) {
    String accept = context.header("Accept");
    if (accept == null || !accept.toLowerCase(Locale.ROOT).contains(ContentType.HTML)) {
      Surface.super.send(context, problem);
      return;
    }
    context.status(problem.type().status());
    try {
      templates.send(
          context,
          "error.peb",
          Map.of(
              "title",
              problem.type().title(),
              "detail",
              problem.detail(),
              "similar",
              Card.all(problem.similar())));
    } catch (IOException e) {
      throw new UncheckedIOException("the page of an error could not be written", e);
    }
  }
}
