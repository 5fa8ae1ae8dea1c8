package io.akin.http.site;

import io.akin.http.Freshness;
import io.akin.http.page.Templates;
import io.akin.index.PaperIndex;
import io.akin.landscape.Landscape;
import io.akin.landscape.Landscapes;
import io.akin.listing.Listings;
import io.akin.paper.Paper;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page one begins at: a search, the latest papers, and what readers like now. */
final class HomePage {
  private static final int SHOWN = 8;
  private static final int TOPICS = 12;

  private final PaperIndex index;
  private final Listings listings;
  private final Landscapes landscapes;
  private final Templates templates;
  private final Freshness freshness;
  private final InstantSource clock;

  HomePage(
      PaperIndex index,
      Listings listings,
      Landscapes landscapes,
      Templates templates,
      Freshness freshness,
      InstantSource clock) {
    this.index = index;
    this.listings = listings;
    this.landscapes = landscapes;
    this.templates = templates;
    this.freshness = freshness;
    this.clock = clock;
  }

  void send(Context context) throws IOException {
    String query = context.queryParam("q");
    if (query != null && !query.isBlank()) { // as search boxes of other pages have it
      context.redirect("/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
      return;
    }
    Optional<Landscape> landscape = landscapes.current();
    if (freshness.isKnown(context, landscapes.version())) {
      return;
    }
    List<Paper> trending = listings.trending(Optional.empty(), 0, SHOWN).papers();
    boolean liked = trending.stream().anyMatch(paper -> paper.upvotes().orElse(0) > 0);
    templates.send(
        context,
        "home.peb",
        Map.of(
            "papers",
            index.size(),
            "latest",
            Card.all(listings.latest(Optional.empty(), 0, SHOWN).papers()),
            "trending",
            liked ? Card.all(trending) : List.of(),
            "topics",
            landscape.map(this::topics).orElse(List.of())));
  }

  /** The largest topics of the coarsest level. */
  private List<TopicLine> topics(Landscape landscape) {
    return new TopicLines(landscape, clock).flat(landscape.roots().stream().limit(TOPICS).toList());
  }
}
