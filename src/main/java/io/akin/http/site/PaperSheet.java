package io.akin.http.site;

import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.Markdown;
import io.akin.http.PaperMarkdown;
import io.akin.http.Query;
import io.akin.http.page.Templates;
import io.akin.paper.Paper;
import io.akin.recommend.Outcome;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Reasons;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The page of a paper, with those that are like it. */
final class PaperSheet {
  private static final int SHOWN_AUTHORS = 60;

  private final Recommender recommender;
  private final Templates templates;
  private final Freshness freshness;
  private final BaseAddress base;

  PaperSheet(Recommender recommender, Templates templates, Freshness freshness, BaseAddress base) {
    this.recommender = recommender;
    this.templates = templates;
    this.freshness = freshness;
    this.base = base;
  }

  void send(Context context) throws IOException {
    String reference = Query.reference(context);
    boolean full = !Parameters.given(context, "why").isEmpty();
    if (freshness.isKnown(context)) {
      return;
    }
    Request request =
        Request.likePaper(reference).reasons(full ? Reasons.FULL : Reasons.BRIEF).build();
    switch (recommender.recommend(request)) {
      case Recommendations found when Markdown.preferred(context, ContentType.HTML) ->
          Markdown.send(context, PaperMarkdown.paper(found.seeds().getFirst(), found.hits()));
      case Recommendations found -> send(context, found, full);
      case Outcome.StaleCursor _ -> throw new IllegalStateException("a page has no cursor");
      case Outcome.UnknownPaper unknown -> {
        context.status(404);
        templates.send(
            context,
            "unknown.peb",
            Map.of("reference", unknown.reference(), "similar", Card.all(unknown.similarTitles())));
      }
    }
  }

  private void send(Context context, Recommendations found, boolean full) throws IOException {
    Paper paper = found.seeds().getFirst();
    Card card = Card.of(paper);
    String id = URLEncoder.encode(paper.id().text(), StandardCharsets.UTF_8);
    Map<String, Object> values = new HashMap<>();
    values.put("card", card);
    values.put("paper", paper);
    values.put("abstract", Card.pieces(paper.abstractSource(), paper.abstractText()));
    values.put("hits", Card.all(found.hits(), SeedSet.likePaper(paper.id().text())));
    values.put("hidden", found.hidden().stream().map(Card::link).toList());
    values.put("bibtex", Citation.bibtex(paper));
    values.put("citation", Citation.line(paper));
    values.put("meta", Citation.meta(paper));
    values.put("full", full);
    values.put("encoded_id", id);
    values.put("address", base.of(context) + card.address());
    values.put("more", SeedSet.likePaper(paper.id().text()).address());
    values.put("authors", paper.authors().stream().limit(SHOWN_AUTHORS).toList());
    values.put(
        "more_authors", paper.authorCount() - Math.min(SHOWN_AUTHORS, paper.authors().size()));
    templates.send(context, "paper.peb", values);
  }
}
