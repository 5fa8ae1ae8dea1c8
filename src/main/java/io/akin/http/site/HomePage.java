package io.akin.http.site;

import io.akin.http.Freshness;
import io.akin.http.page.Templates;
import io.akin.index.PaperIndex;
import io.akin.listing.Listings;
import io.akin.paper.Paper;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page one begins at: a search, the latest papers, and what readers like now. */
final class HomePage {
  private static final int SHOWN = 8;

  private final PaperIndex index;
  private final Listings listings;
  private final Templates templates;
  private final Freshness freshness;

  HomePage(PaperIndex index, Listings listings, Templates templates, Freshness freshness) {
    this.index = index;
    this.listings = listings;
    this.templates = templates;
    this.freshness = freshness;
  }

  void send(Context context) throws IOException {
    String query = context.queryParam("q");
    if (query != null && !query.isBlank()) { // as search boxes of other pages have it
      context.redirect("/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
      return;
    }
    if (freshness.isKnown(context)) {
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
            liked ? Card.all(trending) : List.of()));
  }
}
